"""Standard sentences through what writers and extractors do to them; free comments are none."""

from __future__ import annotations

import re

import pytest

from tiersimpact.formulas import recogniser
from tiersimpact.grid import load_grid

# What fills the answer slots of the shipped grid.
ANSWERS = {
    "publics": "des voisin·e·s du quartier et des bénévoles",
    "occasions": "dans la vie quotidienne du projet",
    "frequency": "au moins trois fois par mois",
    "effects": "d'une plus grande confiance en eux",
    "number": "27",
    "porteurs": "des bénévoles ou des personnes fréquentant régulièrement le lieu",
    "kinds": "petits services et de biens",
    "autour": "autour d'un projet ou d'une action",
    "groups": "les dirigeants",
    "comparison": "autant",
    "spaces": "le respect des espaces par les usagers",
    "needs": ": services de proximité",
}
SENTENCES = [
    pytest.param(
        category,
        formula,
        re.sub(r"\{(\w+)\}", lambda slot: ANSWERS[slot[1]], formula.text),
        id=f"{category}-{formula.id}",
    )
    for category, entry in load_grid().categories.items()
    for formula in entry.formulas
]


def is_recognised(text, category, formula):
    match = recogniser(load_grid()).recognise(text)
    assert match is not None, text
    assert (match.category, match.formula and match.formula.id) == (category, formula.id), text
    assert text[match.start : match.end].strip()
    return match


@pytest.mark.parametrize(("category", "formula", "text"), SENTENCES)
def test_as_printed(category, formula, text):
    match = is_recognised(text + ".", category, formula)
    assert not match.negated
    assert match.score > 95


@pytest.mark.parametrize(("category", "formula", "text"), SENTENCES)
def test_in_capitals_without_accents(category, formula, text):
    plain = text.upper().translate(str.maketrans("ÉÈÊÀÔÎÇÙ", "EEEAOICU"))
    is_recognised(plain, category, formula)


def long_words(formula):
    """Words of the fixed part that are long enough for a typo, longest first."""
    pieces = re.split(r"\{\w+\}", formula.text)
    found = dict.fromkeys(word for piece in pieces for word in re.findall(r"[^\W\d_]{6,}", piece))
    return sorted(found, key=len, reverse=True)


def misspell(text, word):
    return text.replace(word, word[:2] + word[3] + word[2] + word[4:], 1)


@pytest.mark.parametrize(("category", "formula", "text"), SENTENCES)
def test_with_a_typo(category, formula, text):
    is_recognised(misspell(text, long_words(formula)[0]), category, formula)


@pytest.mark.parametrize(
    ("category", "formula", "text"), [case for case in SENTENCES if len(long_words(case.values[1])) >= 5]
)
def test_with_two_typos(category, formula, text):
    first, second = long_words(formula)[:2]
    is_recognised(misspell(misspell(text, first), second), category, formula)


@pytest.mark.parametrize(("category", "formula", "text"), SENTENCES)
def test_with_a_small_word_lost(category, formula, text):
    is_recognised(re.sub(r"(?<= )(?:du|des|la|les|le|de|ont|a|à) ", "", text, count=1), category, formula)


@pytest.mark.parametrize(("category", "formula", "text"), SENTENCES)
def test_with_another_figure(category, formula, text):
    is_recognised(re.sub(r"\b27\b", "1 340", text), category, formula)


@pytest.mark.parametrize(
    ("text", "category", "formula"),
    [
        pytest.param(
            "Des interactions sociales ont été observées entre", "lien_social", "interactions", id="interactions"
        ),
        pytest.param("Des échanges, dons ou mutualisations de", "solidarite", "exchanges", id="exchanges"),
        pytest.param("La création de réseaux de personnes autour", "reseaux", "networks", id="networks"),
        pytest.param(
            "Il a été observé que certaines personnes se sentent faire partie",
            "appartenance_exclusion",
            "belonging",
            id="belonging",
        ),
        pytest.param(
            "Les actions de formation, d'accompagnement à la création d'activité ou",
            "insertion_professionnelle",
            "beneficiaries",
            id="beneficiaries",
        ),
        pytest.param("9 nouveaux projets ou actions (atelier, évènement,", "capacite_agir", "projects", id="projects"),
        pytest.param(
            "La collaboration avec les partenaires publics et privés n'a pas fait évoluer leurs",
            "innovation_publique",
            "practices_unchanged",
            id="practices",
        ),
        pytest.param(
            "Le projet n'a rien changé dans la gestion urbaine des espaces",
            "services_publics",
            "urban_management_unchanged",
            id="management",
        ),
    ],
)
def test_cut_at_the_line_end(grid, text, category, formula):
    match = recogniser(grid).recognise(text)
    assert match is not None
    assert (match.category, match.formula.id) == (category, formula)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        pytest.param("Le projet n'a pas permis d'améliorer l'image du quartier.", "neutral", id="denied"),
        pytest.param("Le projet a permis d'améliorer l'image du quartier.", "positive", id="affirmed"),
        pytest.param("Des interactions sociales n'ont pas été observées entre voisins.", "neutral", id="denied-2"),
        pytest.param(
            "La collaboration avec les partenaires publics et privés n'a pas fait évoluer leurs pratiques "
            "professionnelles.",
            "neutral",
            id="unchanged",
        ),
        pytest.param(
            "La collaboration avec les partenaires publics et privés a fait évoluer leurs pratiques professionnelles.",
            "positive",
            id="changed",
        ),
        pytest.param("Le projet n'a rien changé dans l'entretien des espaces.", "neutral", id="nothing-changed"),
        pytest.param("Le projet a dégradé le respect des espaces par les usagers.", "negative", id="worse"),
        pytest.param(
            "Il a été observé que certaines personnes se sentent exclues du projet.", "negative", id="exclusion"
        ),
        pytest.param(
            "Il a été observé que certaines personnes ne se sentent pas à leur place.", "negative", id="not-at-home"
        ),
        pytest.param(
            "Certaines personnes ont fait part d'un inconfort, d'un stress ou de conflits.", "negative", id="discomfort"
        ),
        pytest.param(
            "Certaines personnes ont fait part d'une plus grande confiance en elles.", "positive", id="confidence"
        ),
        pytest.param(
            "Certaines personnes ont fait part d'une dégradation des conditions de travail.",
            "negative",
            id="worse-conditions",
        ),
        pytest.param(
            "Certaines personnes ont fait part d'une amélioration des conditions de travail.",
            "positive",
            id="better-conditions",
        ),
        pytest.param(
            "Il a été observé que certaines personnes se sentent faire partie", "positive", id="belonging-cut"
        ),
        pytest.param("Aucun projet ou action imprévu n'a émergé.", "neutral", id="no-project"),
        pytest.param("La création de réseaux de personnes n'a pas été observée.", "neutral", id="no-network"),
    ],
)
def test_negations_and_directions(grid, text, polarity):
    match = recogniser(grid).recognise(text)
    assert match is not None
    assert match.polarity == polarity


@pytest.mark.parametrize(
    "text",
    [
        "Le projet a permis d'ouvrir une bibliothèque de rue.",
        "Le projet est né d'une friche et de trois copines.",
        "Des rencontres ont lieu au comptoir.",
        "Certaines personnes viennent de loin.",
        "On se prête des outils entre voisins.",
        "Une amicale de joueurs de boules a vu le jour.",
        "La collaboration avec le lycée se passe bien.",
        "Des actions de nettoyage de la rivière sont prévues.",
        "Un nouveau projet de four banal mijote.",
        "Les échanges de graines ont repris au printemps.",
        "Autant de femmes que d'hommes à la pétanque.",
        "Les femmes tiennent la caisse, les hommes le four.",
        "Quelqu'un a observé des mésanges.",
        "L'image du four est sur tous les sachets.",
        "Les espaces verts sont tondus le lundi.",
        "Elle ne se sent pas chez elle ici.",
        "trois habitants réparent la fontaine.",
        "Le lieu est ouvert dès 9 h.",
    ],
)
def test_free_comments_are_none(grid, text):
    match = recogniser(grid).recognise(text)
    assert match is None or not match.strong, match


def test_the_section_settles_a_sentence_of_two_rubrics(grid):
    text = "Le projet a permis d'améliorer l'image du quartier."
    for category in ("cadre_de_vie", "entretien_des_espaces"):
        match = recogniser(grid).recognise(text, prefer=category)
        assert category in match.categories


def options(text, category):
    return [match.option.text for match in recogniser(load_grid()).options(text, category)]


def test_all_options_of_a_statement():
    text = "Le projet a permis d'améliorer la mixité d'usages, le respect des espaces par les usagers et le reste."
    assert options(text, "entretien_des_espaces") == [
        "le respect des espaces par les usagers",
        "la mixité d'usages",
    ]
    assert options(text, "solidarite") == []


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("d'une amélioration des conditions de travail", "d'une amélioration des conditions de travail"),
        ("d'une dégradation des conditions de travail", "certaines personnes se sont plaintes de stress"),
    ],
)
def test_an_answer_is_not_taken_for_its_opposite(text, option):
    assert options(text, "sante_bien_etre") == [option]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param(
            "On y danse Ces rencontres ont lieu au moins une fois par mois",
            ["Ces rencontres ont lieu au moins une fois par mois"],
            id="lost-full-stop",
        ),
        pytest.param("On y danse et on y chante le samedi", [], id="nothing"),
        pytest.param(
            "Trois voisins 5 nouveaux projets ou actions imprévus portés par des bénévoles ont émergé",
            ["5 nouveaux projets ou actions imprévus portés par des bénévoles ont émergé"],
            id="figure-in-front",
        ),
        pytest.param(
            "Environ 1 200 nouveaux projets ou actions imprévus portés par des bénévoles ont émergé",
            [],
            id="number-at-the-head",
        ),
        pytest.param(
            "Depuis le gel, 5 nouveaux projets ou actions imprévus portés par des bénévoles ont émergé",
            [],
            id="inside-a-sentence",
        ),
    ],
)
def test_openings(grid, text, pieces):
    assert [text[start:] for start in recogniser(grid).openings(text)] == pieces


@pytest.mark.parametrize(
    ("fragment", "rest", "expected"),
    [
        ("Des échanges, dons ou mutualisations de", "biens ont été observés entre :", True),
        ("La création de réseaux de personnes", "a été observée entre des bénévoles.", True),
        ("Des échanges, dons ou mutualisations de", "On y danse le samedi.", False),
        ("On y danse", "ont été observés entre :", False),
    ],
)
def test_continues(grid, fragment, rest, expected):
    assert recogniser(grid).continues(fragment, rest) is expected
    assert recogniser(grid).breaks_off(fragment) or not expected


def test_what_ends_breaks_off_nowhere(grid):
    assert not recogniser(grid).breaks_off("On dort mieux depuis que les voisins passent.")


@pytest.mark.parametrize(
    ("text", "category", "formula"),
    [
        ("On a observé des interactions sociales entre voisins et bénévoles.", "lien_social", "interactions"),
        ("Des échanges, des dons ou des mutualisations de graines ont été observés.", "solidarite", "exchanges"),
        ("La création, par endroits, de réseaux de personnes a été observée.", "reseaux", "networks"),
        ("Le projet a dégradé la mixité d'usages.", "entretien_des_espaces", "spaces_worse"),
    ],
)
def test_in_other_words(grid, text, category, formula):
    match = recogniser(grid).recognise(text)
    assert (match.category, match.formula.id) == (category, formula)


@pytest.mark.parametrize(
    "text",
    [
        "Les interactions avec la mairie sont rares ; l'assistante sociale a observé une file entre deux portes.",
        "Des actions de groupe, un emploi aidé, une formation de vannier : l'accompagnement de toute une vie.",
        "Les personnes du réseau ont vu la création d'un club.",
    ],
)
def test_the_same_words_far_apart_are_none(grid, text):
    assert recogniser(grid).recognise(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Des échanges, dons ou mutualisations de petits services ont été observés entre : des voisins.",
            {"kinds": "petits services", "publics": "des voisins"},
            id="two-slots",
        ),
        pytest.param(
            "La création de réseaux de personnes entre des voisins, autour d'un four, a été observée.",
            {"publics": "des voisins, autour d'un four", "autour": "des voisins, autour d'un four"},
            id="slots-side-by-side",
        ),
        pytest.param(
            "Plus de 40 bals nouveaux projets ou actions imprévus portés par des bénévoles ont émergés.",
            {"number": "Plus de 40 bals", "examples": "", "porteurs": "des bénévoles"},
            id="leading-slot",
        ),
        pytest.param("Le projet a permis d'améliorer", {"spaces": ""}, id="nothing-printed"),
    ],
)
def test_slots(grid, text, expected):
    known = recogniser(grid)
    found = known.slots(text, known.recognise(text))
    assert {slot: text[start:end].strip(" ,:.") for slot, (start, end) in found.items() if slot in expected} == expected


def test_a_longer_option_hides_the_one_inside_it(grid):
    known = recogniser(grid)
    text = "portés par des bénévoles ou des personnes fréquentant régulièrement le lieu"
    (found,) = known.options(text, "capacite_agir", slot="porteurs")
    assert found.option.text == text


def test_an_option_of_a_word_counts_in_its_slot_only(grid):
    known = recogniser(grid)
    assert known.options("On partage des espaces.", "solidarite") == []
    assert known.recognise("On partage des espaces et des compétences.") is None
    assert [found.option.text for found in known.options("de espaces", "solidarite", slot="kinds")] == ["espaces"]


@pytest.mark.parametrize("text", ["", "…", "12", "é" * 3000])
def test_nothing_to_recognise(grid, text):
    assert recogniser(grid).recognise(text) is None
