"""Which statement is next: an order, a filter, and the place where the annotator is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tiersimpact.french import fold

from .book import Book
from .commands import GoTo, Move, Narrow, NextUndecided, Step
from .entries import Entry
from .proposing import Proposals
from .refusal import Refusal
from .session import Change


class Queue:
    """The statements to go through.

    Parameters
    ----------
    book : Book
        All entries.
    order : sequence of str
        Ids, first to last; keywords among them are left out.
    proposals : Proposals
        For the filters that ask what the model said.

    Attributes
    ----------
    current : str or None
        Id of the statement that is looked at; None when the filter lets none through.
    filter : Narrow
        What is shown.
    """

    def __init__(self, book: Book, order: Sequence[str], proposals: Proposals) -> None:
        self.book = book
        self.proposals = proposals
        self.filter = Narrow()
        self._order = [name for name in order if book[name].statement.kind != "keyword"]
        self._shown = list(self._order)
        self.current: str | None = None
        self._to_undecided(0)

    @property
    def place(self) -> tuple[int, int]:
        """Number of the current statement among those shown (from 1; 0 for none), and how many they are."""
        number = self._shown.index(self.current) + 1 if self.current is not None else 0
        return number, len(self._shown)

    @property
    def entries(self) -> list[Entry]:
        """Every entry of the queue, shown or not."""
        return [self.book[name] for name in self._order]

    def move(self, command: Move) -> None:
        """Go elsewhere.

        Parameters
        ----------
        command : Step, NextUndecided, GoTo or Narrow
            Where to.

        Raises
        ------
        Refusal
            If there is nothing there; then the place stays.
        """
        if isinstance(command, Narrow):
            self._narrow(command)
        elif isinstance(command, GoTo):
            self._go(command.statement)
        elif isinstance(command, NextUndecided):
            if not self._to_undecided(self.place[0]):
                raise Refusal("Tout est décidé dans cette sélection.")
        else:
            self._step(command)

    def follow(self, change: Change) -> None:
        """Stay with the statement that a change touched, or go on when it was dealt with."""
        old, new = [entry.id for entry in change.old], [entry.id for entry in change.new]
        if old != new:
            self._order, self._shown = _swapped(self._order, old, new), _swapped(self._shown, old, new)
        if change.action in ("accept", "skip"):
            self._to_undecided(self._shown.index(new[0]) + 1)
            return
        if new[0] not in self._order:  # a change of an earlier sitting was taken back: show it here
            self._order.insert(max(self.place[0] - 1, 0), new[0])
        self._go(new[0])

    def _narrow(self, command: Narrow) -> None:
        passes = _test(command, self.proposals)
        shown = [name for name in self._order if passes(self.book[name])]
        if not shown:
            raise Refusal("Aucun énoncé ne correspond.")
        self.filter, self._shown = command, shown
        if self.current not in shown:
            self._to_undecided(0)

    def _go(self, name: str) -> None:
        if name not in self._order:
            raise Refusal("Cet énoncé n'est pas dans la sélection.")
        if name not in self._shown:
            self.filter, self._shown = Narrow(), list(self._order)
        self.current = name

    def _step(self, command: Step) -> None:
        place, total = self.place
        if not 1 <= place + command.by <= total:
            raise Refusal("C'est le premier énoncé." if command.by < 0 else "C'est le dernier énoncé.")
        self.current = self._shown[place + command.by - 1]

    def _to_undecided(self, start: int) -> bool:
        """Go to the first undecided statement from a place on, around the end; else stay, or take the first."""
        for name in (*self._shown[start:], *self._shown[:start]):
            if self.book[name].progress in ("open", "draft"):
                self.current = name
                return True
        if self.current not in self._shown:
            self.current = self._shown[min(start, len(self._shown) - 1)] if self._shown else None
        return False


def _swapped(names: list[str], old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Put ids in the place of the first of the old ones that is there."""
    places = [names.index(name) for name in old if name in names]
    if not places:
        return names
    at = min(places)
    rest = [name for name in names[at:] if name not in old]
    return [*names[:at], *new, *rest]


def _test(command: Narrow, proposals: Proposals) -> Callable[[Entry], bool]:
    """What the filter lets through."""
    words = fold(command.words).split()

    def passes(entry: Entry) -> bool:
        statement = entry.statement
        if command.report is not None and statement.report != command.report:
            return False
        if command.category is not None and command.category != (statement.category or ""):
            return False
        if words and not all(word in fold(statement.text) for word in words):
            return False
        return _is(entry, command.only, proposals)

    return passes


def _is(entry: Entry, state: str, proposals: Proposals) -> bool:
    if state == "undecided":
        return entry.progress in ("open", "draft")
    if state == "skipped":
        return entry.progress == "skipped"
    if state == "flagged":
        return entry.statement.flagged
    if state == "all":
        return True
    proposal = proposals.of(entry)
    return proposal is not None and (proposal.disagrees if state == "disagreement" else proposal.needs_review)
