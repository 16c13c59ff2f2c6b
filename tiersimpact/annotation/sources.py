"""What an annotator can open: reports, analyses, corpora, lists of statements; all become batches of entries."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from tiersimpact.analysis import Analysis
from tiersimpact.batch import analyze_many, find_reports
from tiersimpact.corpus import AnnotatedStatement, load_corpus
from tiersimpact.errors import TiersImpactError
from tiersimpact.grid import Grid
from tiersimpact.layout import parse_blocks
from tiersimpact.reading import read
from tiersimpact.records import Statement
from tiersimpact.repair import CleanText, repair

from .entries import Batch, Entry, Proposal

Openable = str | Path | Analysis | AnnotatedStatement
CORPUS_SUFFIX = ".jsonl"


class Texts:
    """Clean texts of reports: kept from analyses, or read again from the file beside a corpus."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._clean: dict[str, CleanText | None] = {}
        self._folders: set[Path] = set()

    def keep(self, analysis: Analysis) -> None:
        """Remember the clean text of an analysis."""
        self._clean[analysis.report] = analysis.clean

    def look_in(self, folder: Path) -> None:
        """Search a corpus's folder for raw texts as well."""
        self._folders.add(folder)

    def of(self, report: str) -> CleanText | None:
        """Give the clean text of a report; None when it is not at hand."""
        if report not in self._clean:
            self._clean[report] = self._read(report)
        return self._clean[report]

    def _read(self, report: str) -> CleanText | None:
        for folder in sorted(self._folders):
            for path in sorted(folder.iterdir()):
                if path.stem != report or path.suffix == CORPUS_SUFFIX:
                    continue
                try:
                    return repair(read(path).text, grid=self._grid)
                except TiersImpactError:  # no report after all: the next file may be
                    continue
        return None


def open_source(
    source: Openable | Iterable[Openable], *, grid: Grid, model: str | Path | None, texts: Texts
) -> Iterator[Batch]:
    """Read whatever is to be annotated.

    Parameters
    ----------
    source : path, Analysis, AnnotatedStatement, or iterable of these
        Paths are reports, or corpora: ``.jsonl`` files and folders of them; a folder without such a file stands for
        the reports in it. What has a `statement` stands for it.
    grid : Grid
        Grid that the statements answer.
    model : str or Path, optional
        Folder of a classifier, for reports.
    texts : Texts
        Takes the clean texts that are read on the way.

    Yields
    ------
    Batch
        Report by report.

    Raises
    ------
    TiersImpactError
        If a file cannot be read.
    TypeError
        If there is something else among them.
    """
    given: list[Any] = [source] if isinstance(source, Openable) else list(source)
    items = [part for item in given for part in _parts(getattr(item, "statement", item))]
    for kind, group in groupby(items, key=_kind):
        if kind == "corpus":
            paths = [Path(path) for path in group]
            for path in paths:
                texts.look_in(path if path.is_dir() else path.parent)
            by_report = sorted(load_corpus(paths, grid=grid), key=attrgetter("report"))
            yield from _annotated(by_report, whole=True)
        elif kind == "statement":
            yield from _annotated(group, whole=False)
        elif kind == "report":
            on_error = _stop if len(items) == 1 else None  # of several, one that cannot be read gives a warning
            for analysis in analyze_many(group, grid=grid, model=model, on_error=on_error):
                texts.keep(analysis)
                yield _analysed(analysis)
        else:
            for analysis in group:
                texts.keep(analysis)
                yield _analysed(analysis)


def _parts(item: Any) -> list[Any]:
    """Open a folder of reports; where there are none either, the search for a corpus will name the folder."""
    if isinstance(item, str | Path) and not any(Path(item).glob(f"*{CORPUS_SUFFIX}")):
        return list(find_reports([item])) or [item]
    return [item]


def _kind(item: object) -> str:
    if isinstance(item, str | Path):
        path = Path(item)
        return "corpus" if path.suffix == CORPUS_SUFFIX or path.is_dir() else "report"
    if isinstance(item, AnnotatedStatement):
        return "statement"
    if isinstance(item, Analysis):
        return "analysis"
    raise TypeError(f"cannot annotate {type(item).__name__}: give paths, analyses or annotated statements")


def _stop(path: Path, error: TiersImpactError) -> None:
    raise error


def _annotated(statements: Iterable[AnnotatedStatement], *, whole: bool) -> Iterator[Batch]:
    """Runs of statements of one report, in the given order: a list may be ranked."""
    for report, group in groupby(statements, key=attrgetter("report")):
        yield Batch(report, [Entry(statement) for statement in group], whole)


def _analysed(analysis: Analysis) -> Batch:
    """Make entries of an analysis."""
    text, grid = analysis.clean.text, analysis.grid
    headings = [(b.line, text[b.start : b.end]) for b in parse_blocks(text, grid) if b.kind == "heading"]
    entries, proposals = [], {}
    for statement in analysis.statements:
        number = bisect_right(headings, statement.start, key=lambda heading: heading[0])
        title = headings[number - 1][1] if number else None
        untold = statement.category_source is None and statement.kind != "keyword"
        missing = frozenset({"category"}) if untold else frozenset[str]()
        entries.append(Entry(_proposed(statement), missing=missing, title=title))
        if statement.category_scores:
            proposals[statement.id] = _proposal(statement, grid)
    return Batch(analysis.report, entries, True, proposals)


def _proposed(statement: Statement) -> AnnotatedStatement:
    """A statement as if the program had annotated it."""
    names = set(AnnotatedStatement.__dataclass_fields__) & set(Statement.__dataclass_fields__)
    shared = attrgetter(*sorted(names))(statement)
    return AnnotatedStatement(
        **dict(zip(sorted(names), shared, strict=True)),
        also=(), annotator="tiersimpact", status="proposed",
    )  # fmt: skip


def _proposal(statement: Statement, grid: Grid) -> Proposal:
    likeliest = next(iter(statement.category_scores))
    answer = likeliest if likeliest in grid.categories else None
    disagrees = statement.heading is not None and answer != statement.heading
    return Proposal(statement.category, statement.category_scores, statement.needs_review, disagrees)
