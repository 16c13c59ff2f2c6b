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


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        pytest.param("LA FABRIQUE — bilan 2024 — page 3/4", True, id="with-the-total"),
        pytest.param("Bilan p. 3 sur 12", True, id="in-words"),
        pytest.param("Bilan, page 3", False, id="without-total"),
        pytest.param("Le mode d'emploi est dans le bilan, page 3/4, sous la photo.", False, id="in-a-sentence"),
    ],
)
def test_a_paragraph_that_numbers_all_pages_goes(line, goes):
    clean = repair(f"On répare.\n\n{line}\n\nOn prête.\n")
    assert (line not in clean.text) == goes
    assert [dropped.reason for dropped in clean.dropped] == ["running header"] * goes
    below = repair(f"On a imprimé\n{line}\n")
    assert not below.dropped
