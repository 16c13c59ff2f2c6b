"""Figures and number words, without what they count."""

from __future__ import annotations

import pytest

from tiersimpact.french import numbers


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("12", 12),
        ("1 200", 1200),
        ("1\u202f200", 1200),
        ("1\u00a0200\u00a0000", 1_200_000),
        ("2.500", 2500),
        ("3,5", 3.5),
        ("1.234,5", 1234.5),
        ("0,75", 0.75),
    ],
)
def test_digits(digits, value):
    assert numbers.parse_digits(digits) == value


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("vingt deux", [22]),
        ("quatre vingt dix sept", [97]),
        ("septante deux", [72]),
        ("deux cent cinquante mille", [250_000]),
        ("deux trois", [2, 3]),
        ("mille", [1000]),
        ("bonjour", []),
    ],
)
def test_words(words, values):
    assert [value for _, _, value in numbers.parse_number_words(tuple(words.split()))] == values


@pytest.mark.parametrize(
    ("word", "value"),
    [("vingtaine", 20), ("dizaines", 10), ("centaine", 100), ("fontaine", None), ("semaine", None)],
)
def test_collectives(word, value):
    assert numbers.collective(word) == value
