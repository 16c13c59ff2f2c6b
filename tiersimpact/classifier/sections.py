"""What a section makes likely of a comment in it, before its words are read."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tiersimpact.grid import Grid
from tiersimpact.segment import Draft

from .storage import OUTSIDE

Shares = npt.NDArray[np.float64]

# How often the section is right about a comment. In the reports of `data/` they nearly always are (`python -m
# benchmarks.classifier`); in text that columns tore apart they are not, so some doubt is kept.
HEADING_IS_RIGHT = 0.97
# The same where sections stood side by side and were told apart by what they say; the other sections of the page share
# most of the rest (`python -m benchmarks.columns`). Headings that share one text are right as often as each other.
TORN_HEADING_IS_RIGHT = 0.95
RIVAL_IS_RIGHT = 0.04
# Without a heading: the category of the last standard sentence, for the first comment behind it, the second…
# (same command, reports without headings).
SENTENCE_IS_RIGHT = (0.89, 0.88, 0.76, 0.55, 0.09)
# A heading that lies outside the questionnaire; a cautious guess, the corpus has too few to measure.
OUTSIDE_IS_RIGHT = 0.90


class Expectation(NamedTuple):
    """What a section makes likely.

    Attributes
    ----------
    answer : str
        The likeliest answer.
    shares : numpy.ndarray of float, shape (n_answers,)
        Probability of each answer, in the order of `answer_names`.
    """

    answer: str
    shares: Shares


def answer_names(grid: Grid) -> tuple[str, ...]:
    """Name all answers to the question for the category: those of the grid, then « hors grille »."""
    return (*grid.categories, OUTSIDE)


def usual_shares(grid: Grid) -> Shares:
    """What is likely where no section tells: how often comments are written under each category."""
    shares = np.array([*(category.share for category in grid.categories.values()), 1.0])
    usual: Shares = shares / shares.sum()
    return usual


def expect(draft: Draft, shown: str | None, behind: int, names: tuple[str, ...]) -> Expectation | None:
    """Say what the section makes likely of a comment.

    Parameters
    ----------
    draft : Draft
        The comment.
    shown : str or None
        Category of the section's last standard sentence above it.
    behind : int
        How many comments stand between the two.
    names : tuple of str
        All answers.

    Returns
    -------
    Expectation or None
        None when the section says nothing.
    """
    if draft.heading is not None and draft.empty:
        sharing = (draft.heading, *draft.empty)
        return _spread(tuple((name, HEADING_IS_RIGHT / len(sharing)) for name in sharing), names)
    if draft.heading is not None and draft.rivals:
        rivals = ((name, RIVAL_IS_RIGHT / len(draft.rivals)) for name in draft.rivals)
        return _spread(((draft.heading, TORN_HEADING_IS_RIGHT), *rivals), names)
    if shown is not None and shown != draft.heading:
        return _spread(((shown, SENTENCE_IS_RIGHT[min(behind, len(SENTENCE_IS_RIGHT) - 1)]),), names)
    if draft.heading is not None:
        return _spread(((draft.heading, HEADING_IS_RIGHT),), names)
    if draft.outside and draft.known_heading:
        return _spread(((OUTSIDE, OUTSIDE_IS_RIGHT),), names)
    return None


@lru_cache(maxsize=1024)
def _spread(known: tuple[tuple[str, float], ...], names: tuple[str, ...]) -> Expectation:
    """Give what is left of the probability to all the other names alike."""
    shares = dict(known)
    rest = (1 - sum(shares.values())) / (len(names) - len(shares))
    row = np.array([shares.get(name, rest) for name in names])
    return Expectation(names[int(row.argmax())], row)
