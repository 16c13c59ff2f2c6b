"""No spreadsheet runs a cell, however it cuts the row; nothing of the cell is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiersimpact.cells import guard, unguard

SIGNS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20'\"; ,a\xa0"


@given(st.text(SIGNS, max_size=12) | st.text())
def test_every_cell_comes_back(cell):
    assert unguard(guard(cell)) == cell


@given(st.text(SIGNS, max_size=12))
def test_no_part_of_a_cell_begins_as_a_formula(cell):
    for part in re.split("[;,\t\r\n]", guard(cell)):
        assert not part.lstrip().startswith(("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"))


@pytest.mark.parametrize(
    "cell", ["4 voisins, 3 élus ; un café", "aujourd'hui", "l'an, c'est-à-dire 12 + 3 = 15", "a\r\nb", ""]
)
def test_an_ordinary_text_stays_as_it_is(cell):
    assert guard(cell) == cell
