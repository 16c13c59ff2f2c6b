"""Find annotations that a model trained on the other reports doubts most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .corpus import AnnotatedStatement, load_corpus
from .grid import Grid, load_grid

Method = Literal["normalized_margin", "self_confidence"]


@dataclass(frozen=True, slots=True)
class LabelError:
    """An annotation in doubt.

    Attributes
    ----------
    statement : AnnotatedStatement
        The statement as annotated.
    score : float
        How well the annotation agrees with the model, 0 (not at all) to 1.
    proposal : str or None
        Category that the model finds likeliest; None for off the grid.
    probability : float
        Its probability, 0-1.
    """

    statement: AnnotatedStatement
    score: float
    proposal: str | None
    probability: float


def label_errors(
    corpus: str | Path | Iterable[AnnotatedStatement],
    *,
    grid: Grid | None = None,
    method: Method = "normalized_margin",
    folds: int = 5,
    seed: int = 0,
) -> list[LabelError]:
    """List free comments whose category a model would not have chosen, the most doubtful first.

    The model that judges a comment was trained on other reports alone. Scores are those of confident learning
    (Northcutt et al. 2021, the package cleanlab): ``self_confidence`` is the probability of the annotated category,
    ``normalized_margin`` how far it is ahead of the best other one, brought to 0-1. A category that the annotator
    accepts as well (``also``) is no doubt.

    Parameters
    ----------
    corpus : path or iterable of AnnotatedStatement
        A JSONL file, a folder of them, or the statements; of several reports.
    grid : Grid, optional
        Grid whose ids the statements use; the shipped one by default.
    method : {"normalized_margin", "self_confidence"}, default="normalized_margin"
        How doubt is measured.
    folds : int, default=5
        Parts into which the reports are dealt; as many models are trained.
    seed : int, default=0
        Same corpus and seed, same list.

    Returns
    -------
    list of LabelError
        Sorted by score, the lowest first.

    Raises
    ------
    CorpusError
        If a file breaks the format.
    ValueError
        If `method` is none of these, there are fewer reports than folds, or too little is left to train on.

    Examples
    --------
    >>> for doubt in label_errors("data/reports")[:10]:  # doctest: +SKIP
    ...     print(doubt.statement.id, doubt.statement.category, "→", doubt.proposal)
    """
    if method not in _SCORES:
        raise ValueError(f"method is {method!r}; it may be {', '.join(_SCORES)}")
    grid = grid or load_grid()
    statements = load_corpus(corpus, grid=grid) if isinstance(corpus, str | Path) else list(corpus)
    score = _SCORES[method]
    doubts = [
        LabelError(statement, score(statement, shares), *next(iter(shares.items())))
        for statement, shares in _held_out(statements, grid, folds, seed)
    ]
    return sorted(
        (doubt for doubt in doubts if doubt.proposal not in (doubt.statement.category, *doubt.statement.also)),
        key=lambda doubt: (doubt.score, doubt.statement.id),
    )


Shares = Mapping[str | None, float]


def _held_out(
    statements: Sequence[AnnotatedStatement], grid: Grid, folds: int, seed: int
) -> Iterator[tuple[AnnotatedStatement, Shares]]:
    """Yield each comment with the probabilities of a model that did not see its report, likeliest first."""
    from sklearn.model_selection import GroupKFold

    from .classifier.examples import to_examples
    from .classifier.storage import OUTSIDE
    from .classifier.training import train

    reports = [statement.report for statement in statements]
    for seen, held_out in GroupKFold(folds).split(statements, groups=reports):
        model = train(to_examples(statements[i] for i in seen), grid=grid, seed=seed)
        for statement in (statements[i] for i in held_out if statements[i].kind == "verbatim"):
            answers = model.probabilities(statement.text)["category"]
            yield statement, {None if name == OUTSIDE else name: share for name, share in answers.items()}


def _self_confidence(statement: AnnotatedStatement, shares: Shares) -> float:
    return shares.get(statement.category, 0.0)


def _normalized_margin(statement: AnnotatedStatement, shares: Shares) -> float:
    accepted = (statement.category, *statement.also)
    best = max((share for name, share in shares.items() if name not in accepted), default=0.0)
    return (_self_confidence(statement, shares) - best + 1) / 2


_SCORES = {"normalized_margin": _normalized_margin, "self_confidence": _self_confidence}
