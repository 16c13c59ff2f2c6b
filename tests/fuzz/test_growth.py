"""Time and memory grow no faster than the text, whatever it is made of."""

from __future__ import annotations

from dataclasses import replace

import pytest

import tiersimpact as ti
from benchmarks.fuzz.running import time_limit
from benchmarks.growth import MAX_RATIO, SENTENCE, SHAPES, peak_memory, ratio, read
from tiersimpact.quantity import name_publics
from tiersimpact.reading.html import html_to_text
from tiersimpact.records import PublicSpan

SIZE = 8_000
SECONDS = 60


@pytest.fixture(scope="module", autouse=True)
def _warm():
    read(SENTENCE)


@pytest.mark.parametrize("name", SHAPES)
def test_time_is_not_square(name):
    single, double, grown = ratio(SHAPES[name], SIZE)
    assert grown < MAX_RATIO or double < 0.2, f"{single:.3f} s, then {double:.3f} s"


@pytest.mark.parametrize("name", ["one word", "bare bullets", "combining marks"])
def test_memory_is_not_square(name):
    assert peak_memory(SHAPES[name], 2 * SIZE) < MAX_RATIO * peak_memory(SHAPES[name], SIZE)


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<div>", "<ul><li>"])
def test_tags_that_nobody_closes_take_no_square_of_the_time(piece):
    with time_limit(SECONDS):
        html_to_text(piece * 40_000)


def test_many_numbers_and_publics_in_one_statement_take_no_square_of_the_time():
    number, (quantity,) = 20_000, ti.quantities("12 voisins")
    places = range(0, 20 * number, 20)
    quantities = [replace(quantity, start=place, end=place + 10) for place in places]
    spans = [PublicSpan("voisins", "voisins", place + 3, place + 10) for place in places]
    with time_limit(SECONDS / 4):
        assert {named.public for named in name_publics(quantities, spans)} == {"voisins"}
