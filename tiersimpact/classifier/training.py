"""Train the classifier on annotated statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tiersimpact.grid import Grid

from .estimator import StatementClassifier
from .examples import Example
from .model import StatementModel

# Statements from which starting a second process takes less time than it saves.
MANY = 5_000


def fit(examples: Sequence[Example], *, grid: Grid, seed: int = 0) -> StatementClassifier:
    """Fit the estimator.

    Parameters
    ----------
    examples : sequence of Example
        Statements of at least three reports.
    grid : Grid
        The grid that they answer; publics that it counts in some categories only are left to the lexicon.
    seed : int, default=0
        Same examples and seed, same classifier.

    Returns
    -------
    StatementClassifier
        Fitted.

    Raises
    ------
    ValueError
        If there are fewer than three reports, or only one category.
    """
    learned = {public.id for public in grid.publics if not public.only_in}
    kept = [
        replace(example, publics=tuple(span for span in example.publics if span.public in learned))
        for example in examples
    ]
    return StatementClassifier(seed=seed, n_jobs=2 if len(kept) >= MANY else 1).fit(kept)


def train(examples: Sequence[Example], *, grid: Grid, seed: int = 0) -> StatementModel:
    """Train a model that reads reports.

    Parameters
    ----------
    examples : sequence of Example
        Statements of at least three reports.
    grid : Grid
        The grid that they answer.
    seed : int, default=0
        Same examples and seed, same model.

    Returns
    -------
    StatementModel
        The trained model.

    Raises
    ------
    ValueError
        If there are fewer than three reports, or only one category.
    """
    return fit(examples, grid=grid, seed=seed).export(grid)
