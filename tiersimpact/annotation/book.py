"""The entries of all reports in reading order; a run of neighbours can be replaced by another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .entries import Entry


class Book:
    """Entries by id and in order.

    Attributes
    ----------
    roots : dict of str to frozenset of str
        For each id, the ids of the first statements that it was cut from or put together of.
    whole : set of str
        Reports that are there from their first to their last statement: neighbours in the book are neighbours.
    """

    def __init__(self) -> None:
        self.roots: dict[str, frozenset[str]] = {}
        self.whole: set[str] = set()
        self._entries: dict[str, Entry] = {}
        self._reports: dict[str, list[str]] = {}

    def __getitem__(self, name: str) -> Entry:
        return self._entries[name]

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return (self._entries[name] for names in self._reports.values() for name in names)

    @property
    def reports(self) -> list[str]:
        """Names of the reports, as they were added."""
        return list(self._reports)

    def report(self, report: str) -> list[Entry]:
        """Entries of a report, in reading order."""
        return [self._entries[name] for name in self._reports.get(report, ())]

    def first_ids(self, report: str) -> list[str]:
        """Ids that a report's statements had at first, in reading order."""
        return [root for name in self._reports[report] for root in sorted(self.roots[name])]

    def add(self, entries: Iterable[Entry]) -> None:
        """Put entries into their reports; a report that was there is sorted by the places of its statements.

        Raises
        ------
        ValueError
            If an id is already there.
        """
        before = {*self._reports}
        again = set()
        for entry in entries:
            if entry.id in self.roots:
                raise ValueError(f"statement '{entry.id}' is added twice")
            self.roots[entry.id] = frozenset({entry.id})
            self._entries[entry.id] = entry
            self._reports.setdefault(entry.statement.report, []).append(entry.id)
            again |= {entry.statement.report} & before
        for report in again:
            self._reports[report].sort(key=lambda name: self._entries[name].statement.start)

    def replace(self, old: Sequence[str], new: Sequence[Entry]) -> None:
        """Put entries in the place of a run of neighbours.

        Parameters
        ----------
        old : sequence of str
            Ids of neighbours in one report, in reading order.
        new : sequence of Entry
            What stands there from now on.

        Raises
        ------
        ValueError
            If `old` are no neighbours, or an id of `new` is taken.
        """
        names = self._reports[self._entries[old[0]].statement.report] if old and old[0] in self else []
        at = names.index(old[0]) if names else 0
        if not new or not names or names[at : at + len(old)] != list(old):
            raise ValueError(f"{', '.join(old)}: no neighbours in a report")
        taken = [entry.id for entry in new if entry.id in self and entry.id not in old]
        if taken:
            raise ValueError(f"statement '{taken[0]}' is there already")
        roots = frozenset().union(*(self.roots[name] for name in old))
        for name in old:
            del self._entries[name]
        for entry in new:
            self._entries[entry.id] = entry
            self.roots.setdefault(entry.id, roots)
        names[at : at + len(old)] = [entry.id for entry in new]

    def around(self, name: str, reach: int) -> tuple[list[Entry], list[Entry]]:
        """Entries before and after one, of the same report.

        Parameters
        ----------
        name : str
            Id of the entry.
        reach : int
            How many on each side, at most.

        Returns
        -------
        (list of Entry, list of Entry)
            Both in reading order.
        """
        names = self._reports[self._entries[name].statement.report]
        at = names.index(name)
        before, after = names[max(at - reach, 0) : at], names[at + 1 : at + 1 + reach]
        return [self._entries[other] for other in before], [self._entries[other] for other in after]

    def heirs(self, roots: Sequence[str]) -> list[str]:
        """Ids of what stands now for the given first ids, in their order, each once."""
        own: dict[str, list[str]] = {}
        for entry in self:
            for root in self.roots[entry.id]:
                own.setdefault(root, []).append(entry.id)
        return list(dict.fromkeys(name for root in roots for name in own.get(root, ())))
