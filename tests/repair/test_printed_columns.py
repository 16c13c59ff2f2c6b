"""Columns as extractors print them: with their gutter, row by row, cut by a page; tables and empty sections stay."""

from __future__ import annotations

from itertools import zip_longest

import pytest

import tiersimpact as ti
from tiersimpact.repair import repair

SOLIDARITE = """\
SOLIDARITÉ
Des échanges, dons ou mutualisations
de petits services et de biens ont été
observés entre :
- voisin·e·s du quartier
- bénévoles

Une tondeuse passe de jardin en jardin
tout le printemps.""".split("\n")
SANTE = """\
SANTÉ
Certaines personnes ont fait part ou
ont paru se sentir mieux dans leurs
relations avec les autres.

Une dame de 80 ans qui ne sortait
plus de chez elle revient chaque
semaine.""".split("\n")
ROWS = list(zip_longest(SOLIDARITE, SANTE, fillvalue=""))
PRINTED = {
    "gutter": "\n".join(f"{left:42}{right}".rstrip() for left, right in ROWS),
    "rows": "\n".join(cell for row in ROWS for cell in row if cell),
    "page": "\n".join([*SOLIDARITE[:2], "", *SANTE[:2], "", *SOLIDARITE[2:], "", *SANTE[2:]]),
}
TEXTS = [
    "Des échanges, dons ou mutualisations de petits services et de biens ont été observés entre : "
    "voisin·e·s du quartier, bénévoles",
    "Une tondeuse passe de jardin en jardin tout le printemps.",
    "Certaines personnes ont fait part ou ont paru se sentir mieux dans leurs relations avec les autres.",
    "Une dame de 80 ans qui ne sortait plus de chez elle revient chaque semaine.",
]


@pytest.mark.parametrize("layout", PRINTED)
def test_each_section_gets_its_lines_back(layout):
    analysis = ti.analyze(text=PRINTED[layout])
    assert [statement.text for statement in analysis.statements] == TEXTS
    assert [statement.category for statement in analysis.statements] == ["solidarite"] * 2 + ["sante_bien_etre"] * 2
    assert any(statement.interleaved and len(statement.sources) > 1 for statement in analysis.statements)


@pytest.mark.parametrize("layout", PRINTED)
def test_nothing_is_lost_on_the_way(layout):
    raw = PRINTED[layout]
    clean = repair(raw)
    assert clean.moved
    assert sorted("".join(clean.text.split()).replace("#", "")) == sorted("".join(raw.split()))


UNTOUCHED = [
    pytest.param(
        "SANTÉ\n\nAnnée        2023      2024\nBénévoles    12        15\nAdhérents    30        41\n", id="table"
    ),
    pytest.param("SOLIDARITÉ\nSANTÉ\nOn dort mieux depuis que le four chauffe.\nOn rit.\n", id="empty-section"),
    pytest.param("SOLIDARITÉ\n\nOn se prête une échelle\n\nSANTÉ\n\non dort mieux\n\non rit\n", id="no-full-stops"),
    pytest.param(
        "Un   texte   justifié   par\ndes  blancs  entre  les   mots\nsans  colonne   aucune.\n", id="justified"
    ),
]


@pytest.mark.parametrize("raw", UNTOUCHED)
def test_what_has_no_columns_stays(raw):
    assert not repair(raw).moved


BLOCKS = """\
SOLIDARITÉ

SANTÉ

Les voisins se prêtent des outils et une remorque.

Une dame insomniaque dort mieux et a moins d'angoisses.

On partage les courses et les paniers de légumes entre familles du quartier.

Le yoga du lundi soulage les maux de dos.
"""


def test_headings_share_the_text_below_them():
    found = [statement.category for statement in ti.analyze(text=BLOCKS).statements]
    assert found == ["solidarite", "sante_bien_etre", "solidarite", "sante_bien_etre"]


def test_an_empty_section_shares_nothing():
    text = "SOLIDARITÉ\n\nSANTÉ\n\nOn dort mieux.\n\nLe yoga du lundi soulage les maux de dos.\n"
    found = ti.analyze(text=text).statements
    assert {(statement.category, statement.needs_review) for statement in found} == {("sante_bien_etre", False)}
