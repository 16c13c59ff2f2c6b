"""Evidence from the context: is this « un » a number, are these « ans » an age?"""

from __future__ import annotations

from tiersimpact.quantities.lexicon import load_lexicon
from tiersimpact.quantities.rates import CALENDAR
from tiersimpact.quantities.readings import Reading, Sentence

_DURING = frozenset({"en", "pendant", "durant", "depuis", "après", "sur", "sous", "ici", "dans", "pour", "moins", "plus", "environ", "a", "dure",
                     "durée", "de", "tous", "toutes", "presque", "encore", "dura", "duré", "compter"})  # fmt: skip
_AGE_BEFORE = frozenset(
    {
        "à",
        "dès",
        "a",
        "ai",
        "avait",
        "ont",
        "âgé",
        "âgée",
        "âgés",
        "âgées",
        "agé",
        "agée",
        "agés",
        "agées",
        "âge",
        "avaient",
        "aura",
        "as",
        "jeunes",
    }
)
_LASTING = frozenset({"en", "depuis", "pendant", "durant", "sur", "sous", "après", "pour", "dans", "ici", "a", "toutes", "tous", "bout", "bail", "convention",
                      "contrat", "durée", "dure", "duré", "ces", "premières", "dernières", "derniers", "mandat", "prêt", "emprunt", "projet", "plan"})  # fmt: skip
_SINGLE_MEASURES = frozenset({"an", "mois", "heure", "minute", "seconde"})
_ONCE_NOT = frozenset(
    {
        "que",
        "pour",
        "de",
        "encore",
        "terminé",
        "terminée",
        "terminés",
        "fini",
        "finis",
        "sur",
        "le",
        "la",
        "les",
        "passé",
        "passée",
        "installé",
        "installés",
        "installée",
        "lancé",
        "arrivé",
        "arrivés",
        "là",
        "ouvert",
        "ouverte",
        "rénové",
        "rénovée",
    }
)


def is_number(sentence: Sentence, reading: Reading) -> bool:
    """Tell « un repas par semaine », « en un an », « un seul » from the article « un »."""
    if _is_event(sentence, reading):
        reading.first = reading.j
        return True
    if (
        reading.per in CALENDAR
        or reading.qualifier in {"range", "change"}
        or reading.kind in {"fraction", "comparison"}
    ):
        return reading.unit is not None
    after, before = sentence.low(reading.j), sentence.low(reading.i - 1)
    if before == "le":  # « l'un », « l'une »
        return False
    if after in {"seul", "seule"}:
        return reading.unit is not None
    if reading.unit == "fois":
        return before not in {"il", "encore", "y", "était"} and not _is_conjunction(sentence, reading)
    if reading.qualifier in {"min", "max"} and reading.first < reading.i and reading.own:
        return True
    if reading.kind == "duration":
        if reading.unit in _SINGLE_MEASURES:
            return True
        return (before in _DURING and reading.unit not in {"jour"}) or (
            reading.unit == "jour" and before in {"en", "pendant", "durant", "sur", "sous"}
        )
    return (
        reading.measured and reading.kind in {"money", "length", "area", "mass", "percentage", "count"} and reading.own
    )


def _is_event(sentence: Sentence, reading: Reading) -> bool:
    """« un bal mensuel »: the adjective, not the article, says how many."""
    lexicon = load_lexicon()
    if reading.per is None or sentence.low(reading.last - 1) not in lexicon.period_adjectives:
        return False
    return reading.unit in lexicon.events


def _is_conjunction(sentence: Sentence, reading: Reading) -> bool:
    """« une fois que », « une fois les travaux finis », « une fois installé »."""
    after = sentence.low(reading.last)
    if after in _ONCE_NOT:
        return True
    return after.endswith(("é", "ée", "és", "ées", "i", "is", "ie", "ies"))


def read_age(sentence: Sentence, reading: Reading) -> None:
    """Turn a duration in years into an age where the words around say so."""
    if reading.unit not in {"an", "mois"} or reading.kind != "duration" or reading.value is None or reading.value > 120:
        return
    lexicon = load_lexicon()
    first = reading.first
    before, earlier = sentence.low(first - 1), sentence.low(first - 2)
    after, then = sentence.low(reading.last), sentence.low(reading.last + 1)
    if reading.unit == "mois":
        if before == "de" and earlier in {"bébé", "bébés", "enfant", "enfants", "nourrisson", "nourrissons"}:
            reading.kind = "age"
        return
    if before in {"en", "depuis", "pendant", "durant", "sur", "dans", "sous", "après"} or (
        before == "a" and earlier == "y"
    ):
        return
    window = sentence.lows[max(0, first - 5) : first]
    if any(
        word in {"âge", "âgé", "âgée", "âgés", "âgées", "age", "agé", "agée", "agés", "agées"}
        or word in lexicon.persons
        for word in window
    ):
        if not (set(window) & (_LASTING - {"a", "pour"})):
            reading.kind = "age"
            return
    if (
        before in {"les", "des", "aux"}
        or (before in {"les", "des", "aux"} and reading.qualifier in {"min", "max", "range"})
        or (after in {"et", "ou"} and then in {"plus", "moins"})
        or (before in _AGE_BEFORE and not (before == "à" and reading.qualifier == "change"))
        or (before == "," and after in {",", ".", ")", ""})
        or (reading.qualifier in {"range"} and before in {"(", ":", ","})
        or sentence.low(reading.first) == "dès"
    ):
        reading.kind = "age"
