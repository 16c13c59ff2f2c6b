"""Measures of a classifier from its outcomes on comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from tiersimpact.classifier.storage import OUTSIDE

from .outcomes import Outcome

BINS = 10
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 (0-1) of one answer, and how many comments have it."""

    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Comments of which the classifier is about equally sure: their share, mean probability, and share right."""

    share: float
    sure: float
    right: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How good a classifier is on comments without their headings. All figures but counts are 0-1.

    Attributes
    ----------
    comments : int
        Comments measured on.
    top_1, top_3 : float
        Share whose likeliest answer, or one of the three likeliest, a reader accepts.
    macro_f1 : float
        Mean F1 over categories; a second category that a reader accepts counts as right.
    off_grid : float
        Share rightly told to be on or off the grid.
    calibration_error : float
        Expected calibration error over ten bins of equal width (Guo et al. 2017).
    polarity : float
        Share with the right polarity.
    publics_f1 : float
        F1 over all (comment, public) pairs.
    categories, publics : dict of str to Score
        Per category and per public type.
    confusion : dict of str to dict
        For each category, how often each answer was given.
    bins : tuple of Bin
        Calibration curve.
    coverage : dict of float to (float, float)
        For each threshold, the share of comments at least that sure, and how many of them are right.
    """

    comments: int
    top_1: float
    top_3: float
    macro_f1: float
    off_grid: float
    calibration_error: float
    polarity: float
    publics_f1: float
    categories: dict[str, Score]
    publics: dict[str, Score]
    confusion: dict[str, dict[str, int]]
    bins: tuple[Bin, ...]
    coverage: dict[float, tuple[float, float]]

    def summary(self) -> dict[str, float]:
        """Return the figures that sum it up, by name."""
        names = ("top_1", "top_3", "macro_f1", "off_grid", "calibration_error", "polarity", "publics_f1")
        return {name: round(getattr(self, name), 4) for name in names}

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data, ready for JSON."""
        return asdict(self)

    def __str__(self) -> str:
        """Show the figures as a table."""
        lines = [f"{self.comments} comments without their headings"]
        lines += [f"  {name.replace('_', ' '):20} {value:.3f}" for name, value in self.summary().items()]
        lines += [f"  at least {low:.1f} sure: {share:.0%} of them, {right:.3f} right"
                  for low, (share, right) in self.coverage.items()]  # fmt: skip
        lines.append(f"  {'':28} precision recall    F1  number")
        for name, score in (*self.categories.items(), *self.publics.items()):
            lines.append(f"  {name:28} {score.precision:9.3f} {score.recall:6.3f} {score.f1:5.3f} {score.support:7}")
        return "\n".join(lines)


def measure(outcomes: Sequence[Outcome]) -> Evaluation:
    """Sum up outcomes.

    Parameters
    ----------
    outcomes : sequence of Outcome
        At least one.

    Returns
    -------
    Evaluation
        The figures.

    Raises
    ------
    ValueError
        If there is no outcome.
    """
    if not outcomes:
        raise ValueError("there is no comment to measure on")
    # an accepted second category counts as if it were the first
    truth = [outcome.said_category if outcome.right else outcome.category for outcome in outcomes]
    said = [outcome.said_category for outcome in outcomes]
    categories = {name: _score([{t} for t in truth], [{s} for s in said], name) for name in sorted({*truth, *said})}
    in_truth = [score.f1 for name, score in categories.items() if name in truth]
    named, found = [o.publics for o in outcomes], [o.said_publics for o in outcomes]
    publics = {name: _score(named, found, name) for name in sorted(frozenset().union(*named, *found))}
    bins = _bins(outcomes)
    return Evaluation(
        comments=len(outcomes),
        top_1=_share(outcomes, lambda o: o.right),
        top_3=_share(outcomes, lambda o: bool(o.accepted & set(list(o.shares)[:3]))),
        macro_f1=float(np.mean(in_truth)),
        off_grid=_share(outcomes, lambda o: (o.said_category == OUTSIDE) == (o.category == OUTSIDE)),
        calibration_error=sum(bin.share * abs(bin.sure - bin.right) for bin in bins),
        polarity=_share(outcomes, lambda o: o.polarity == o.said_polarity),
        publics_f1=_f1(
            sum(len(a & b) for a, b in zip(named, found, strict=True)), sum(map(len, found)), sum(map(len, named))
        ),
        categories=categories,
        publics=publics,
        confusion=_confusion(outcomes),
        bins=bins,
        coverage={low: _coverage(outcomes, low) for low in THRESHOLDS},
    )


def _share(outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> float:
    return sum(map(holds, outcomes)) / len(outcomes)


def _score(truth: Sequence[Any], said: Sequence[Any], name: str) -> Score:
    """Score one answer, given the sets of right and of given answers of each comment."""
    both = sum(name in a and name in b for a, b in zip(truth, said, strict=True))
    given, there = sum(name in b for b in said), sum(name in a for a in truth)
    return Score(both / given if given else 0.0, both / there if there else 0.0, _f1(both, given, there), there)


def _f1(both: int, given: int, there: int) -> float:
    return 2 * both / (given + there) if given + there else 1.0


def _confusion(outcomes: Sequence[Outcome]) -> dict[str, dict[str, int]]:
    table: dict[str, Counter[str]] = {}
    for outcome in outcomes:
        table.setdefault(outcome.category, Counter())[outcome.said_category] += 1
    return {name: dict(row.most_common()) for name, row in sorted(table.items())}


def _bins(outcomes: Sequence[Outcome]) -> tuple[Bin, ...]:
    found = []
    for number in range(BINS):
        inside = [o for o in outcomes if min(int(o.sure * BINS), BINS - 1) == number]
        if inside:
            sure = sum(o.sure for o in inside) / len(inside)
            found.append(Bin(len(inside) / len(outcomes), sure, _share(inside, lambda o: o.right)))
    return tuple(found)


def _coverage(outcomes: Sequence[Outcome], threshold: float) -> tuple[float, float]:
    kept = [outcome for outcome in outcomes if outcome.sure >= threshold]
    return len(kept) / len(outcomes), _share(kept, lambda o: o.right) if kept else 0.0
