"""Train a classifier on annotated reports, and know whether it is better than the shipped one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from .classifier import ModelError, StatementModel, cached_model, shipped_folder
from .classifier.estimator import INNER_FOLDS, StatementClassifier
from .classifier.examples import Example, load_examples, save_examples, to_examples
from .classifier.skops_copy import save_estimator
from .classifier.storage import save_model
from .classifier.training import fit
from .corpus import AnnotatedStatement, load_corpus, split_by_report
from .errors import CorpusError, TiersImpactError
from .evaluation import Evaluation, measure, read_comments
from .files import written_aside
from .grid import Grid, load_grid

EXAMPLES = "examples.jsonl.gz"
METRICS = "metrics.json"
HELD_OUT = 0.2
CURVE = (0.25, 0.5)

Corpus = str | Path | Iterable[str | Path]
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Training:
    """A new classifier and what is known of it.

    Attributes
    ----------
    model : StatementModel
        Learned from the whole corpus.
    held_out : Evaluation
        A twin that saw four fifths of the reports, measured on the others.
    shipped : Evaluation or None
        The shipped classifier on the same comments; None when it learned from these reports or answers another grid.
    curve : dict of int to Evaluation
        Twins that saw fewer reports, by number of reports, on the same comments.
    """

    model: StatementModel
    held_out: Evaluation
    shipped: Evaluation | None
    curve: dict[int, Evaluation]

    @property
    def worse(self) -> bool:
        """Whether the shipped classifier files more of the held-out comments rightly."""
        return self.shipped is not None and self.held_out.top_1 < self.shipped.top_1

    def __str__(self) -> str:
        """Show the new classifier beside the shipped one, and what more reports would bring."""
        lines = [f"{self.held_out.comments} comments of held-out reports", f"  {'':20}    new  shipped"]
        shipped = self.shipped.summary() if self.shipped is not None else {}
        for name, value in self.held_out.summary().items():
            other = f"{shipped[name]:8.3f}" if name in shipped else "       –"
            lines.append(f"  {name.replace('_', ' '):20} {value:6.3f} {other}")
        return "\n".join([*lines, *self._curve_lines()])

    def _curve_lines(self) -> Iterator[str]:
        if len(self.curve) < 2:
            return
        yield "learning curve"
        for reports, evaluation in self.curve.items():
            yield f"  {reports:5} reports: top-1 {evaluation.top_1:.3f}, macro-F1 {evaluation.macro_f1:.3f}"
        before = list(self.curve.values())[-2].categories
        gains = {name: score.f1 - before[name].f1 for name, score in self.held_out.categories.items() if name in before}
        growing = sorted((name for name, gain in gains.items() if gain > 0.02), key=lambda name: -gains[name])
        found = ", ".join(f"{name} (+{gains[name]:.2f} F1)" for name in growing) or "none"
        yield f"  still gaining from the last reports, worth annotating more: {found}"


def train(
    corpus: Corpus,
    output: str | Path | None = None,
    *,
    grid: Grid | None = None,
    with_base: bool | None = None,
    curve: bool = False,
    even_if_worse: bool = False,
    keep_examples: bool = False,
    seed: int = 0,
    report: Report = lambda step: None,
) -> Training:
    """Train a classifier, measure it on held-out reports beside the shipped one, and save it if it is no worse.

    Parameters
    ----------
    corpus : str, Path or iterable of them
        Annotated reports: ``.jsonl`` files or folders, five reports at least.
    output : str or Path, optional
        Folder to save it into; nothing is saved by default.
    grid : Grid, optional
        The grid that they answer; the shipped one by default.
    with_base : bool, optional
        Whether to learn from the shipped corpus too; by default when the corpus answers the shipped grid.
    curve : bool, default=False
        Whether to measure also what a quarter and half of the reports teach.
    even_if_worse : bool, default=False
        Save also a classifier that is worse than the shipped one.
    keep_examples : bool, default=False
        Save the statements beside it, so that others can train on top of them.
    seed : int, default=0
        Same corpus and seed, same classifier.
    report : callable, optional
        Told each step as it begins.

    Returns
    -------
    Training
        The classifier and its figures.

    Raises
    ------
    CorpusError
        If the corpus breaks its format or is too small to learn from.
    ModelError
        If the classifier is worse than the shipped one and shall be saved.
    """
    answered = grid or load_grid()
    shipped_grid = set(answered.categories) == set(load_grid().categories)
    shipped = shipped_folder() / EXAMPLES
    if with_base and not shipped_grid:
        raise ModelError(shipped, f"the shipped corpus does not answer grid '{answered.name}'", "Train with --only.")
    # the shipped classifier itself is made without an older one
    known = shipped_grid and (with_base is not False or shipped.exists())
    base = load_examples(shipped) if known else []
    statements = load_corpus(corpus, grid=answered)
    own = to_examples(statements)
    added = _unseen(base, own) if with_base or (with_base is None and shipped_grid) else []
    with _too_small(corpus):
        training, classifier = _train(statements, added, base, answered, curve, seed, report)
    if output is None:
        return training
    if training.worse and not even_if_worse:
        assert training.shipped is not None
        problem = (
            f"not saved: it files {training.held_out.top_1:.1%} of {training.held_out.comments} held-out comments "
            f"rightly, the shipped one {training.shipped.top_1:.1%}"
        )
        raise ModelError(output, problem, "Annotate more reports, or save it all the same with --even-if-worse.")
    _save(training, classifier, Path(output), [*own, *added] if keep_examples else None)
    return training


def _train(
    statements: Sequence[AnnotatedStatement],
    added: Sequence[Example],
    base: Sequence[Example],
    grid: Grid,
    curve: bool,
    seed: int,
    report: Report,
) -> tuple[Training, StatementClassifier]:
    """Measure twins on held-out reports, then learn from everything."""
    learned, held_out = (to_examples(part) for part in split_by_report(statements, share=HELD_OUT, seed=seed))
    reports = Random(seed).sample(names := sorted({example.report for example in learned}), len(names))
    twins: dict[int, Evaluation] = {}
    for part in (*(CURVE if curve else ()), 1.0):
        kept = set(reports[: round(part * len(reports))])
        if len(kept) < INNER_FOLDS and part < 1.0:
            continue
        report(f"learning from {len(kept)} reports, to measure on the others")
        twin = fit([*(e for e in learned if e.report in kept), *added], grid=grid, seed=seed).export(grid)
        twins[len(kept)] = measure(read_comments(twin, held_out, grid=grid))
    shipped = None
    if base and len(_unseen(held_out, base)) == len(held_out):
        report("measuring the shipped classifier on the same reports")
        shipped = measure(read_comments(cached_model(shipped_folder(), grid), held_out, grid=grid))
    report("learning from all reports")
    classifier = fit([*to_examples(statements), *added], grid=grid, seed=seed)
    training = Training(classifier.export(grid), twins[len(reports)], shipped, twins if curve else {})
    return training, classifier


def _unseen(examples: Sequence[Example], others: Sequence[Example]) -> list[Example]:
    """Examples of reports that are not among the others."""
    known = {example.report for example in others}
    return [example for example in examples if example.report not in known]


@contextmanager
def _too_small(corpus: Corpus) -> Iterator[None]:
    """Say of a corpus what scikit-learn would say of an array."""
    try:
        yield
    except ValueError as error:
        where = str(corpus) if isinstance(corpus, str | Path) else ", ".join(map(str, corpus))
        raise CorpusError(where, str(error), "Annotate more reports.") from error


def _save(
    training: Training, classifier: StatementClassifier, folder: Path, examples: Sequence[Example] | None
) -> None:
    """Write the model, its scikit-learn twin and its figures; ``model.json`` comes last and makes it whole."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TiersImpactError(folder, f"no folder can be made there ({error.strerror})", "Choose another.") from error
    metrics: dict[str, Any] = {
        "held_out": training.held_out.to_dict(),
        "shipped": training.shipped.to_dict() if training.shipped is not None else None,
        "curve": {str(reports): evaluation.summary() for reports, evaluation in training.curve.items()},
    }
    if examples is not None:
        save_examples(examples, folder / EXAMPLES)
    save_estimator(classifier, folder)
    with written_aside(folder / METRICS) as aside:
        aside.write_text(json.dumps(metrics, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    save_model(training.model, folder)
    cached_model.cache_clear()  # an older model of the same folder may have been loaded


def evaluate(model: str | Path | None, corpus: Corpus, *, grid: Grid | None = None) -> Evaluation:
    """Measure a classifier on annotated reports that it did not learn from.

    Parameters
    ----------
    model : str, Path or None
        Folder of the classifier; None for the shipped one.
    corpus : str, Path or iterable of them
        Annotated reports: ``.jsonl`` files or folders.
    grid : Grid, optional
        The grid that they answer; the shipped one by default.

    Returns
    -------
    Evaluation
        Its figures on the comments, headings unseen.

    Raises
    ------
    CorpusError
        If the corpus breaks its format or holds no comment.
    ModelError
        If the classifier cannot be used.
    """
    answered = grid or load_grid()
    folder = Path(model) if model is not None else shipped_folder()
    statements = load_corpus(corpus, grid=answered)
    with _too_small(corpus):
        return measure(read_comments(cached_model(folder, answered), to_examples(statements), grid=answered))
