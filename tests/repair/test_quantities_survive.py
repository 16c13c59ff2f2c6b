"""What extraction does to words does not change the quantities read from them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tiersimpact as ti
from tiersimpact.repair import repair

SENTENCES = [
    "Une vingtaine de bénévoles entretiennent le jardin deux fois par semaine.",
    "L'effectif est passé de 12 à 60 adhérents en un an.",
    "Entre 10 et 15 familles viennent chaque mercredi à la bibliothèque.",
    "Plus de 350 personnes en difficulté ont été accueillies depuis l'ouverture.",
    "La moitié des participants habitent à moins de deux kilomètres.",
    "Cent cinquante repas solidaires sont offerts par mois, à 3,50 € le repas.",
    "Nous chauffons 1 200 m² avec deux chaudières et 4,5 ETP pour la surveillance.",
    "Au moins trois quarts des bénéficiaires affirment mieux dormir.",
]
HYPHENABLE = re.compile(r"[a-zéè]{2,}[aeiouéè](?=[bcdfghjlmnprstv][a-zéèê]{2,})")


def read(text):
    found = ti.quantities(repair(text).text)
    return [(q.value, q.value_max, q.qualifier, q.unit, q.per, q.kind) for q in found]


@given(st.sampled_from(SENTENCES), st.data())
def test_a_hyphen_at_the_line_end(sentence, data):
    places = [match.end() for match in HYPHENABLE.finditer(sentence)]
    place = data.draw(st.sampled_from(places))
    assert read(f"{sentence[:place]}-\n{sentence[place:]}") == read(sentence)


@pytest.mark.parametrize("ligature", ["ffi", "ff", "fi", "fl"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_lost_ligature(sentence, ligature):
    torn = re.sub(rf"(?<=[a-zéè]){ligature}(?=[a-zéè])", "\ufffd", sentence)
    assert read(torn) == read(sentence)


def test_sentences_hold_quantities_and_ligatures():
    assert all(read(sentence) for sentence in SENTENCES)
    assert sum("ff" in sentence or "fi" in sentence for sentence in SENTENCES) >= 4
