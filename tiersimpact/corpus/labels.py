"""What readers of a corpus see of the format's values, in French."""

OUTSIDE_LABEL = "Hors grille"
POLARITY_LABELS = {"positive": "Effet positif", "negative": "Effet négatif", "neutral": "Neutre", "mixed": "Mitigé"}
KIND_LABELS = {"formula": "Phrase type", "verbatim": "Commentaire libre", "keyword": "Mot-clé"}
