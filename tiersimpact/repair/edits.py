"""A text that knows where each of its characters came from, and the only way to change it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from tiersimpact.layout import holds_word


class Edit(NamedTuple):
    """A proposal: put `new` in the place of ``text[start:end]``.

    Attributes
    ----------
    start, end : int
        Half-open offsets in the text the edit is proposed for.
    new : str
        Replacement; empty to drop.
    reason : str
        Why, for the list of what was dropped.
    """

    start: int
    end: int
    new: str
    reason: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece of the raw text that is not in the clean text.

    Attributes
    ----------
    start, end : int
        Half-open offsets in the raw text.
    text : str
        The piece.
    reason : str
        Why it was dropped.
    """

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Order:
    """A proposal: read the pieces of a text in another order.

    Attributes
    ----------
    pieces : tuple of (int, int, str)
        Half-open offsets of each piece in its new order, and the separator to write after it. Pieces must not
        overlap, and what lies between them may only be blanks or list marks.
    torn : tuple of (int, int)
        Half-open offsets of the pages whose sections the order tells apart by what they say: it may err there.
    """

    pieces: tuple[tuple[int, int, str], ...]
    torn: tuple[tuple[int, int], ...] = ()


class _Run(NamedTuple):
    """A stretch of clean text and the stretch of raw text it comes from.

    An exact run is a copy, character by character; any other stands for its raw stretch as a whole.
    """

    start: int
    end: int
    raw_start: int
    raw_end: int
    exact: bool

    def cut(self, start: int, end: int, moved_by: int) -> _Run:
        """The part between two clean offsets, moved to others; a run that is no copy keeps its whole source."""
        if not self.exact:
            return _Run(start + moved_by, end + moved_by, self.raw_start, self.raw_end, False)
        shift = self.raw_start - self.start
        return _Run(start + moved_by, end + moved_by, start + shift, end + shift, True)


@dataclass(frozen=True)
class CleanText:
    """A clean text with a map back to the raw text.

    Attributes
    ----------
    text : str
        The clean text.
    raw : str
        The raw text.
    dropped : tuple of Dropped
        What of the raw text is not in the clean text, sorted; blanks are not listed.
    moved : bool
        Whether pieces stand in another order than in the raw text.
    torn : tuple of (int, int)
        Half-open offsets in the raw text of pages whose sections had to be told apart by what they say.
    """

    text: str
    raw: str
    dropped: tuple[Dropped, ...]
    moved: bool
    _runs: tuple[_Run, ...]
    torn: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, raw: str) -> CleanText:
        """Start from a raw text.

        Parameters
        ----------
        raw : str
            Any string.

        Returns
        -------
        CleanText
            Its text is the raw text.
        """
        runs = (_Run(0, len(raw), 0, len(raw), True),) if raw else ()
        return cls(raw, raw, (), False, runs)

    def apply(self, edits: Iterable[Edit]) -> CleanText:
        """Carry out edits: text, map and list of dropped pieces change together.

        Parameters
        ----------
        edits : iterable of Edit
            Proposals for this text; where two overlap, the first that starts wins.

        Returns
        -------
        CleanText
            The edited text.

        Raises
        ------
        ValueError
            If an edit lies outside the text.

        Examples
        --------
        >>> clean = CleanText.of("un **mot**").apply([Edit(3, 5, "", "markdown"), Edit(8, 10, "", "markdown")])
        >>> clean.text, clean.sources(3, 6), [piece.text for piece in clean.dropped]
        ('un mot', [(5, 8)], ['**', '**'])
        """
        ordered = self._in_order(edits)
        if not ordered:
            return self
        pieces: list[str] = []
        runs: list[_Run] = []
        dropped = list(self.dropped)
        position = length = 0
        for edit in ordered:
            runs += self._runs_between(position, edit.start, length - position)
            pieces += [self.text[position : edit.start], edit.new]
            length += edit.start - position
            gone = self._runs_between(edit.start, edit.end)
            if edit.new and gone:
                raw_start, raw_end = min(run.raw_start for run in gone), max(run.raw_end for run in gone)
                runs.append(_Run(length, length + len(edit.new), raw_start, raw_end, False))
            elif not edit.new:
                dropped += [self._drop(run, edit.reason) for run in gone if run.exact or run.raw_end > run.raw_start]
            length += len(edit.new)
            position = edit.end
        runs += self._runs_between(position, len(self.text), length - position)
        text = "".join([*pieces, self.text[position:]])
        listed = sorted({piece for piece in dropped if piece.text.strip()}, key=lambda d: (d.start, d.end, d.reason))
        return CleanText(text, self.raw, tuple(listed), self.moved, tuple(runs), self.torn)

    def reorder(self, order: Order) -> CleanText:
        """Put pieces of the text in another order.

        Parameters
        ----------
        order : Order
            The pieces in their new order.

        Returns
        -------
        CleanText
            The reordered text.
        """
        texts: list[str] = []
        runs: list[_Run] = []
        length = 0
        for start, end, separator in order.pieces:
            runs += self._runs_between(start, end, length - start)
            texts += [self.text[start:end], separator]
            length += end - start + len(separator)
        dropped = list(self.dropped)
        covered = sorted((start, end) for start, end, _ in order.pieces)
        gaps = zip([0, *(end for _, end in covered)], [*(start for start, _ in covered), len(self.text)], strict=True)
        for start, end in gaps:
            if self.text[start:end].strip():
                dropped += [self._drop(run, "list mark") for run in self._runs_between(start, end)]
        listed = sorted((piece for piece in dropped if piece.text.strip()), key=lambda d: (d.start, d.end))
        pages = [self.sources(start, end) for start, end in order.torn]
        torn = ((min(page)[0], max(end for _, end in page)) for page in pages if page)
        return CleanText("".join(texts), self.raw, tuple(listed), True, tuple(runs), (*self.torn, *torn))

    def sources(self, start: int, end: int) -> list[tuple[int, int]]:
        """Tell where a stretch of clean text comes from.

        Parameters
        ----------
        start, end : int
            Half-open offsets in the clean text.

        Returns
        -------
        list of (int, int)
            Half-open offsets in the raw text, in reading order of the clean text; stretches that only
            blanks or dropped signs separate in the raw text are joined.
        """
        return self.sources_of([(start, end)])

    def sources_of(self, pieces: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Tell where several stretches of clean text come from, as `sources` does for one.

        Parameters
        ----------
        pieces : iterable of (int, int)
            Half-open offsets in the clean text.

        Returns
        -------
        list of (int, int)
            Half-open offsets in the raw text, in the order of the pieces.
        """
        found: list[tuple[int, int]] = []
        for run in [run for start, end in pieces for run in self._runs_between(start, end)]:
            if run.raw_start == run.raw_end:
                continue
            if found and found[-1][1] <= run.raw_start and not holds_word(self.raw[found[-1][1] : run.raw_start]):
                found[-1] = (found[-1][0], run.raw_end)
            elif found and found[-1][0] <= run.raw_start and run.raw_end <= found[-1][1]:
                continue
            else:
                found.append((run.raw_start, run.raw_end))
        return found

    def clean_span(self, raw_start: int, raw_end: int) -> tuple[int, int] | None:
        """Find where a stretch of raw text went.

        Parameters
        ----------
        raw_start, raw_end : int
            Half-open offsets in the raw text.

        Returns
        -------
        (int, int) or None
            Half-open offsets in the clean text of what comes from it, first to last; None when all of it was dropped.
        """
        starts: list[int] = []
        ends: list[int] = []
        for run in self._runs:
            low, high = max(run.raw_start, raw_start), min(run.raw_end, raw_end)
            if low >= high:
                continue
            shift = run.start - run.raw_start
            starts.append(low + shift if run.exact else run.start)
            ends.append(high + shift if run.exact else run.end)
        return (min(starts), max(ends)) if starts else None

    def _in_order(self, edits: Iterable[Edit]) -> list[Edit]:
        ordered: list[Edit] = []
        for edit in sorted(edits, key=itemgetter(0, 1)):
            if not 0 <= edit.start <= edit.end <= len(self.text):
                raise ValueError(f"edit {edit.start}:{edit.end} lies outside a text of {len(self.text)} characters")
            if ordered and edit.start < ordered[-1].end:
                continue
            if self.text[edit.start : edit.end] != edit.new:
                ordered.append(edit)
        return ordered

    def _runs_between(self, start: int, end: int, moved_by: int = 0) -> list[_Run]:
        """Runs that cover a stretch of clean text, cut to it, moved by some characters."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_left(self._starts, end, first)
        found = []
        for run in self._runs[first:last]:
            low = run.start if run.start > start else start
            high = run.end if run.end < end else end
            if low < high:
                found.append(run.cut(low, high, moved_by))
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [run.start for run in self._runs]

    def _drop(self, run: _Run, reason: str) -> Dropped:
        return Dropped(run.raw_start, run.raw_end, self.raw[run.raw_start : run.raw_end], reason)
