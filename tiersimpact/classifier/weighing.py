"""Weigh what sections make likely with what words make likely, for all comments of a report at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tiersimpact.grid import Grid
from tiersimpact.segment import Draft

from .model import StatementModel
from .sections import Expectation, Shares, answer_names, usual_shares

# Where nothing but the words tells, this share of comments can be placed by them; of the others only what is usual is
# known. People write less plainly than our authors: a careful reader of real comments finds the author's heading seven
# times in ten, and without this doubt the shipped classifier is far too sure on real ones (`models/README.md`).
WORDS_TELL = 0.8
# Reports are kinder than the corpus, which holds negative comments on purpose so that they can be learned. What
# reports have is assumed; what the corpus has is counted (statements of `data/reports`, keywords aside).
POLARITY_SHARES = {"positive": 0.80, "neutral": 0.08, "negative": 0.09, "mixed": 0.03}
CORPUS_SHARES = {"positive": 0.603, "neutral": 0.209, "negative": 0.175, "mixed": 0.013}


class Words(NamedTuple):
    """What the words of statements make likely.

    Attributes
    ----------
    shares : numpy.ndarray of float, shape (n_statements, n_answers)
        Probability of each answer; zeros where the classifier was not asked.
    spoken : list of str or None
        The likeliest answer; None where it was not asked.
    polarities : list of str
        The likeliest polarity, at the shares that real reports have; welcome where it was not asked.
    """

    shares: Shares
    spoken: list[str | None]
    polarities: list[str]


def read_words(
    drafts: Sequence[Draft], names: Sequence[str], model: StatementModel | None, *, asked: Sequence[bool]
) -> Words:
    """Ask the classifier about all statements at once.

    Parameters
    ----------
    drafts : sequence of Draft
        Statements.
    names : sequence of str
        All answers to the question for the category.
    model : StatementModel or None
        The classifier, if any.
    asked : sequence of bool
        Which statements to ask about.

    Returns
    -------
    Words
        What it says.
    """
    shares = np.zeros((len(drafts), len(names)))
    spoken: list[str | None] = [None] * len(drafts)
    polarities = ["positive"] * len(drafts)
    places = [place for place, ask in enumerate(asked) if ask]
    if model is None or not places:
        return Words(shares, spoken, polarities)
    found = model.shares([drafts[place].text for place in places])
    answers = model.heads["category"].answers
    shares[np.ix_(places, [names.index(answer) for answer in answers])] = found["category"]
    kinds = model.heads["polarity"].answers
    usual = np.array([POLARITY_SHARES[kind] / CORPUS_SHARES[kind] for kind in kinds])
    best = zip(
        found["category"].argmax(axis=1).tolist(), (found["polarity"] * usual).argmax(axis=1).tolist(), strict=True
    )
    for place, (answer, kind) in zip(places, best, strict=True):
        spoken[place], polarities[place] = answers[answer], kinds[kind]
    return Words(shares, spoken, polarities)


def weigh(expected: Sequence[Expectation | None], words: Shares | None, grid: Grid) -> list[dict[str, float]]:
    """Combine both by Bayes' rule; either side may be silent.

    Parameters
    ----------
    expected : sequence of Expectation or None
        What the section of each comment makes likely.
    words : numpy.ndarray of float, shape (n_comments, n_answers), or None
        What its words make likely; None when nobody read them.
    grid : Grid
        The grid that they answer.

    Returns
    -------
    list of dict of str to float
        Probability of each answer, likeliest first; empty where both are silent.
    """
    names, usual = answer_names(grid), usual_shares(grid)
    told = np.array([own is not None for own in expected], dtype=bool)
    likely = np.array([usual if own is None else own.shares for own in expected]).reshape(-1, len(names))
    if words is None:
        likely[~told] = 0
    else:
        likely = _shared_out(likely * words)
        likely[~told] = WORDS_TELL * likely[~told] + (1 - WORDS_TELL) * usual
    likely = _shared_out(likely)
    by_name = np.argsort(np.argsort(names))  # of two as likely, the first by name
    order = np.lexsort((np.broadcast_to(by_name, likely.shape), -likely), axis=1)
    ranked = np.take_along_axis(likely, order, axis=1).tolist()
    return [
        dict(zip([names[i] for i in row], own, strict=True)) if own[0] else {}
        for row, own in zip(order.tolist(), ranked, strict=True)
    ]


def _shared_out(weights: Shares) -> Shares:
    """Rows scaled to the sum of 1; zeros stay zeros."""
    sums = weights.sum(axis=1, keepdims=True)
    sums[sums == 0] = 1
    shares: Shares = weights / sums
    return shares
