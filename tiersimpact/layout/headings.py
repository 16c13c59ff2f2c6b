"""Recognise a heading of the grid, whatever its case, accents, numbering or small misspellings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import ceil, floor
from typing import Literal

from rapidfuzz import fuzz, process

from tiersimpact.french import fold, reduce_inclusive
from tiersimpact.grid import Grid

MAX_HEADING = 90
# A misspelt heading is accepted from this likeness (0-100), and only when it is long enough to be told apart.
MIN_LIKENESS = 90.0
MIN_FUZZY = 8

# What coordinates the two terms of a heading, as a key has it: signs are blanks there.
JOINTS = (" ", " et ", " ou ")

HeadingKind = Literal["family", "category", "title", "outside", "other"]

# « 2.1 », « A) », « III - », icons and Markdown marks in front of a heading.
_NUMBERING = re.compile(r"^(?:\W|\d|_)*(?:[a-z][.)]\s+|[ivx]{1,4}\s*[.)-]\s*)?(?:\W|\d|_)*")
_LETTER = re.compile(r"[^\W\d_]")
# What presents a heading, in a key: « Effets sur la santé et le bien-être », « Rubrique 3 : Réseaux ».
_PRESENTED = re.compile(r"(?:(?:rubrique|volet|axe|theme|partie)(?: \d{1,2})?|effets?(?: (?:sur|de|d|en))?) ")
_ARTICLES = frozenset({"l", "la", "le", "les"})


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
        alone = list(self._exact)
        for key, coordinated in _coordinated(grid):
            self._exact.setdefault(key, coordinated)
        self._titles = [_key(title) for title in grid.titles]
        self._near: dict[int, list[str]] = defaultdict(list)
        for key in alone:
            for length in _lengths_near(len(key)):
                self._near[length].append(key)

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
        if len(line) > MAX_HEADING:
            return None
        key, found = self._spelt(line)
        return found or (self._misspelt(key) if fuzzy else None)

    @lru_cache(maxsize=4096)  # noqa: B019 (indexes live as long as their grid, and every step asks about the same lines)
    def _spelt(self, line: str) -> tuple[str, Heading | None]:
        """The key of a line, and the heading that it spells right."""
        if not _LETTER.search(line):
            return "", None
        key = _key(line)
        if any(map(key.__contains__, self._titles)):
            return key, self._exact.get(key, Heading("title"))
        return key, self._exact.get(key) or self._presented(key)

    def _presented(self, key: str) -> Heading | None:
        """The category whose heading other words present."""
        presented = _PRESENTED.match(key)
        if presented is None:
            return None
        found = self._exact.get(" ".join(word for word in key[presented.end() :].split() if word not in _ARTICLES))
        return found if found is not None and found.kind == "category" else None

    @lru_cache(maxsize=4096)  # noqa: B019
    def _misspelt(self, key: str) -> Heading | None:
        """The heading that is nearly spelt like that."""
        choices = self._near.get(len(key))
        near = process.extractOne(key, choices, scorer=fuzz.ratio, score_cutoff=MIN_LIKENESS) if choices else None
        return self._exact[near[0]] if near else None


def _lengths_near(length: int) -> range:
    """Lengths of the texts that may be a misspelling of one: as like as that, they have most letters in common."""
    if length < MIN_FUZZY:
        return range(0)
    shortest = ceil(length * MIN_LIKENESS / (200 - MIN_LIKENESS))
    longest = floor(length * (200 - MIN_LIKENESS) / MIN_LIKENESS)
    return range(max(shortest, MIN_FUZZY), longest + 1)


def _key(text: str) -> str:
    """Letters of a heading, without numbering and punctuation."""
    folded = fold(reduce_inclusive(text))
    numbering = _NUMBERING.match(folded)
    start = numbering.end() if numbering else 0
    return " ".join(folded[start:].translate(_BLANKED).split())


def _coordinated(grid: Grid) -> Iterator[tuple[str, Heading]]:
    """Headings beside a word of their category: « Solidarité et entraide », « Appartenance / exclusion »."""
    for category in grid.categories.values():
        headings = {_key(text) for text in (category.label, *category.headings)}
        words = {_key(word) for word in category.words}
        for (first, second), joint in product(product(headings, words), JOINTS):
            for key in (f"{first}{joint}{second}", f"{second}{joint}{first}"):
                yield key, Heading("category", category.id)


class _Blanked(dict[int, int]):
    """Table that makes everything but letters, digits and underscores a blank."""

    def __missing__(self, code: int) -> int:
        character = chr(code)
        self[code] = code if character.isalnum() or character == "_" else ord(" ")
        return self[code]


_BLANKED = _Blanked()


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
