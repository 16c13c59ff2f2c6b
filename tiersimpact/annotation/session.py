"""The state of an annotation, without disk or screen: commands in, changes out, and back again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.grid import Grid
from tiersimpact.repair import CleanText

from . import commands, editing
from .book import Book
from .cutting import merge, split
from .entries import Entry
from .refusal import Refusal


@dataclass(frozen=True, slots=True)
class Change:
    """A run of neighbours and what replaces it.

    Attributes
    ----------
    action : str
        Name of the command.
    old, new : tuple of Entry
        Before and after.
    """

    action: str
    old: tuple[Entry, ...]
    new: tuple[Entry, ...]

    def reversed(self, action: str) -> Change:
        """The way back."""
        return Change(action, self.new, self.old)


class Session:
    """All entries and the history of their changes.

    Parameters
    ----------
    grid : Grid
        Grid that the statements answer.
    annotator : str
        Who decides.
    status : str, default="decided"
        Status of a statement that was accepted.

    Attributes
    ----------
    book : Book
        The entries.
    opinions : dict of str to tuple of AnnotatedStatement
        In a review: what each annotator said of a statement.
    """

    def __init__(self, *, grid: Grid, annotator: str, status: str = "decided") -> None:
        self.grid = grid
        self.annotator = annotator
        self.status = status
        self.book = Book()
        self.opinions: Mapping[str, Sequence[AnnotatedStatement]] = {}
        self._done: list[Change] = []
        self._undone: list[Change] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to make again."""
        return bool(self._undone)

    def add(self, entries: Iterable[Entry]) -> None:
        """Append entries that are new; this cannot be undone."""
        self.book.add(entries)

    def plan(self, command: commands.Action, *, now: str, clean: CleanText | None = None) -> Change:
        """Work out what a command changes, and change nothing yet.

        Parameters
        ----------
        command : Command
            What the annotator did.
        now : str
            The time, ISO 8601 in UTC.
        clean : CleanText, optional
            Clean text of the report, to cut a statement exactly.

        Returns
        -------
        Change
            To be given to `commit`.

        Raises
        ------
        Refusal
            If the command makes no sense here.
        """
        if isinstance(command, commands.Undo | commands.Redo):
            return self._back(command)
        old = self._entry(command.statement)
        if isinstance(command, commands.Merge):
            following = self._mergeable(old)
            return self._recut(Change("merge", (old, following), (self._merged(old, following),)))
        if isinstance(command, commands.Split):
            parts = split(old.statement, command.at, clean)
            new = tuple(self._drafted(replace(old, statement=part)) for part in parts)
            return self._recut(Change("split", (old,), new))
        return Change(command.do, (old,), (self._answered(old, command, now),))

    def commit(self, change: Change) -> None:
        """Carry a change out.

        Parameters
        ----------
        change : Change
            From `plan`, or read from a journal.

        Raises
        ------
        ValueError
            If it does not fit the entries.
        """
        self.book.replace([entry.id for entry in change.old], change.new)
        if change.action == "undo":
            self._undone.append(self._done.pop())
        elif change.action == "redo":
            self._done.append(self._undone.pop())
        else:
            self._done.append(change)
            self._undone.clear()

    def decided(self, report: str | None = None) -> list[AnnotatedStatement]:
        """Statements that were accepted, of one report or of all, in reading order."""
        entries = self.book if report is None else self.book.report(report)
        return [entry.statement for entry in entries if entry.progress == "decided"]

    def _back(self, command: commands.Undo | commands.Redo) -> Change:
        stack = self._done if command.do == "undo" else self._undone
        if not stack:
            raise Refusal("Rien à annuler." if command.do == "undo" else "Rien à rétablir.")
        return stack[-1].reversed("undo") if command.do == "undo" else replace(stack[-1], action="redo")

    def _recut(self, change: Change) -> Change:
        """Make sure that new ids are free: a corpus may hold ids that look like ours."""
        if any(entry.id in self.book for entry in change.new):
            raise Refusal("Un autre énoncé porte déjà l'identifiant qu'il faudrait donner.")
        return change

    def _entry(self, name: str) -> Entry:
        if name not in self.book:
            raise Refusal("Cet énoncé a été découpé ou joint entre-temps.")
        return self.book[name]

    def _answered(self, entry: Entry, command: Any, now: str) -> Entry:
        """An entry after a command that touches it alone."""
        if isinstance(command, commands.Skip):
            return replace(entry, progress="skipped")
        if isinstance(command, commands.Accept):
            return self._accepted(entry, now)
        if isinstance(command, commands.Adopt):
            opinion = self._opinion(entry, command.opinion)
            entry = replace(entry, statement=editing.adopt(entry.statement, opinion), missing=frozenset())
        else:
            statement = command.edit(entry.statement, self.grid)
            entry = replace(entry, statement=statement, missing=entry.missing - command.answers)
        return self._accepted(entry, now) if entry.progress == "decided" else self._drafted(entry)

    def _accepted(self, entry: Entry, now: str) -> Entry:
        if entry.missing:
            due = " et ".join(name for key, name in _DUE.items() if key in entry.missing)
            raise Refusal(f"Choisissez d'abord {due}.")
        own = replace(entry.statement, annotator=self.annotator, status=self.status, decided_at=now)
        return replace(entry, statement=own, progress="decided")

    def _drafted(self, entry: Entry) -> Entry:
        own = replace(entry.statement, annotator=self.annotator, status="draft", decided_at=None)
        return replace(entry, statement=own, progress="draft")

    def _opinion(self, entry: Entry, number: int) -> AnnotatedStatement:
        opinions = self.opinions.get(entry.id, ())
        if number >= len(opinions):
            raise Refusal("Il n'y a pas d'autre lecture de cet énoncé.")
        return opinions[number]

    def _mergeable(self, entry: Entry) -> Entry:
        _, after = self.book.around(entry.id, 1)
        beside = bool(after) and entry.statement.report in self.book.whole
        if not beside or "keyword" in (entry.statement.kind, after[0].statement.kind):
            raise Refusal("Aucun énoncé à joindre ne suit celui-ci.")
        return after[0]

    def _merged(self, first: Entry, second: Entry) -> Entry:
        statement = merge(first.statement, second.statement)
        statement = replace(statement, publics=editing.in_grid_order(set(statement.publics), self.grid))
        return self._drafted(replace(first, statement=statement))


_DUE = {
    "category": "une catégorie (ou « hors grille »)",
    "polarity": "une polarité",
    "marks": "une des lectures, ou corrigez publics et quantités",
}
