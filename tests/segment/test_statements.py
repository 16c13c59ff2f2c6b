"""Statements: a standard sentence with its nouns is one, effects stand alone, each sentence of a comment is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiersimpact.repair import repair
from tiersimpact.segment import split_statements


def drafts(raw):
    return split_statements(repair(raw).text)


def texts(raw):
    return [draft.text for draft in drafts(raw)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            "Des interactions sociales ont été observées entre différents publics :\n- voisin·e·s du quartier\n- "
            "bénévoles",
            [
                "Des interactions sociales ont été observées entre différents publics : voisin·e·s du quartier, "
                "bénévoles"
            ],
            id="nouns",
        ),
        pytest.param(
            "Ces échanges ont été constatés :\n\n\n\n- lors d'évènements grand public\n\n\n- dans la vie du projet",
            ["Ces échanges ont été constatés : lors d'évènements grand public, dans la vie du projet"],
            id="nouns-after-blank-lines",
        ),
        pytest.param(
            "Le projet a permis de répondre à des besoins sociaux urgents du territoire :\n"
            "- cours du soir, aide aux devoirs\n- locaux d'activité",
            [
                "Le projet a permis de répondre à des besoins sociaux urgents du territoire : "
                "cours du soir, aide aux devoirs ; locaux d'activité"
            ],
            id="nouns-with-commas",
        ),
        pytest.param(
            "Le projet a permis d'améliorer\n- l'attractivité des espaces ;\n- la mixité d'usages.",
            ["Le projet a permis d'améliorer l'attractivité des espaces, la mixité d'usages"],
            id="nouns-without-colon",
        ),
        pytest.param(
            "Certaines personnes ont fait part :\n- d'une plus grande confiance en eux\n- en meilleure santé "
            "physique ou psychique",
            ["d'une plus grande confiance en eux", "en meilleure santé physique ou psychique"],
            id="effects",
        ),
        pytest.param(
            "Certaines personnes ont fait part :\n- d'une plus grande confiance en eux et en meilleure santé physique",
            ["d'une plus grande confiance en eux et en meilleure santé physique"],
            id="effects-in-one-item",
        ),
        pytest.param(
            "Certaines personnes ont fait part d'une plus grande confiance en eux et d'une amélioration des "
            "conditions de travail.",
            [
                "Certaines personnes ont fait part d'une plus grande confiance en eux et d'une amélioration des "
                "conditions de travail."
            ],
            id="effects-in-one-sentence",
        ),
        pytest.param(
            "Les actions de formation, d'accompagnement à la création d'activité ou à l'emploi ont bénéficié à "
            "31 personnes "
            "et ont permis à certaines personnes :\n- de créer leur activité\n- de gagner en autonomie",
            [
                "Les actions de formation, d'accompagnement à la création d'activité ou à l'emploi ont bénéficié à "
                "31 personnes",
                "de créer leur activité",
                "de gagner en autonomie",
            ],
            id="figure-said-before-the-effects",
        ),
        pytest.param(
            "Trois ateliers ont eu lieu :\n- soudure\n- vannerie",
            ["Trois ateliers ont eu lieu : soudure, vannerie"],
            id="comment-with-names",
        ),
        pytest.param(
            "Ce qui a changé en 8 mois :\n- les voisins se saluent devant le four le matin\n- les enfants "
            "rentrent seuls de l'école le soir",
            [
                "Ce qui a changé en 8 mois : les voisins se saluent devant le four le matin",
                "les enfants rentrent seuls de l'école le soir",
            ],
            id="figure-of-the-lead-in-with-its-first-item",
        ),
        pytest.param(
            "On se salue. on se prête tout ; on rit (souvent. trop). Voilà...",
            ["On se salue.", "on se prête tout ; on rit (souvent. trop).", "Voilà..."],
            id="comment",
        ),
        pytest.param("SANTÉ\nEFFETS COLLECTIFS\nMentions légales", [], id="headings-are-nothing"),
        pytest.param(".\n\n…\n\n-\n\n![four](four.png)", [], id="figures-and-stops-are-nothing"),
        pytest.param(
            "On se salue Ces rencontres ont lieu au moins une fois par mois.",
            ["On se salue", "Ces rencontres ont lieu au moins une fois par mois."],
            id="standard-sentence-without-full-stop-before",
        ),
        pytest.param("le four est chaud , le pain aussi .", ["le four est chaud, le pain aussi."], id="stray-blanks"),
        pytest.param("- bénévoles\n- voisins", ["bénévoles", "voisins"], id="list-without-lead-in"),
        pytest.param(
            "Entre :\n- bénévoles\nOn danse le soir.",
            ["Entre : bénévoles", "On danse le soir."],
            id="list-then-comment",
        ),
    ],
)
def test_statements(raw, expected):
    assert texts(raw) == expected


@pytest.mark.parametrize(
    ("raw", "kinds"),
    [
        pytest.param("On danse.\n\n#bal #four", ["verbatim", "keyword", "keyword"], id="comment-and-keywords"),
        pytest.param("Ces rencontres ont lieu tous les jours.", ["formula"], id="formula"),
        pytest.param(
            "Certaines personnes ont fait part :\n- de tout autre chose que prévu au départ\n",
            ["formula"],
            id="item-of-formula",
        ),
    ],
)
def test_kinds(raw, kinds):
    assert [draft.kind for draft in drafts(raw)] == kinds


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("#bal #four à pain", ["bal", "four à pain"]),
        ("#bal\n\n#partage de\n\n#....", ["bal", "partage de"]),
        ("#bal, #four.", ["bal", "four"]),
        ("#création\nde lien #bal", ["création de lien", "bal"]),
    ],
)
def test_keywords(raw, expected):
    assert texts(raw) == expected


def test_items_know_their_lead_in():
    found = drafts(
        "Certaines personnes ont fait part :\n- d'une plus grande confiance en eux\n- d'un autre souffle chaque matin"
    )
    assert [draft.lead_in for draft in found] == ["Certaines personnes ont fait part :"] * 2


@pytest.mark.parametrize(
    ("raw", "headings"),
    [
        pytest.param("SANTÉ\nOn dort.\nSOLIDARITÉ\nOn prête.", ["sante_bien_etre", "solidarite"], id="categories"),
        pytest.param(
            "SANTÉ\nOn dort.\n\nEFFETS COLLECTIFS\n\nOn prête.", ["sante_bien_etre", None], id="family-closes"
        ),
        pytest.param(
            "SANTÉ\nOn dort.\n\nEFFETS SOCIAUX ET URBAINS DU FOURNIL\n\nOn rit.",
            ["sante_bien_etre", "sante_bien_etre"],
            id="title-in-the-middle",
        ),
        pytest.param("SANTÉ\nOn dort.\n\nMENTIONS LÉGALES\n\nCave.", ["sante_bien_etre", None], id="outside-closes"),
        pytest.param(
            "## Santé\nOn dort.\n\n### Paroles\n\nOn rit.", ["sante_bien_etre"] * 2, id="deeper-heading-stays"
        ),
        pytest.param(
            "## Santé\nOn dort.\n\n## Paroles\n\nOn rit.",
            ["sante_bien_etre", None],
            id="heading-of-the-same-depth-closes",
        ),
        pytest.param("Solidarité : on prête tout.", ["solidarite"], id="heading-on-the-line"),
    ],
)
def test_sections(raw, headings):
    assert [draft.heading for draft in drafts(raw)] == headings


def test_a_title_between_a_sentence_and_its_list():
    raw = (
        "Des interactions sociales ont été observées entre différents publics :\n\n"
        "EFFETS SOCIAUX ET URBAINS DU FOURNIL\n\n#bal\n\n- voisin·e·s du quartier\n- bénévoles\n"
    )
    assert texts(raw) == [
        "Des interactions sociales ont été observées entre différents publics : voisin·e·s du quartier, bénévoles",
        "bal",
    ]


def test_what_lies_outside_says_so():
    assert [draft.outside for draft in drafts("SANTÉ\nOn dort.\n\nCONTACT\n\nPar la cave.")] == [False, True]


PIECES = [
    "SANTÉ",
    "# Santé",
    "Entre :",
    "- bénévoles",
    "- les voisins se saluent le matin devant le four",
    "On danse.",
    "Ces échanges ont été constatés :",
    "Certaines personnes ont fait part :",
    "#bal #four",
    "CONTACT",
    "12 élèves",
    ".",
]


@given(st.lists(st.sampled_from(PIECES), max_size=10), st.sampled_from(["\n", "\n\n"]))
def test_every_word_is_in_a_statement_or_a_heading(pieces, separator):
    text = repair(separator.join(pieces)).text
    found = split_statements(text)
    covered = set().union(*(range(*piece) for draft in found for piece in draft.pieces))
    for draft in found:
        assert 0 <= draft.start < draft.end <= len(text)
        assert draft.text.strip() == draft.text
        assert draft.text
    position = 0
    for line in text.split("\n"):
        if not line.startswith("# "):
            lost = [sign for i, sign in enumerate(line, position) if sign.isalnum() and i not in covered]
            assert lost == [], line
        position += len(line) + 1


def test_headings_with_nothing_below_them_are_named_once_each():
    (draft,) = drafts("RÉSEAUX\n\nSANTÉ\n\nRÉSEAUX\n\nSANTÉ\n\nSOLIDARITÉ\n\nOn se prête des outils le samedi.")
    assert (draft.heading, draft.empty) == ("solidarite", ("reseaux", "sante_bien_etre"))
