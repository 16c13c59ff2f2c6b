"""Coefficients of agreement for names without order, from answers or from tables of counts."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
Codes = NDArray[np.int64]
MISSING = -1
# Stands for no answer where None is one.
ABSENT = object()


def cohen_kappa(first: Iterable[Hashable], second: Iterable[Hashable]) -> float:
    """Cohen's kappa: agreement of two annotators beyond what their frequencies make likely by chance.

    Parameters
    ----------
    first, second : iterable of hashable
        Their answers on the same items, in the same order.

    Returns
    -------
    float
        1 for full agreement, 0 for chance; not a number when both give one and the same answer throughout.

    Raises
    ------
    ValueError
        If there is not one answer of each for every item.

    Examples
    --------
    >>> round(cohen_kappa("aabb", "aaba"), 2)
    0.5
    """
    pairs = list(zip(first, second, strict=True))
    codes, answers = encode([[pair[0] for pair in pairs], [pair[1] for pair in pairs]], missing=ABSENT)
    return float(kappa(confusion(codes[0], codes[1], len(answers), np.zeros(len(pairs), dtype=int), 1)[0]))


def krippendorff_alpha(answers: Iterable[Iterable[Hashable]], *, missing: Hashable = None) -> float:
    """Krippendorff's alpha for names without order: any number of annotators, each may leave items out.

    As in K. Krippendorff, *Computing Krippendorff's Alpha-Reliability* (University of Pennsylvania, 2011).

    Parameters
    ----------
    answers : iterable of iterables of hashable
        For each annotator the answers on the same items, in the same order.
    missing : hashable, default=None
        What stands where an annotator gave no answer.

    Returns
    -------
    float
        1 for full agreement, 0 for chance; not a number when all answers are the same or no item has two.

    Raises
    ------
    ValueError
        If the annotators have different numbers of items.

    Examples
    --------
    >>> round(krippendorff_alpha([[1, 2, 3, None], [1, 2, 3, 3], [None, 3, 3, 3]]), 3)
    0.679
    """
    codes, known = encode([list(row) for row in answers], missing=missing)
    return float(alpha(coincidences(codes, len(known), np.zeros(codes.shape[1], dtype=int), 1)[0]))


def encode(answers: Sequence[Sequence[Hashable]], *, missing: Hashable) -> tuple[Codes, list[Hashable]]:
    """Number the answers, shape (n_annotators, n_items), `MISSING` where there is none; and say what was numbered."""
    if len({len(row) for row in answers}) > 1:
        raise ValueError(f"the annotators have different numbers of items: {[len(row) for row in answers]}")
    numbers: dict[Hashable, int] = {}
    codes = [[MISSING if x == missing else numbers.setdefault(x, len(numbers)) for x in row] for row in answers]
    return np.array(codes, dtype=np.int64), list(numbers)


def confusion(first: Codes, second: Codes, n_answers: int, groups: Any, n_groups: int) -> Counts:
    """Count for each group of items who said what, shape (n_groups, n_answers, n_answers)."""
    both = (first != MISSING) & (second != MISSING)
    counts = np.zeros((n_groups, n_answers, n_answers))
    np.add.at(counts, (groups[both], first[both], second[both]), 1.0)
    return counts


def coincidences(codes: Codes, n_answers: int, groups: Any, n_groups: int) -> Counts:
    """Sum for each group of items the pairs of answers, an item with m answers weighing m, same shape."""
    counts = np.zeros((n_groups, n_answers, n_answers))
    weights = 1.0 / np.maximum((codes != MISSING).sum(axis=0) - 1, 1)
    for i, one in enumerate(codes):
        for j, other in enumerate(codes):
            if i != j:
                both = (one != MISSING) & (other != MISSING)
                np.add.at(counts, (groups[both], one[both], other[both]), weights[both])
    return counts


def kappa(counts: Counts) -> Counts:
    """Cohen's kappa of tables of confusion, shape (..., n_answers, n_answers) to (...)."""
    total = counts.sum(axis=(-2, -1))
    by_chance = (counts.sum(axis=-1) * counts.sum(axis=-2)).sum(axis=-1)
    return ratio(total * _diagonal(counts) - by_chance, total**2 - by_chance)


def alpha(counts: Counts) -> Counts:
    """Krippendorff's alpha of tables of coincidences, shape (..., n_answers, n_answers) to (...)."""
    total = counts.sum(axis=(-2, -1))
    by_chance = total**2 - (counts.sum(axis=-1) ** 2).sum(axis=-1)
    return 1 - ratio((total - 1) * (total - _diagonal(counts)), by_chance)


def share(counts: Counts) -> Counts:
    """Share of pairs of answers that are the same, shape (..., n_answers, n_answers) to (...)."""
    return ratio(_diagonal(counts), counts.sum(axis=(-2, -1)))


def ratio(part: Counts, whole: Counts) -> Counts:
    """Divide; not a number where the whole is nothing."""
    something = np.abs(whole) > 1e-9
    return np.where(something, part / np.where(something, whole, 1.0), np.nan)


def _diagonal(counts: Counts) -> Counts:
    return np.asarray(np.trace(counts, axis1=-2, axis2=-1))
