"""Public types in every spelling: longest match, no double counting, nothing across a sentence end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiersimpact.publics import find_publics


def found(text, **options):
    return [(span.public, span.text) for span in find_publics(text, **options)]


@pytest.mark.parametrize(
    "written",
    [
        "voisin·e·s du quartier",
        "voisin.e.s du quartier",
        "voisin-e-s du quartier",
        "voisin(e)s du quartier",
        "voisin/e/s du quartier",
        "voisin·es du quartier",
        "voisin•e•s du quartier",
        "voisins du quartier",
        "voisine du quartier",
        "VOISIN·E·S DU QUARTIER",
        "voisin·e·s  du\u00a0quartier",
        "Voisins et voisines",
        "voisines et voisins",
        "voisins/voisines",
        "habitant·es",
        "habitantes et habitants",
        "riverain·e·s",
        "gens du quartier",
    ],
)
def test_neighbours(written):
    assert found(f"Des {written} : merci.") == [("voisins", written)]


@pytest.mark.parametrize(
    ("written", "public"),
    [
        ("visiteur·euse·s grand public", "visiteurs"),
        ("visiteur.euse.s", "visiteurs"),
        ("visiteuses", "visiteurs"),
        ("acteur·rice·s du quartier", "acteurs_quartier"),
        ("acteur.trice.s du quartier", "acteurs_quartier"),
        ("actrices locales", "acteurs_quartier"),
        ("commerçant·e·s", "acteurs_quartier"),
        ("écoles du quartier", "acteurs_quartier"),
        ("publics en difficulté", "publics_en_difficulte"),
        ("publics en difficultés", "publics_en_difficulte"),
        ("personnes en situation d’exil", "publics_en_difficulte"),
        ("exilé·e·s", "publics_en_difficulte"),
        ("demandeur·euse·s d'emploi", "publics_en_difficulte"),
        ("personnes isolées", "publics_en_difficulte"),
        ("personnes travaillant sur le site", "travailleurs_site"),
        ("coworkeuses", "travailleurs_site"),
        ("salarié·e·s", "travailleurs_site"),
        ("bénévoles", "benevoles"),
        ("BENEVOLES", "benevoles"),
        ("occupant.e.s du site", "occupants"),
        ("résident·e·s", "occupants"),
        ("artistes en résidence", "occupants"),
        ("structures du spectacle en résidence", "occupants"),
        ("équipe de gestion et animation du lieu", "equipe_gestion"),
        ("dirigeant·e·s", "dirigeants"),
        ("présidente", "dirigeants"),
        ("cogérantes", "dirigeants"),
        ("ados du quartier", "voisins"),
        ("retraité·e·s du quartier", "voisins"),
        ("jeunes de la cité", "voisins"),
        ("assos du quartier", "acteurs_quartier"),
        ("collèges voisins", "acteurs_quartier"),
        ("boulangère d'en face", "acteurs_quartier"),
        ("résident·e·s du foyer", "publics_en_difficulte"),
        ("résidentes de l’ESAT", "publics_en_difficulte"),
        ("hommes isolés", "publics_en_difficulte"),
        ("personnes à mobilité réduite", "publics_en_difficulte"),
        ("assos hébergées", "occupants"),
    ],
)
def test_each_public(written, public):
    assert found(f"avec des {written}.") == [(public, written)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "entre voisin·e·s, acteur·rice·s du quartier et bénévoles",
            ["voisin·e·s", "acteur·rice·s du quartier", "bénévoles"],
            id="coordination",
        ),
        pytest.param(
            "visiteur·euse·s grand public, publics en difficulté, occupant·e·s du site",
            ["visiteur·euse·s grand public", "publics en difficulté", "occupant·e·s du site"],
            id="list",
        ),
        pytest.param("des salariés en insertion", ["salariés en insertion"], id="longest-wins"),
        pytest.param("des personnes âgées isolées", ["personnes âgées isolées"], id="longest-of-three"),
        pytest.param("les voisins et les voisines", ["voisins et les voisines"], id="doublet-with-articles"),
        pytest.param("des voisins et des habitants", ["voisins", "habitants"], id="two-names-are-no-doublet"),
        pytest.param("des bénévoles. Les bénévoles rient.", ["bénévoles", "bénévoles"], id="twice"),
        pytest.param("des résident·e·s et occupant·e·s", ["résident·e·s et occupant·e·s"], id="one-alias-of-two-words"),
    ],
)
def test_spans(text, expected):
    assert [words for _, words in found(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Il vient en public. En difficulté, il appelle.", id="full-stop"),
        pytest.param("le public, en difficulté", id="comma"),
        pytest.param("un public (en difficulté)", id="bracket"),
        pytest.param("le public\nen difficulté", id="line"),
        pytest.param("Une structure neuve. Mise en résidence.", id="star-across-full-stop"),
        pytest.param("une structure à deux pas de la salle en résidence", id="star-too-far"),
        pytest.param("un quartier visité, une publicité, un habitat", id="same-beginning"),
        pytest.param("des personnes, des gens, du monde", id="nobody-in-particular"),
        pytest.param("la mairie et les élus", id="authorities"),
        pytest.param("des mamans, des ados, des retraités, des adhérents", id="people-from-anywhere"),
        pytest.param("un accès PMR, une rampe PMR", id="PMR-as-adjective"),
        pytest.param("un CA de 40 000 €, 60 % du CA, CA moyen", id="turnover"),
        pytest.param("une permanence, un emploi permanent, une coordo à trouver", id="posts"),
        pytest.param("une asso nationale, un commerce en ligne, le foyer rural", id="not-from-here"),
        pytest.param("", id="empty"),
    ],
)
def test_no_public(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("category", "expected"),
    [("egalite_homme_femme", ["grand_public_general"]), ("solidarite", []), (None, [])],
)
def test_a_name_of_one_rubric_only(category, expected):
    assert [public for public, _ in found("Concernant les publics, autant.", category=category)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("avec le lycée voisin", [("acteurs_quartier", "lycée voisin")], id="an-institution-next-door"),
        pytest.param("avec le lycée, des voisins", [("voisins", "voisins")], id="an-institution-and-neighbours"),
        pytest.param("les résidents du foyer", [("publics_en_difficulte", "résidents du foyer")], id="of-a-home"),
        pytest.param("les résidents du site", [("occupants", "résidents")], id="of-the-place"),
        pytest.param("accessible aux PMR", [("publics_en_difficulte", "aux PMR")], id="PMR-as-people"),
        pytest.param("parité au CA", [("dirigeants", "au CA")], id="board"),
    ],
)
def test_what_stands_beside_decides(text, expected):
    assert found(text) == expected


def test_a_longer_name_wins_over_a_name_of_one_rubric():
    assert found("les publics en difficulté", category="egalite_homme_femme") == [
        ("publics_en_difficulte", "publics en difficulté")
    ]


def test_another_grid(farm_grid):
    assert found("des écolier·ère·s et la classe de petite section", grid=farm_grid) == [
        ("ecoliers", "écolier·ère·s"),
        ("ecoliers", "classe de petite section"),
    ]


WORDS = [
    "voisin·e·s",
    "voisines",
    "et",
    ",",
    ".",
    "du quartier",
    "bénévoles",
    "publics",
    "en",
    "difficulté",
    "\n",
    "(e)s",
    "les",
]


@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_spans_slice_and_never_overlap(text):
    position = 0
    for span in find_publics(text, category="egalite_homme_femme"):
        assert text[span.start : span.end] == span.text
        assert span.start >= position
        position = span.end
