"""Compare several annotators' statements: answers by kappa and alpha, spans by F1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, count
from pathlib import Path

import numpy as np

from tiersimpact.corpus import AnnotatedStatement, load_corpus
from tiersimpact.grid import Grid, load_grid

from . import coefficients
from .bootstrap import Bootstrap
from .coefficients import Counts
from .matching import Key, Span, by_place, overlapping, shared_keys, touched
from .result import Agreement, Row

Source = str | Path | Iterable[AnnotatedStatement]
Places = Mapping[Key, AnnotatedStatement]


def agreement(
    first: Source, second: Source, *more: Source, grid: Grid | None = None, samples: int = 1000, seed: int = 0
) -> Agreement:
    """Say how far two or more annotators agree.

    Statements are matched by report, offsets and text. A statement that is read otherwise by the other (cut at
    another place) counts in the agreement on bounds alone; one at whose place the other has none is counted in
    ``alone`` and weighs nothing: it may not have been given to read.

    Parameters
    ----------
    first, second, *more : path or iterable of AnnotatedStatement
        For each annotator a JSONL file, a folder of them, or the statements.
    grid : Grid, optional
        Grid whose ids the statements use; the shipped one by default.
    samples : int, default=1000
        Bootstrap draws of reports for the intervals.
    seed : int, default=0
        Same seed, same intervals.

    Returns
    -------
    Agreement
        Prints as a table.

    Raises
    ------
    CorpusError
        If a file breaks the format, or one annotator has two statements at one place.

    Examples
    --------
    >>> import tiersimpact as ti
    >>> print(ti.agreement("lise.jsonl", "omar.jsonl"))  # doctest: +SKIP
    """
    grid = grid or load_grid()
    sources = (first, second, *more)
    corpora = [_statements(source, grid) for source in sources]
    names = _names(sources, corpora)
    annotators = [by_place(corpus, name) for corpus, name in zip(corpora, names, strict=True)]
    shared = shared_keys(annotators)
    reports = {report: i for i, report in enumerate(_shared_reports(annotators))}
    comparison = _Comparison(annotators, shared, reports, Bootstrap(len(reports), samples=samples, seed=seed))
    return Agreement(
        annotators=names,
        reports=len(reports),
        statements=len(shared),
        alone=dict(zip(names, comparison.alone(), strict=True)),
        fields=tuple(comparison.answers(name, answer) for name, answer in _answers(grid).items()),
        spans=(comparison.bounds(), *(comparison.spans(name, spans) for name, spans in _SPANS.items())),
    )


def _statements(source: Source, grid: Grid) -> list[AnnotatedStatement]:
    return load_corpus(source, grid=grid) if isinstance(source, str | Path) else list(source)


def _names(sources: Sequence[Source], corpora: Sequence[Sequence[AnnotatedStatement]]) -> tuple[str, ...]:
    """Name the annotators, by number as well where two have the same name."""
    names = [_name(*item) for item in zip(count(1), sources, corpora, strict=False)]
    return tuple(name if names.count(name) == 1 else f"{number}: {name}" for number, name in enumerate(names, 1))


def _name(number: int, source: Source, corpus: Sequence[AnnotatedStatement]) -> str:
    """Name an annotator by what the statements say, else by the file, else by number."""
    signed = {statement.annotator for statement in corpus}
    if len(signed) == 1:
        return signed.pop()
    return Path(source).name if isinstance(source, str | Path) else str(number)


def _shared_reports(annotators: Sequence[Places]) -> list[str]:
    """List the reports that at least two annotators read."""
    readers = Counter(report for places in annotators for report in {key[0] for key in places})
    return sorted(report for report, times in readers.items() if times > 1)


def _answers(grid: Grid) -> dict[str, Callable[[AnnotatedStatement], Hashable]]:
    """Name what is compared as one answer a statement."""
    answers: dict[str, Callable[[AnnotatedStatement], Hashable]] = {
        "category": lambda statement: statement.category,
        "polarity": lambda statement: statement.polarity,
        "kind": lambda statement: statement.kind,
    }
    return answers | {public: _names_public(public) for public in grid.public_types}


def _names_public(public: str) -> Callable[[AnnotatedStatement], bool]:
    return lambda statement: public in statement.publics


# What is compared as spans of the statement's text: same label, same thing.
_SPANS: dict[str, Callable[[AnnotatedStatement], list[Span]]] = {
    "publics": lambda statement: [(span.start, span.end, span.public) for span in statement.public_spans],
    "quantities": lambda statement: [(found.start, found.end, None) for found in statement.quantities],
    "quantities, value and unit": lambda statement: [
        (found.start, found.end, (found.value, found.value_max, found.unit)) for found in statement.quantities
    ],
}


class _Comparison:
    """The annotators side by side, with counts by report: these add up, so that reports can be drawn again."""

    def __init__(
        self, annotators: Sequence[Places], shared: Sequence[Key], reports: Mapping[str, int], bootstrap: Bootstrap
    ) -> None:
        self._annotators, self._shared, self._reports, self._bootstrap = annotators, shared, reports, bootstrap

    def answers(self, field: str, answer: Callable[[AnnotatedStatement], Hashable]) -> Row:
        """Compare one answer a statement."""
        table = [
            [answer(places[key]) if key in places else coefficients.ABSENT for key in self._shared]
            for places in self._annotators
        ]
        codes, known = coefficients.encode(table, missing=coefficients.ABSENT)
        groups = np.array([self._reports[key[0]] for key in self._shared], dtype=int)
        size = (len(known), groups, len(self._reports))
        pairs = np.stack([coefficients.confusion(one, other, *size) for one, other in combinations(codes, 2)], axis=1)
        together = coefficients.coincidences(codes, *size)
        measures = {
            "kappa": self._bootstrap.estimate(pairs, _mean_kappa),
            "alpha": self._bootstrap.estimate(together, coefficients.alpha),
            "same": self._bootstrap.estimate(together, coefficients.share),
        }
        return Row(field, len(self._shared), measures)

    def spans(self, field: str, spans: Callable[[AnnotatedStatement], list[Span]]) -> Row:
        """Compare spans in the text of the same statements."""
        return self._span_row(
            field,
            (
                (key[0], spans(one[key]), spans(other[key]))
                for one, other in combinations(self._annotators, 2)
                for key in self._shared
                if key in one and key in other
            ),
        )

    def bounds(self) -> Row:
        """Compare where statements begin and end."""
        return self._span_row("statements", self._bounds())

    def _bounds(self) -> Iterator[tuple[str, list[Span], list[Span]]]:
        for one, other in combinations([_by_report(places) for places in self._annotators], 2):
            for report in one.keys() & other.keys():
                yield report, touched(one[report], other[report]), touched(other[report], one[report])

    def alone(self) -> list[int]:
        """Count for each annotator the statements at whose place no other has any."""
        reports = [_by_report(places) for places in self._annotators]
        return [_untouched(own, [other for other in reports if other is not own]) for own in reports]

    def _span_row(self, field: str, pairs: Iterable[tuple[str, list[Span], list[Span]]]) -> Row:
        """Sum what two annotators marked in the same text: same bounds, overlapping, all."""
        counts = np.zeros((len(self._reports), 3))
        for report, one, other in pairs:
            same = sum(span in other for span in one)
            counts[self._reports[report]] += (same, overlapping(one, other), len(one) + len(other))
        measures = {
            "exact": self._bootstrap.estimate(counts, lambda sums: _f1(sums, 0)),
            "overlapping": self._bootstrap.estimate(counts, lambda sums: _f1(sums, 1)),
        }
        return Row(field, int(counts[:, 2].sum()), measures)


def _by_report(places: Places) -> dict[str, list[Span]]:
    reports: dict[str, list[Span]] = {}
    for report, start, end, _ in places:
        reports.setdefault(report, []).append((start, end, None))
    return reports


def _untouched(own: Mapping[str, list[Span]], others: Sequence[Mapping[str, list[Span]]]) -> int:
    """Count the spans at whose place the others have none."""
    beside = {report: [span for other in others for span in other.get(report, ())] for report in own}
    return sum(len(spans) - len(touched(spans, beside[report])) for report, spans in own.items())


def _mean_kappa(counts: Counts) -> Counts:
    """Mean kappa of the pairs of annotators that have one, shape (..., n_pairs, n_answers, n_answers) to (...)."""
    kappas = coefficients.kappa(counts)
    known = ~np.isnan(kappas)
    return coefficients.ratio(np.where(known, kappas, 0.0).sum(axis=-1), known.sum(axis=-1).astype(float))


def _f1(sums: Counts, matched: int) -> Counts:
    return coefficients.ratio(2 * sums[..., matched], sums[..., 2])
