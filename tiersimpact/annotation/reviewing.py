"""Set several annotators side by side, and decide where they disagree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from tiersimpact.analysis import choose_model
from tiersimpact.corpus import AnnotatedStatement, load_corpus
from tiersimpact.errors import CorpusError
from tiersimpact.grid import Grid, load_grid

from .desk import Desk
from .entries import Batch, Entry
from .opening import closing_on_error, open_workspace, show_desk
from .proposing import Proposals
from .queue import Queue
from .session import Session
from .sources import Texts

if TYPE_CHECKING:
    from .widget import AnnotationWidget

Reading = str | Path | Sequence[AnnotatedStatement]

ADJUDICATED = "adjudicated"


def review(*readings: Reading, corpus: str | Path, annotator: str, grid: Grid | None = None) -> AnnotationWidget:
    """Compare annotators and settle their disagreements in a notebook.

    Where all of them say the same, their common answer is decided without asking, under all their names. Where they
    differ, or some did not decide, their answers stand side by side: adopt one, correct it, accept. Who decided what
    is in `annotator` and `decided_at` of each statement, and every step in the journal.

    Parameters
    ----------
    *readings : path, or sequence of AnnotatedStatement
        Two annotators' corpora or more, such as ``"corpus/lise"`` and ``"corpus/omar"``.
    corpus : str or Path
        Folder to keep the adjudicated corpus in, in a folder of the reviewer's name.
    annotator : str
        Who adjudicates.
    grid : Grid, optional
        Grid that the statements answer; the shipped one by default.

    Returns
    -------
    AnnotationWidget
        To be shown as the last line of a cell.

    Raises
    ------
    TiersImpactError
        If anywidget is not installed, a corpus cannot be read, or they have no statement in common.
    ValueError
        If there are fewer than two readings.
    """
    desk = open_review(readings, Path(corpus), annotator, grid=grid or load_grid())
    return show_desk(desk, readings=len(readings))


def open_review(readings: Sequence[Reading], corpus: Path, annotator: str, *, grid: Grid) -> Desk:
    """Open a review without a notebook; parameters as of `review`."""
    if len(readings) < 2:
        raise ValueError("a review compares two readings or more")
    opinions = _side_by_side([_read(reading, grid) for reading in readings])
    if all(len(own) < 2 for own in opinions.values()):
        raise CorpusError(corpus, "the readings have no statement in common", "Give readings of the same reports.")
    session = Session(grid=grid, annotator=annotator, status=ADJUDICATED)
    proposals = Proposals(grid, choose_model(None, grid))
    workspace = open_workspace(corpus, session, proposals)
    entries = [_entry(own, len(readings)) for own in opinions.values()]
    reports = groupby(entries, key=lambda entry: entry.statement.report)
    with closing_on_error(workspace):
        workspace.add(Batch(report, list(group), whole=False) for report, group in reports)
        workspace.renew()
    session.opinions = opinions
    disputed = session.book.heirs([entry.id for entry in entries if entry.progress == "open"])
    return Desk(workspace, Queue(session.book, disputed, proposals), Texts(grid))


def _read(reading: Reading, grid: Grid) -> list[AnnotatedStatement]:
    return load_corpus(reading, grid=grid) if isinstance(reading, str | Path) else list(reading)


def _side_by_side(readings: Sequence[Sequence[AnnotatedStatement]]) -> dict[str, tuple[AnnotatedStatement, ...]]:
    """What each reading says of a statement, by id; reports together, statements in their order."""
    opinions: dict[str, list[AnnotatedStatement]] = {}
    for statement in chain.from_iterable(readings):
        opinions.setdefault(statement.id, []).append(statement)
    reports = {report: i for i, report in enumerate(dict.fromkeys(own[0].report for own in opinions.values()))}
    ranked = sorted(opinions.items(), key=lambda item: (reports[item[1][0].report], item[1][0].start))
    return {name: tuple(own) for name, own in ranked}


def _entry(opinions: Sequence[AnnotatedStatement], readings: int) -> Entry:
    """A decided entry where all say the same, else one that asks for what they differ in."""
    first = opinions[0]
    due = frozenset(
        name for name, answer in _ASKED.items() if any(answer(other) != answer(first) for other in opinions)
    )
    if due or len(opinions) < readings or any(opinion.flagged for opinion in opinions):
        return Entry(first, missing=due)
    people = " + ".join(dict.fromkeys(opinion.annotator for opinion in opinions))
    decided_at = max((opinion.decided_at or "" for opinion in opinions), default="") or None
    return Entry(replace(first, annotator=people, status=ADJUDICATED, decided_at=decided_at), progress="decided")


def _marks(statement: AnnotatedStatement) -> object:
    """Publics and quantities; the text they stand in, too."""
    quantities = {
        (q.start, q.end, q.value, q.value_max, q.qualifier, q.unit, q.per, q.kind) for q in statement.quantities
    }
    return statement.text, set(statement.publics), set(statement.public_spans), quantities


_ASKED: dict[str, Callable[[AnnotatedStatement], object]] = {
    "category": attrgetter("category"),
    "polarity": attrgetter("polarity"),
    "marks": _marks,
}
