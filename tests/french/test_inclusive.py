"""Inclusive writing in every spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiersimpact.french import agreement_key, fold, reduce_inclusive, words

SPELLINGS = [
    ("voisin·e·s", "voisins"),
    ("voisin.e.s", "voisins"),
    ("voisin-e-s", "voisins"),
    ("voisin(e)s", "voisins"),
    ("voisin•e•s", "voisins"),
    ("voisin‧e‧s", "voisins"),
    ("voisin·es", "voisins"),
    ("voisin.es", "voisins"),
    ("voisin-es", "voisins"),
    ("voisin/e/s", "voisins"),
    ("VOISIN·E·S", "VOISINs"),
    ("un·e", "un"),
    ("un.e", "un"),
    ("musicien.nes", "musiciens"),
    ("musicien·ne·s", "musiciens"),
    ("acteur·rice·s", "acteurs"),
    ("acteur.trice.s", "acteurs"),
    ("acteur/rice/s", "acteurs"),
    ("visiteur·euse·s", "visiteurs"),
    ("visiteur-euse-s", "visiteurs"),
    ("usager·ère·s", "usagers"),
    ("usager.ères", "usagers"),
    ("artisan·e·s", "artisans"),
    ("heureux·se·s", "heureux"),
    ("sportif·ve·s", "sportifs"),
    ("intermittent(e)s", "intermittents"),
    ("professionnel·le·s", "professionnels"),
    ("bénéficiaire·s", "bénéficiaires"),
    ("tou·te·s", "tous"),
    ("tou.te.s", "tous"),
    ("tou.tes", "tous"),
    ("étudiant.e.s", "étudiants"),
    ("agriculteur(trice)s", "agriculteurs"),
]


@pytest.mark.parametrize(("written", "plain"), SPELLINGS, ids=[written for written, _ in SPELLINGS])
def test_reduced(written, plain):
    assert reduce_inclusive(f"des {written}, ici") == f"des {plain}, ici"


@pytest.mark.parametrize(("written", "plain"), SPELLINGS, ids=[written for written, _ in SPELLINGS])
def test_one_word_with_the_key_of_the_masculine(written, plain):
    text = f"des {written} ici"
    found = list(words(text))
    assert [text[word.start : word.end] for word in found] == ["des", written, "ici"]
    assert found[1].key == agreement_key(fold(plain))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("au bord du quartier.les gens", id="full-stop-without-blank"),
        pytest.param("un four.Elle cuit", id="full-stop-before-capital"),
        pytest.param("dit-elle et va-t-elle", id="inversion"),
        pytest.param("le savoir-faire, un porte-à-porte, demi-heure", id="compounds"),
        pytest.param("www.lieu.example", id="address"),
        pytest.param("et/ou", id="and-or"),
        pytest.param("un pain (et un café)", id="bracket"),
        pytest.param("4.5 km", id="figure"),
    ],
)
def test_left_alone(text):
    assert reduce_inclusive(text) == text


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param("voisin voisine voisins voisines", id="voisin"),
        pytest.param("acteur actrice acteurs actrices", id="acteur"),
        pytest.param("visiteur visiteuse visiteurs visiteuses", id="visiteur"),
        pytest.param("musicien musicienne musiciens musiciennes", id="musicien"),
        pytest.param("local locale locaux locales", id="local"),
        pytest.param("professionnel professionnelle professionnels professionnelles", id="professionnel"),
        pytest.param("isolé isolée isolés isolées", id="isolé"),
        pytest.param("abonné abonnée abonnés abonnées", id="abonné"),
        pytest.param("étudiant étudiante étudiants étudiantes", id="étudiant"),
        pytest.param("bénévole bénévoles", id="bénévole"),
        pytest.param("réseau réseaux", id="réseau"),
    ],
)
def test_gender_and_number_share_a_key(forms):
    assert len({agreement_key(fold(form)) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("public", "publicité"), ("élu", "élan"), ("habitant", "habitat"), ("réseau", "réseautage")]
)
def test_other_words_have_other_keys(one, other):
    assert agreement_key(fold(one)) != agreement_key(fold(other))


@given(st.text())
def test_words_are_in_order_and_hold_a_letter_or_figure(text):
    position = 0
    for word in words(text):
        assert position <= word.start < word.end <= len(text)
        assert any(sign.isalnum() for sign in text[word.start : word.end])
        assert word.key
        position = word.end


@given(st.text(alphabet="abe·.-()/s ré\n"))
def test_reducing_never_lengthens(text):
    assert len(reduce_inclusive(text)) <= len(text)
