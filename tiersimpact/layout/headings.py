"""Recognise a heading of the grid, whatever its case, accents, numbering or small misspellings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

from tiersimpact.french import fold, reduce_inclusive
from tiersimpact.grid import Grid

MAX_HEADING = 90
# A misspelt heading is accepted from this likeness (0-100), and only when it is long enough to be told apart.
MIN_LIKENESS = 90.0
MIN_FUZZY = 8

HeadingKind = Literal["family", "category", "title", "outside", "other"]

# « 2.1 », « A) », « III - », icons and Markdown marks in front of a heading.
_NUMBERING = re.compile(r"^(?:\W|\d|_)*(?:[a-z][.)]\s+|[ivx]{1,4}\s*[.)-]\s*)?(?:\W|\d|_)*")
_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A recognised heading.

    Attributes
    ----------
    kind : str
        ``family`` or ``category`` of the grid, ``title`` of the report, ``outside`` of the questionnaire, or ``other``.
    id : str or None
        Id of the family or category.
    """

    kind: HeadingKind
    id: str | None = None


class HeadingIndex:
    """The headings of one grid, ready for look-up."""

    def __init__(self, grid: Grid) -> None:
        self._exact: dict[str, Heading] = {}
        for heading in grid.outside_headings:
            self._exact[_key(heading)] = Heading("outside")
        for family in grid.families:
            for heading in (family.label, *family.headings):
                self._exact[_key(heading)] = Heading("family", family.id)
            for category in family.categories:
                for heading in (category.label, *category.headings):
                    self._exact[_key(heading)] = Heading("category", category.id)
        self._titles = [_key(title) for title in grid.titles]
        self._fuzzy = [key for key in self._exact if len(key) >= MIN_FUZZY]
        # two texts as like as that have at least this share of their letters in common
        self._longest = max(map(len, self._exact), default=0) * (200 - MIN_LIKENESS) / MIN_LIKENESS

    def find(self, line: str, *, fuzzy: bool = True) -> Heading | None:
        """Recognise a line as a heading of the grid.

        Parameters
        ----------
        line : str
            The whole line.
        fuzzy : bool, default=True
            Whether small misspellings are accepted.

        Returns
        -------
        Heading or None
            None when the line is no heading that the grid knows.
        """
        return self._remembered(line, fuzzy) if len(line) <= MAX_HEADING else None

    @lru_cache(maxsize=4096)  # noqa: B019 (indexes live as long as their grid)
    def _remembered(self, line: str, fuzzy: bool) -> Heading | None:
        """Look a line up, once for all the steps that ask about it."""
        if not _LETTER.search(line):
            return None
        key = _key(line)
        if found := self._exact.get(key):
            return found
        if any(title in key for title in self._titles):
            return Heading("title")
        if not fuzzy or not MIN_FUZZY <= len(key) <= self._longest:
            return None
        near = process.extractOne(key, self._fuzzy, scorer=fuzz.ratio, score_cutoff=MIN_LIKENESS)
        return self._exact[near[0]] if near else None


@lru_cache(maxsize=4096)  # every step asks about the same lines
def _key(text: str) -> str:
    """Letters of a heading, without numbering and punctuation."""
    folded = _NUMBERING.sub("", fold(reduce_inclusive(text)), count=1)
    return " ".join(_WORD.findall(folded))


@lru_cache(maxsize=8)
def heading_index(grid: Grid) -> HeadingIndex:
    """Build the heading index of a grid, once per grid.

    Parameters
    ----------
    grid : Grid
        Any grid.

    Returns
    -------
    HeadingIndex
        Ready for look-up.

    Examples
    --------
    >>> from tiersimpact.grid import load_grid
    >>> heading_index(load_grid()).find("2. CAPACITE D’AGIR :")
    Heading(kind='category', id='capacite_agir')
    """
    return HeadingIndex(grid)
