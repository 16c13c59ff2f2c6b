"""Readers of the page read French."""

from __future__ import annotations

import pytest

import tiersimpact as ti
from tiersimpact.reading import html, odt
from tiersimpact.showing.french import in_french, quantity_in_french


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("une vingtaine de voisins", "une vingtaine de voisins → environ 20 voisins"),
        ("de 12 à 60 membres", "de 12 à 60 membres → de 12 à 60 membres"),
        ("3,5 heures par semaine", "3,5 heures par semaine → 3,5 heures par semaine"),
        ("1 200 000 repas", "1 200 000 repas → 1\u202f200\u202f000 repas"),
        ("15 k€", "15 k€ → 15\u202f000 €"),
        ("1h30", "1h30 → 1,5 heure"),
        ("une vingtaine de voisin·e·s", "une vingtaine de voisin·e·s → environ 20 voisin·e·s"),
        ("quelques voisins", "quelques voisins"),
    ],
)
def test_quantities(text, shown):
    (quantity,) = ti.quantities(text)
    assert quantity_in_french(quantity) == shown


def test_what_was_left_out_has_a_reason_in_french():
    named = {*html._LEFT_OUT.values(), *html._ROLES.values(), *html._NAMES.values(), *odt._LEFT_OUT.values()}
    named |= {"running header or footer", "rotated text", "outside the page", "outside the main part", "endnote"}
    same = {"script", "menu"}  # in both languages
    assert [reason for reason in named - same if in_french(reason) == reason] == []


@pytest.mark.parametrize(
    ("phrase", "shown"),
    [
        ("the heading says lien_social", "le titre dit : Lien social"),
        ("the words say hors_grille", "les mots disent plutôt : Hors grille"),
        ("put together from displaced pieces", "recomposé à partir de morceaux éparpillés"),
        ("something new", "something new"),
    ],
)
def test_warnings(phrase, shown, grid):
    assert in_french(phrase, grid) == shown
