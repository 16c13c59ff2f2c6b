"""What a classifier answers about annotated comments, beside what their annotator said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tiersimpact.classifier import StatementModel, merge_publics
from tiersimpact.classifier.examples import Example
from tiersimpact.classifier.training import train
from tiersimpact.grid import Grid
from tiersimpact.publics import find_publics

Progress = Callable[[Iterable[int]], Iterable[int]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One comment: what its annotator said and what the classifier answers without seeing its heading.

    Attributes
    ----------
    category, said_category : str
        Category id or ``hors_grille``.
    accepted : frozenset of str
        Categories that a reader accepts: `category` and its ``also``.
    shares : dict of str to float
        Probability of each category, likeliest first.
    polarity, said_polarity : str
        Polarity.
    publics, said_publics : frozenset of str
        Ids of the public types named.
    """

    category: str
    accepted: frozenset[str]
    shares: dict[str, float]
    polarity: str
    said_polarity: str
    publics: frozenset[str]
    said_publics: frozenset[str]

    @property
    def said_category(self) -> str:
        """The likeliest category."""
        return next(iter(self.shares))

    @property
    def right(self) -> bool:
        """Whether a reader accepts the likeliest category."""
        return self.said_category in self.accepted

    @property
    def sure(self) -> float:
        """Probability of the likeliest category."""
        return self.shares[self.said_category]


def read_comments(model: StatementModel, examples: Iterable[Example], *, grid: Grid) -> list[Outcome]:
    """Let a classifier answer about comments; standard sentences are left out.

    Parameters
    ----------
    model : StatementModel
        The classifier.
    examples : iterable of Example
        Annotated statements.
    grid : Grid
        The grid that they answer.

    Returns
    -------
    list of Outcome
        One for each comment, in the same order.
    """
    outcomes = []
    comments = [example for example in examples if not example.formula]
    texts = [example.text for example in comments]
    for example, answers, learned in zip(comments, model.answer(texts), model.publics(texts), strict=True):
        listed = find_publics(example.text, grid=grid, category=example.category)
        spans = merge_publics(listed, learned)
        outcome = Outcome(
            category=example.category,
            accepted=frozenset((example.category, *example.also)),
            shares=answers["category"],
            polarity=example.polarity,
            said_polarity=next(iter(answers["polarity"])),
            publics=frozenset(span.public for span in example.publics),
            said_publics=frozenset(span.public for span in spans),
        )
        outcomes.append(outcome)
    return outcomes


def cross_validate(
    examples: Sequence[Example],
    *,
    grid: Grid,
    folds: int = 5,
    also_learn: Sequence[Example] = (),
    seed: int = 0,
    progress: Progress = iter,
) -> list[Outcome]:
    """Let each comment be read by a classifier that saw no statement of its report.

    Parameters
    ----------
    examples : sequence of Example
        Annotated statements.
    grid : Grid
        The grid that they answer.
    folds : int, default=5
        Parts of the reports, each held out once.
    also_learn : sequence of Example
        Learned from in every fold, never read.
    seed : int, default=0
        Same examples and seed, same outcomes.
    progress : callable, optional
        Wraps the fold numbers, as tqdm does.

    Returns
    -------
    list of Outcome
        One for each comment, fold by fold.
    """
    reports = np.random.default_rng(seed).permutation(sorted({example.report for example in examples}))
    outcomes: list[Outcome] = []
    for fold in progress(range(folds)):
        held_out = set(reports[fold::folds])
        learned = [example for example in examples if example.report not in held_out]
        model = train([*learned, *also_learn], grid=grid, seed=seed)
        outcomes += read_comments(model, (e for e in examples if e.report in held_out), grid=grid)
    return outcomes
