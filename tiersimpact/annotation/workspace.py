"""An annotator's folder: a session that is kept in its journal, and written out as a corpus.

::

    corpus/
      lise/                  what Lise decided; `load_corpus("corpus/lise")` reads it
        la-cale.jsonl        decided statements of a report, renewed now and then from the journal
        journal.log          every change in order: who, when, what; only ever appended to
        lock                 held while a notebook has the folder open

The corpus files follow from the journal and are written over: whoever wants to change a decision opens the widget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tiersimpact.corpus import write_corpus
from tiersimpact.errors import CorpusError, TiersImpactError
from tiersimpact.locking import Lock
from tiersimpact.repair import CleanText

from . import commands
from .entries import Batch, Entry, Proposal
from .journal import OPEN, Event, Journal
from .naming import file_names
from .proposing import Proposals
from .session import Change, Session

JOURNAL = "journal.log"
# Changes between two renewals of the corpus files; the journal has them all the same.
RENEW_AFTER = 20

_ELSEWHERE = "Close it there (or stop that kernel), or annotate under another name."


class Workspace:
    """A session whose every change is in its journal before anybody sees it.

    Parameters
    ----------
    folder : Path
        Folder of one annotator; made when missing.
    session : Session
        Without entries; those of the journal are put back.
    proposals : Proposals
        Those of the journal are put back.
    blind : bool, default=False
        Whether the model's proposals are hidden; a folder begun one way stays so.
    clock : callable, optional
        Gives the time.

    Attributes
    ----------
    notices : list of str
        What the annotator should know, in French: a torn line, a corpus file that could not be written.

    Raises
    ------
    LockedError
        If another process has the folder open.
    CorpusError
        If it was begun the other way, or its journal cannot be used.
    """

    def __init__(
        self,
        folder: Path,
        session: Session,
        proposals: Proposals,
        *,
        blind: bool = False,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.folder, self.session, self.proposals, self.blind, self.clock = folder, session, proposals, blind, clock
        self.notices: list[str] = []
        self._changed: set[str] = set()
        self._since_renewal = 0
        _prepare(folder)
        with ExitStack() as stack:
            self._lock = stack.enter_context(Lock(folder / "lock", f"annotator {session.annotator}", mend=_ELSEWHERE))
            self._journal = stack.enter_context(closing(Journal(folder / JOURNAL)))
            self._restore()
            self._log({"action": OPEN, "blind": blind, "grid": session.grid.fingerprint})
            self.renew()
            stack.pop_all()  # all went well: both stay open

    def add(self, batches: Iterable[Batch]) -> list[str]:
        """Take statements that the journal does not know yet; a report that it holds whole stays as it is.

        Parameters
        ----------
        batches : iterable of Batch
            Statements, report by report.

        Returns
        -------
        list of str
            Ids of what now stands for the given statements, or for a report that the journal holds whole.
        """
        book = self.session.book
        roots: list[str] = []
        events: list[Event] = []
        for batch in batches:
            if batch.report in book.whole:
                known = [entry.id for entry in batch.entries if entry.id in book.roots]
                roots += book.first_ids(batch.report) if batch.whole else known
                continue
            new = [entry for entry in batch.entries if entry.id not in book.roots]
            self._note_changes(batch)
            roots += [entry.id for entry in batch.entries]
            proposals = {e.id: batch.proposals[e.id] for e in new if e.id in batch.proposals}
            self._add(batch.report, new, proposals, batch.whole)
            events.append(_addition(batch, new, proposals))
        self._log(*events)
        return book.heirs(roots)

    def change(self, command: commands.Action, clean: CleanText | None = None) -> Change:
        """Carry a command out: on disk first, then in memory.

        Parameters
        ----------
        command : Command
            What the annotator did.
        clean : CleanText, optional
            Clean text of the report, to cut a statement exactly.

        Returns
        -------
        Change
            What was changed.

        Raises
        ------
        Refusal
            If it makes no sense here; nothing has changed.
        CorpusError
            If it could not be written; nothing has changed.
        """
        change = self.session.plan(command, now=self.now(), clean=clean)
        old = [entry.id for entry in change.old]
        event = {"action": change.action, "replace": old, "by": [entry.to_dict() for entry in change.new]}
        shown = {name: proposal.to_dict() for name in old if (proposal := self.proposals.known(name))}
        self._log({**event, "proposals": shown} if change.action == "accept" else event)
        self._commit(change)
        self._since_renewal += 1
        if self._since_renewal >= RENEW_AFTER:
            self._try_renew()
        return change

    def renew(self) -> None:
        """Write the decided statements of the reports that have changed.

        Raises
        ------
        TiersImpactError
            If a file cannot be written; the journal has everything all the same.
        """
        self._since_renewal = 0
        if not self._changed:
            return
        names = file_names(self.session.book.reports)
        for report in sorted(self._changed):
            self._write_out(report, self.folder / f"{names[report]}.jsonl")
        self._changed.clear()
        self._log({"action": "renew"})

    def close(self) -> None:
        """Write the corpus files and let others in; may be called twice."""
        if self.closed:
            return
        self._try_renew()
        self._journal.close()
        self._lock.release()

    @property
    def closed(self) -> bool:
        """Whether the folder was let go."""
        return self._journal.closed

    def now(self) -> str:
        """The time, as it is written."""
        return self.clock().strftime("%Y-%m-%dT%H:%M:%SZ")

    def _log(self, *events: Event) -> None:
        signature = {"at": self.now(), "annotator": self.session.annotator}
        self._journal.append(*({**signature, **event} for event in events))

    def _note_changes(self, batch: Batch) -> None:
        """Tell when a statement that is known by its id says something else now."""
        book = self.session.book
        for entry in batch.entries:
            if entry.id in book and book[entry.id].statement.text != entry.statement.text:
                self.notices.append(f"{entry.id} : le texte a changé depuis ; celui du journal est gardé.")

    def _write_out(self, report: str, path: Path) -> None:
        """Write a report's decided statements; without any there is no file."""
        if decided := self.session.decided(report):
            write_corpus(decided, path)
            return
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise CorpusError(path, f"it cannot be removed ({error.strerror})", "Close what has it open.") from error

    def _try_renew(self) -> None:
        try:
            self.renew()
        except TiersImpactError as error:
            self.notices.append(f"Le journal a tout, mais le corpus n'a pas pu être écrit : {error}")

    def _restore(self) -> None:
        """Put back what the journal says."""
        journal = self._journal
        for number, event in enumerate(journal.events, 1):
            try:
                self._replay(event)
            except (KeyError, TypeError, ValueError, IndexError) as error:
                where, problem = f"{journal.path}:{number}", f"the event '{event['action']}' does not fit ({error})"
                raise CorpusError(where, problem, "Restore the journal from a copy.") from error
        if journal.torn:
            self.notices.append("La dernière écriture avait été interrompue ; tout ce qui précède est là.")

    def _replay(self, event: Event) -> None:
        action = event["action"]
        if action == OPEN:
            self._check_opening(event)
        elif action == "renew":
            self._changed.clear()
        elif action == "add":
            entries = [self._entry(entry) for entry in event["entries"]]
            self._add(event["report"], entries, _proposals(event["proposals"]), event["whole"])
        else:
            self.proposals.add(_proposals(event.get("proposals", {})))
            old = tuple(self.session.book[name] for name in event["replace"])
            self._commit(Change(action, old, tuple(self._entry(entry) for entry in event["by"])))

    def _check_opening(self, event: Event) -> None:
        if event["blind"] != self.blind:
            begun = "blind" if event["blind"] else "with the model's proposals"
            mend = f"Pass blind={event['blind']}, or annotate under another name."
            raise CorpusError(self.folder, f"it was begun {begun}", mend)

    def _entry(self, record: Mapping[str, Any]) -> Entry:
        """Read an entry; a grid that has changed since would lose its answers."""
        entry, grid = Entry.from_dict(record), self.session.grid
        named = [name for name in (entry.statement.category, *entry.statement.also) if name is not None]
        unknown = {*named} - {*grid.categories} or {*entry.statement.publics} - {*grid.public_types}
        if unknown:
            raise ValueError(f"'{min(unknown)}' is not in the grid")
        return entry

    def _add(self, report: str, entries: Sequence[Entry], proposals: Mapping[str, Proposal], whole: bool) -> None:
        self.session.add(entries)
        if any(entry.progress == "decided" for entry in entries):
            self._changed.add(report)
        self.proposals.add(proposals)
        if whole:
            self.session.book.whole.add(report)

    def _commit(self, change: Change) -> None:
        self.session.commit(change)
        self._changed.add(change.new[0].statement.report)


def _prepare(folder: Path) -> None:
    """Make the folder; one that holds somebody else's corpus is left alone, for its files would be written over."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CorpusError(folder, f"cannot make this folder ({error.strerror})", "Choose another.") from error
    if not (folder / JOURNAL).exists() and any(folder.glob("*.jsonl")):
        problem = "it holds a corpus that was not annotated here"
        raise CorpusError(folder, problem, "Choose another corpus folder or annotator, and open that corpus as source.")


def _addition(batch: Batch, entries: Iterable[Entry], proposals: Mapping[str, Proposal]) -> Event:
    return {
        "action": "add",
        "report": batch.report,
        "whole": batch.whole,
        "entries": [entry.to_dict() for entry in entries],
        "proposals": {name: proposal.to_dict() for name, proposal in proposals.items()},
    }


def _proposals(record: Mapping[str, Any]) -> dict[str, Proposal]:
    return {name: Proposal(**proposal) for name, proposal in record.items()}
