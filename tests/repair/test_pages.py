"""Page numbers and running headers go, other numbers and lines stay."""

from __future__ import annotations

import pytest

from tiersimpact.repair import repair

PAGE = "On répare des vélos au fond de la cour, le samedi. " * 6


@pytest.mark.parametrize("number", ["{}", "- {} -", "Page {}", "{}/3", "page {} sur 3"])
def test_numbers_and_headers_go(number):
    one, two, three = (number.format(i) for i in (1, 2, 3))
    clean = repair(f"{PAGE}On a\n{one}\nLA FABRIQUE\nréparé.\n{PAGE}\n{two}\nLA FABRIQUE\n{PAGE}\n{three}\n")
    assert "FABRIQUE" not in clean.text
    assert "On a réparé." in clean.text
    reasons = [dropped.reason for dropped in clean.dropped]
    assert (reasons.count("page number"), reasons.count("running header")) == (3, 2)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{PAGE}\n12\n{PAGE}\n", id="a-number-in-the-text"),
        pytest.param(f"{PAGE}\n1\n{PAGE}\n3\n", id="a-gap"),
        pytest.param("Vélos\n1\nScies\n2\nFours\n3\n", id="a-table"),
        pytest.param(f"{PAGE}\n1\n{PAGE}\n2\n{PAGE}", id="text-after-the-last"),
    ],
)
def test_other_numbers_stay(text):
    assert [dropped for dropped in repair(text).dropped if dropped.reason == "page number"] == []


def test_a_list_across_pages_stays():
    clean = repair(f"{PAGE}\n- bénévoles\n1\n{PAGE}\n- bénévoles\n2\n{PAGE}\n3\n")
    assert clean.text.count("bénévoles") == 2
