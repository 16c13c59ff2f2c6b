"""Readers of the page read French."""

from __future__ import annotations

import pytest

import tiersimpact as ti
from tiersimpact.showing.french import in_french, quantity_in_french


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("une vingtaine de voisins", "une vingtaine de voisins → environ 20 voisin"),
        ("de 12 à 60 membres", "de 12 à 60 membres → de 12 à 60 membre"),
        ("3,5 heures par semaine", "3,5 heures par semaine → 3,5 heure par semaine"),
        ("1 200 000 repas", "1 200 000 repas → 1\u202f200\u202f000 repas"),
        ("quelques voisins", "quelques voisins"),
    ],
)
def test_quantities(text, shown):
    (quantity,) = ti.quantities(text)
    assert quantity_in_french(quantity) == shown


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
