"""Open reports or a corpus for annotation, in a notebook."""

from __future__ import annotations

import atexit
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tiersimpact.analysis import choose_model
from tiersimpact.errors import CorpusError, TiersImpactError
from tiersimpact.grid import Grid, load_grid

from .desk import Desk
from .entries import Entry, blank
from .ordering import least_certain_first
from .proposing import Proposals
from .queue import Queue
from .session import Session
from .sources import Openable, Texts, open_source
from .workspace import Workspace

if TYPE_CHECKING:
    from .widget import AnnotationWidget

Order = Literal["report", "margin", "entropy"]

# Folders open in this process: opened again, as when a cell is run twice, the former window is closed.
_OPEN: dict[Path, Workspace] = {}
_NAME = re.compile(r"[\w][\w .'-]*")


def annotate(
    source: Openable | Iterable[Openable],
    *,
    corpus: str | Path,
    annotator: str | None = None,
    order: Order = "report",
    blind: bool = False,
    grid: Grid | None = None,
    model: str | Path | None = None,
) -> AnnotationWidget:
    """Annotate statements in a notebook, pre-filled by the model.

    Every click is on disk before it shows. Opened again with the same `corpus` and `annotator`, it goes on where it
    stopped; decisions and undo reach back over all sittings. Keywords (hashtags) have nothing to decide and are not
    asked about.

    Parameters
    ----------
    source : path, Analysis, AnnotatedStatement, or iterable of these
        Reports or folders of them, or an existing corpus: ``.jsonl`` files or folders of them. Statements are asked
        about in the given order; anything that has a `statement` will do.
    corpus : str or Path
        Folder to keep the decisions in; each annotator has a folder of their own there.
    annotator : str, optional
        Who decides; the name of the computer's user by default.
    order : {"report", "margin", "entropy"}, default="report"
        As in the report, or what the model is least certain of first.
    blind : bool, default=False
        Hide what the model proposes, to measure how much it sways the annotator.
    grid : Grid, optional
        Grid that the statements answer; the shipped one by default.
    model : str or Path, optional
        Folder of a classifier; the shipped one by default.

    Returns
    -------
    AnnotationWidget
        To be shown as the last line of a cell. Its `decided` are the statements decided so far.

    Raises
    ------
    TiersImpactError
        If anywidget is not installed, a file cannot be read, there is nothing to annotate, or another notebook
        has the annotator's folder open.
    ValueError
        If `annotator` or `order` cannot be used.
    """
    own_grid = grid or load_grid()
    name = annotator if annotator is not None else getuser()
    desk = open_desk(source, Path(corpus), name, order=order, blind=blind, grid=own_grid, model=model)
    return show_desk(desk)


def open_desk(
    source: Openable | Iterable[Openable],
    corpus: Path,
    annotator: str,
    *,
    order: Order = "report",
    blind: bool = False,
    grid: Grid,
    model: str | Path | None = None,
) -> Desk:
    """Open an annotation without a notebook; parameters as of `annotate`."""
    if order not in ("report", "margin", "entropy"):
        raise ValueError(f"order is {order!r}; it must be 'report', 'margin' or 'entropy'")
    texts = Texts(grid)
    batches = list(open_source(source, grid=grid, model=model, texts=texts))
    if blind:
        batches = [replace(batch, entries=[blank(entry) for entry in batch.entries]) for batch in batches]
    proposals = Proposals(grid, choose_model(model, grid))
    workspace = open_workspace(corpus, Session(grid=grid, annotator=annotator), proposals, blind=blind)
    with closing_on_error(workspace):
        entries = [workspace.session.book[name] for name in workspace.add(batches)]
        if all(entry.statement.kind == "keyword" for entry in entries):
            raise CorpusError(corpus, "there is no statement to annotate", "Give reports or a corpus that hold some.")
        return Desk(workspace, Queue(workspace.session.book, _sorted(entries, order, proposals), proposals), texts)


def open_workspace(corpus: Path, session: Session, proposals: Proposals, *, blind: bool = False) -> Workspace:
    """Open the folder of the session's annotator; a window of this process on it is closed.

    Raises
    ------
    TiersImpactError
        If the folder cannot be used or another process has it open.
    ValueError
        If the annotator's name cannot be a folder's.
    """
    if not _NAME.fullmatch(session.annotator) or session.annotator.endswith((" ", ".")):
        raise ValueError(f"annotator is {session.annotator!r}; use letters, digits, blanks, dots and hyphens")
    if corpus.is_file():
        raise CorpusError(corpus, "decisions are kept in a folder, and this is a file", "Name a folder.")
    folder = (corpus / session.annotator).resolve()
    former = _OPEN.pop(folder, None)
    if former is not None:
        former.close()
        atexit.unregister(former.close)
    workspace = Workspace(folder, session, proposals, blind=blind)
    _OPEN[folder] = workspace
    atexit.register(workspace.close)
    return workspace


@contextmanager
def closing_on_error(workspace: Workspace) -> Iterator[None]:
    """Let go of a folder when what was to be done with it fails."""
    try:
        yield
    except BaseException:
        workspace.close()
        raise


def show_desk(desk: Desk, *, readings: int = 0) -> AnnotationWidget:
    """Make the widget; in a review, for so many readings.

    Raises
    ------
    TiersImpactError
        If anywidget is not installed.
    """
    with closing_on_error(desk.workspace):
        try:
            from .widget import AnnotationWidget
        except ImportError as error:
            mend = 'Run `pip install "tiersimpact[annotation]"`, then restart the kernel.'
            raise TiersImpactError("annotate", "annotating needs anywidget, which is not installed", mend) from error
        return AnnotationWidget(desk, readings=readings)


def _sorted(entries: list[Entry], order: Order, proposals: Proposals) -> list[str]:
    if order == "report":
        return [entry.id for entry in entries]
    asked = ((entry, proposals.of(entry)) for entry in entries if entry.statement.kind != "keyword")
    return least_certain_first(
        ((entry.id, entry.statement.text, proposal.scores if proposal else {}) for entry, proposal in asked), order
    )
