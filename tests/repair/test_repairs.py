"""Each repair by example."""

from __future__ import annotations

import re

import pytest

from tiersimpact.repair import repair


def blocks(raw):
    """The clean text, without the blank lines that keep paragraphs apart."""
    return re.sub(r"\n+", "\n", repair(raw).text)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("des di\ufffdicultés", "des difficultés", id="ff-before-i"),
        pytest.param("des di\ufffdcultés", "des difficultés", id="ffi"),
        pytest.param("un co\ufffdee", "un coffee", id="co-ee"),
        pytest.param("sou\ufffdrant", "souffrant", id="souffrant"),
        pytest.param("la con\ufffdance", "la confiance", id="fi"),
        pytest.param("un ré\ufffdexe", "un réflexe", id="fl"),
        pytest.param("la \ufffdnale du bal", "la finale du bal", id="at-the-start"),
        pytest.param("un e\ufffdort et un sou\ufffdle", "un effort et un souffle", id="two-words"),
        pytest.param("e\ufffdcace", "efficace", id="efficace"),
        pytest.param("un di\x00érend", "un différend", id="control-character"),
        pytest.param("un di\ue0a3érend", "un différend", id="private-use"),
        pytest.param("o\ufb03ce, \ufb02eur, \ufb01n, a\ufb00aire", "office, fleur, fin, affaire", id="ligature-signs"),
        pytest.param(
            "un\x02 repas, les\x1f gens, A\x1f", "un repas, les gens, A", id="control-character-behind-a-word"
        ),
        pytest.param("chau\ufffder, coi\ufffder", "chauffer, coiffer", id="ff-before-e"),
        pytest.param("si\ufffder", "siffler", id="ffl-before-e"),
        pytest.param("bonni\ufffdées zzi\ufffdées", "bonni\ufffdées zzi\ufffdées", id="no-participle"),
        pytest.param("béné\ufffdciées", "bénéficiées", id="agreed-participle"),
        pytest.param("zzq\ufffdqz", "zzq\ufffdqz", id="nothing-fits"),
    ],
)
def test_ligatures(raw, clean):
    assert blocks(raw) == clean


def test_words_of_the_report_fill_a_hole_first():
    assert repair("Le Scaffelin est ouvert. Au Sca\ufffdelin, on danse.").text.endswith("Au Scaffelin, on danse.")


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("une forma-\ntion au four", "une formation au four", id="dropped"),
        pytest.param("le vivre-\nensemble du bourg", "le vivre-ensemble du bourg", id="kept-compound"),
        pytest.param("un rendez-\nvous manqué", "un rendez-vous manqué", id="kept-rendez-vous"),
        pytest.param("un sa-\r\nvoir-faire", "un savoir-faire", id="crlf"),
        pytest.param("la défini\u00ad\ntion du lieu", "la définition du lieu", id="soft-hyphen-at-line-end"),
        pytest.param("la défini\u00adtion du lieu", "la définition du lieu", id="soft-hyphen-inside"),
        pytest.param(
            "le Zoubi-\ndrome est né. Vive le Zoubi-drome !",
            "le Zoubi-drome est né. Vive le Zoubi-drome !",
            id="kept-as-printed-elsewhere",
        ),
        pytest.param("des gens - dit-\non - du bourg", "des gens - dit-on - du bourg", id="kept-inversion"),
        pytest.param("on se dit vas-\ny sans peur", "on se dit vas-y sans peur", id="one-letter"),
        pytest.param("le bal de Ville-\nNeuve", "le bal de Ville-Neuve", id="kept-before-capital"),
        pytest.param("les 6-\n10 ans", "les 6-10 ans", id="kept-between-figures"),
        pytest.param("en inter-\net intra-communal", "en inter- et intra-communal", id="suspended"),
        pytest.param("un repas -\nÀ deux", "un repas - À deux", id="dash-before-capital"),
        pytest.param("un repas -\nou deux", "un repas - ou deux", id="dash-is-no-hyphen"),
    ],
)
def test_hyphens_at_line_ends(raw, clean):
    assert blocks(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("on danse à l'\nombre", "on danse à l'ombre", id="elision"),
        pytest.param("on danse à la répet'\ndu soir", "on danse à la répet' du soir", id="clipped-word"),
        pytest.param("un bal/\nmois", "un bal/mois", id="slash"),
        pytest.param("un bal /\nun repas", "un bal / un repas", id="slash-between-words"),
        pytest.param("les danseur·\neuse·s du bal", "les danseur·euse·s du bal", id="middle-dot"),
        pytest.param("les danseur\n·euse·s du bal", "les danseur·euse·s du bal", id="middle-dot-below"),
        pytest.param("les habitué.\ne.s du bal", "les habitué.e.s du bal", id="full-stop"),
        pytest.param("les cousin\n(e)s du bal", "les cousin(e)s du bal", id="bracket"),
        pytest.param("on prête 3\n400 livres", "on prête 3 400 livres", id="thousands"),
    ],
)
def test_words_over_two_lines(raw, clean):
    assert blocks(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param(
            "On a fini de repeindre la\nfaçade avec les jeunes et\nles bars\nFanfare au bourg samedi",
            "On a fini de repeindre la façade avec les jeunes et les bars\nFanfare au bourg samedi",
            id="had-room",
        ),
        pytest.param(
            "On a fini de repeindre la\nfaçade avec les jeunes,\nles voisins et l'association\nPinceaux libres.",
            "On a fini de repeindre la façade avec les jeunes, les voisins et l'association Pinceaux libres.",
            id="no-room",
        ),
        pytest.param("Le four du bât.\n12 chauffe.", "Le four du bât. 12 chauffe.", id="figure-behind-an-abbreviation"),
        pytest.param(
            "On a ri.\n12 voisins ont dansé.", "On a ri.\n12 voisins ont dansé.", id="figure-behind-a-sentence"
        ),
        pytest.param("Fanfare du bourg\nPotager commun\nBal", "Fanfare du bourg\nPotager commun\nBal", id="unwrapped"),
        pytest.param(
            "Une fête où tous viennent chaque année au bourg\n\ntrois lots (un four, un puits,\netc.)\nprêtés aux gens",
            "Une fête où tous viennent chaque année au bourg\ntrois lots (un four, un puits, etc.) prêtés aux gens",
            id="bracket-at-line-end",
        ),
        pytest.param(
            "Une fête où tous viennent chaque année au bourg\n\nOn danse. Un éduc.\nde rue passe.",
            "Une fête où tous viennent chaque année au bourg\nOn danse. Un éduc. de rue passe.",
            id="abbreviation-at-line-end",
        ),
        pytest.param(
            "Une fête où tous viennent chaque année au bourg\n\nun puits\nsans fond.\nprêté aux gens",
            "Une fête où tous viennent chaque année au bourg\nun puits sans fond.\nprêté aux gens",
            id="sentence-end",
        ),
    ],
)
def test_wrapped_lines(raw, clean):
    assert blocks(raw) == clean


@pytest.mark.parametrize("sign", [*"-–—•▪●■►➢✓*+", "\uf0b7", "1.", "2)", "(3)"])
def test_bullets(sign):
    assert repair(f"Entre :\n{sign} des voisins\n{sign} des élèves").text == "Entre :\n- des voisins\n- des élèves"


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("12 voisins sont venus.", id="figure"),
        pytest.param("1. 5 litres de lait.", id="numbered-figure"),
        pytest.param("3,5 heures de garde.", id="decimal"),
        pytest.param("-5 degrés ce matin-là.", id="minus"),
        pytest.param("2 × 3 mètres de bâche.", id="product"),
    ],
)
def test_a_figure_is_no_bullet(raw):
    assert "5" not in raw or "5" in repair(raw).text
    assert repair(raw).text.removeprefix("- ") in raw
    assert any(character.isdigit() for character in repair(raw).text)
    assert [piece.text for piece in repair(raw).dropped] == []


def test_an_item_goes_on_over_lines():
    assert (
        repair("- des voisin·e·s du\nquartier\n- des\nbénévoles").text
        == "- des voisin·e·s du quartier\n- des bénévoles"
    )


@pytest.mark.parametrize(
    ("raw", "clean", "reasons"),
    [
        pytest.param("**Trois** jeunes", "Trois jeunes", ["markdown"] * 2, id="strong"),
        pytest.param("__Trois__ jeunes", "Trois jeunes", ["markdown"] * 2, id="strong-underlined"),
        pytest.param("*Trois* jeunes et _deux_ vieux", "Trois jeunes et deux vieux", ["markdown"] * 4, id="emphasis"),
        pytest.param("le mot_de_passe", "le mot_de_passe", [], id="underscores-in-a-word"),
        pytest.param("3 * 4 * 5 sièges", "3 * 4 * 5 sièges", [], id="stars-that-multiply"),
        pytest.param("[Léo](https://lieu.example) cuit", "Léo cuit", ["link"] * 2, id="link"),
        pytest.param('[Léo](https://a.example "Le site") cuit', "Léo cuit", ["link"] * 2, id="link-with-title"),
        pytest.param("Un [mot] gardé", "Un [mot] gardé", [], id="brackets"),
        pytest.param("![Le four](four.jpg)\nIl chauffe.", "Il chauffe.", ["image"], id="image"),
        pytest.param("> On y revient.", "On y revient.", ["markdown"], id="quote"),
        pytest.param("Un mot.\n\n---\n\nUn autre.", "Un mot.\nUn autre.", ["markdown"], id="rule"),
        pytest.param("Un astérisque \\* ici", "Un astérisque * ici", ["markdown"], id="escape"),
        pytest.param("Trois **jeunes", "Trois jeunes", ["markdown"], id="strong-that-is-never-closed"),
        pytest.param("jeunes** du bourg", "jeunes du bourg", ["markdown"], id="strong-that-is-never-opened"),
        pytest.param("2 ** 3 et 2**3", "2 ** 3 et 2**3", [], id="power"),
        pytest.param("Le **pain\nchaud** du soir", "Le pain chaud du soir", ["markdown"] * 2, id="strong-over-lines"),
    ],
)
def test_markdown(raw, clean, reasons):
    assert blocks(raw) == clean
    assert [piece.reason for piece in repair(raw).dropped] == reasons


@pytest.mark.parametrize(
    "more",
    ["Lire la suite", "… Lire la suite »", "[...] Lire la suite", "lire la suite >", "En savoir plus", "VOIR PLUS"],
)
def test_more(more):
    clean = repair(f"Un atelier de couture a vu le jour {more}\nIl est plein.")
    assert [line.rstrip(" .…") for line in clean.text.split("\n") if line] == [
        "Un atelier de couture a vu le jour",
        "Il est plein",
    ]
    assert [piece.reason for piece in clean.dropped] == ["« lire la suite »"]


@pytest.mark.parametrize(
    "text",
    ["On voudrait en savoir plus sur les abeilles.", "Elle vient lire la suite du roman à voix haute."],
)
def test_more_inside_a_sentence_stays(text):
    assert repair(text).text == text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("visiteur·euse·sgrand public", "visiteur·euse·s grand public", id="inclusive"),
        pytest.param("acteur·rice·sdu quartier", "acteur·rice·s du quartier", id="inclusive-du"),
        pytest.param("acteur.rice.sdu quartier", "acteur.rice.s du quartier", id="full-stops"),
        pytest.param("voisin(e)sdu quartier", "voisin(e)s du quartier", id="brackets"),
        pytest.param("du site ,bénévoles,voisins", "du site , bénévoles, voisins", id="commas"),
        pytest.param("au bord du quartier.Ces gens", "au bord du quartier. Ces gens", id="full-stop"),
        pytest.param("visiteur·euse·s grand public", "visiteur·euse·s grand public", id="nothing"),
        pytest.param("Un thé par jour. - prêter des outils", "Un thé par jour.\n- prêter des outils", id="list-item"),
        pytest.param("Un thé (au pied) - ou un café. - Non.", "Un thé (au pied) - ou un café. - Non.", id="dashes"),
        pytest.param("des voisin(e)s, 3,5 heures et A.M.A.P.", "des voisin(e)s, 3,5 heures et A.M.A.P.", id="traps"),
        pytest.param(
            "voir www.lieu.example ou ecrire@lieu.example",
            "voir www.lieu.example ou ecrire@lieu.example",
            id="addresses",
        ),
    ],
)
def test_glued_words(raw, clean):
    assert blocks(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("des bÃ©nÃ©voles", "des bénévoles", id="e-acute"),
        pytest.param("lâ€™atelier dâ€™Ã©criture", "l’atelier d’écriture", id="apostrophe"),
        pytest.param("dÃ©jÃ\u00a0 vu", "déjà vu", id="a-grave"),
        pytest.param("des bÃ©nÃ©voles et une fête", "des bénévoles et une fête", id="mixed"),
        pytest.param("Â« On y va Â»", "« On y va »", id="quotes"),
        pytest.param("L'Ã®le de Ré", "L'île de Ré", id="i-circumflex"),
        pytest.param("UN GÂTEAU, UN PÂTÉ", "UN GÂTEAU, UN PÂTÉ", id="trap-capitals"),
    ],
)
def test_mojibake(raw, clean):
    assert blocks(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param(
            "Le samedi, le four chauffe et\nles voisins apportent leur pâte.",
            "Le samedi, le four chauffe et les voisins apportent leur pâte.",
            id="wrapped",
        ),
        pytest.param("Le four chauffe.\n\nOn danse.", "Le four chauffe.\nOn danse.", id="paragraphs"),
        pytest.param("Le four chauffe.\r\n\r\nOn danse.", "Le four chauffe.\nOn danse.", id="crlf"),
        pytest.param(
            "le pain de la\nCoopérative du Moulin est bon.",
            "le pain de la Coopérative du Moulin est bon.",
            id="capital-after-article",
        ),
        pytest.param("Un mot (et\n(parfois) deux).", "Un mot (et (parfois) deux).", id="bracket"),
        pytest.param("  Un mot  \n", "Un mot", id="blanks-around"),
        pytest.param("SANTÉ\nOn dort mieux.", "# SANTÉ\nOn dort mieux.", id="heading"),
        pytest.param(
            "Solidarité\n=====\nOn se prête tout.", "# Solidarité\nOn se prête tout.", id="underlined-heading"
        ),
    ],
)
def test_lines(raw, clean):
    assert blocks(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param(
            "CADRE DE VIE ET\nATTRACTIVITÉ DU QUARTIER\nUn banc.",
            "# CADRE DE VIE ET ATTRACTIVITÉ DU QUARTIER\nUn banc.",
            id="whose-second-line-is-a-heading-too",
        ),
        pytest.param("RÉSEAU DE\nPERSONNES\nUne amicale.", "# RÉSEAU DE PERSONNES\nUne amicale.", id="two-lines"),
        pytest.param(
            "SENTIMENT\nD'INCLUSION\nOU\nD'EXCLUSION\nChez soi.",
            "# SENTIMENT D'INCLUSION OU D'EXCLUSION\nChez soi.",
            id="four-lines",
        ),
        pytest.param("ÉGALITÉ\nFEMMES/HOMMES\nAutant.", "# ÉGALITÉ FEMMES/HOMMES\nAutant.", id="slash"),
        pytest.param(
            "EFFETS COLLECTIFS\nSOLIDARITÉ\nUn prêt.",
            "# EFFETS COLLECTIFS\n# SOLIDARITÉ\nUn prêt.",
            id="family-then-category",
        ),
        pytest.param(
            "EFFETS SOCIAUX ET URBAINS\nDU FOURNIL\n\nSANTÉ\nOn dort.",
            "# EFFETS SOCIAUX ET URBAINS DU FOURNIL\n# SANTÉ\nOn dort.",
            id="title-of-two-lines",
        ),
        pytest.param(
            "EFFETS SOCIAUX ET URBAINS DU FOURNIL\nSANTÉ\nOn dort.",
            "# EFFETS SOCIAUX ET URBAINS DU FOURNIL\n# SANTÉ\nOn dort.",
            id="title-then-category",
        ),
        pytest.param(
            "EFFETS SOCIAUX ET URBAINS DU FOURNIL\nEFFETS COLLECTIFS\nSOLIDARITÉ\nUn prêt.",
            "# EFFETS SOCIAUX ET URBAINS DU FOURNIL\n# EFFETS COLLECTIFS\n# SOLIDARITÉ\nUn prêt.",
            id="title-then-family-then-category",
        ),
        pytest.param(
            "# Effets sociaux et urbains du fournil\n## Solidarité\nDes voisins se prêtent une échelle.",
            "# Effets sociaux et urbains du fournil\n## Solidarité\nDes voisins se prêtent une échelle.",
            id="markdown-title-then-category",
        ),
        pytest.param(
            "# Effets sociaux et urbains\nLe fournil a ouvert ses portes.",
            "# Effets sociaux et urbains\nLe fournil a ouvert ses portes.",
            id="markdown-title-then-text",
        ),
        pytest.param(
            "Une ONG vient.\nABEILLES EN VILLE\nDeux ruches.",
            "Une ONG vient.\n# ABEILLES EN VILLE\nDeux ruches.",
            id="unknown-capitals",
        ),
    ],
)
def test_headings(raw, clean):
    assert blocks(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("#entraide #partage", "#entraide #partage", id="one-line"),
        pytest.param("#entraide\n#partage", "#entraide #partage", id="two-lines"),
        pytest.param("#entraide #partage\nde repas\n\n#troc", "#entraide #partage de repas #troc", id="wrapped"),
        pytest.param(
            "#entraide\n\n#troc de\n\nd'outils #soin", "#entraide #troc de d'outils #soin", id="over-blank-lines"
        ),
        pytest.param("#fleurs des\nchamps\n\nSANTÉ", "#fleurs des champs\n# SANTÉ", id="wrapped-above-a-heading"),
        pytest.param(
            "#fleurs\non sème au printemps\n\nSANTÉ", "#fleurs\non sème au printemps\n# SANTÉ", id="comment-below"
        ),
        pytest.param("SANTÉ #fleurs #air pur", "# SANTÉ\n#fleurs #air pur", id="beside-a-heading"),
        pytest.param("On sème des #fleurs", "On sème des #fleurs", id="inside-a-sentence"),
        pytest.param("#entraide\n\nUne phrase entière.", "#entraide\nUne phrase entière.", id="then-text"),
    ],
)
def test_hashtags(raw, clean):
    assert blocks(raw) == clean


def test_every_accent_is_composed():
    assert repair("e\u0301te\u0301, a\u0300 No\u0308el, c\u0327a").text == "été, à Nöel, ça"


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u2009", "\t"], ids=["nbsp", "narrow", "thin", "tab"])
def test_every_blank_is_plain(blank):
    assert repair(f"12{blank}000 pains").text == "12 000 pains"
