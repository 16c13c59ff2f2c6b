"""Coefficients give the published figures and scikit-learn's."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from tiersimpact.reliability import cohen_kappa, krippendorff_alpha

ANSWERS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), min_size=2, max_size=60)

# K. Krippendorff, « Computing Krippendorff's Alpha-Reliability », University of Pennsylvania, 2011: examples A, B
# and C with the figures printed there; a point is a missing answer.
PUBLISHED = {
    "A": (["0100000010", "1110010000"], 0.095),
    "B": (["aabbdcccedda", "babbbccceddd"], 0.692),
    "C": (["123321412...", "1233224125.3", ".3332342251.", "1233244125 1.".replace(" ", "")], 0.743),
}


@pytest.mark.parametrize(("answers", "published"), PUBLISHED.values(), ids=PUBLISHED)
def test_alpha_is_as_published(answers, published):
    assert krippendorff_alpha(answers, missing=".") == pytest.approx(published, abs=0.0005)


def test_kappa_is_as_published():
    """J. Cohen, « A Coefficient of Agreement for Nominal Scales », 1960: 200 items, kappa .492."""
    cells = {"11": 88, "12": 14, "13": 18, "21": 10, "22": 40, "23": 10, "31": 2, "32": 6, "33": 12}
    first = "".join(pair[0] * count for pair, count in cells.items())
    second = "".join(pair[1] * count for pair, count in cells.items())
    assert cohen_kappa(first, second) == pytest.approx(0.492, abs=0.0005)


@given(ANSWERS.filter(lambda pairs: len({answer for pair in pairs for answer in pair}) > 1))
def test_kappa_is_scikit_learns(pairs):
    first, second = zip(*pairs, strict=True)
    assert cohen_kappa(first, second) == pytest.approx(cohen_kappa_score(first, second))


@given(ANSWERS)
def test_an_item_with_one_answer_changes_no_alpha(pairs):
    first, second = (list(row) for row in zip(*pairs, strict=True))
    alpha = krippendorff_alpha([first, second])
    assert krippendorff_alpha([[*first, "z"], [*second, None]]) == pytest.approx(alpha, nan_ok=True)


def test_one_answer_throughout_says_nothing():
    assert math.isnan(cohen_kappa("aaa", "aaa"))
    assert math.isnan(cohen_kappa("", ""))
    assert math.isnan(krippendorff_alpha(["aaa", "aaa"]))
    assert math.isnan(krippendorff_alpha([["a", None], [None, "b"]]))


def test_no_category_is_an_answer():
    assert cohen_kappa([None, "a"], [None, "a"]) == 1


def test_answers_stand_in_pairs():
    with pytest.raises(ValueError, match="zip"):
        cohen_kappa("ab", "a")
    with pytest.raises(ValueError, match=r"different numbers of items: \[2, 1\]"):
        krippendorff_alpha(["ab", "a"])
