"""The printed lines of a raw text, and the headings of sections among them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tiersimpact.french import fold
from tiersimpact.grid import Grid

HeadingKey = tuple[str, ...]  # words of a heading, folded

_LINE = re.compile(r"\S(?:[^\r\n]*\S)?")
_LINE_END = re.compile(r"\r\n|\r|\n")
_WORD = re.compile(r"[^\W\d_]+")


class PrintedLine(NamedTuple):
    """A line that is not blank.

    Attributes
    ----------
    start, end : int
        Half-open offsets of its words in the raw text.
    text : str
        Its words.
    apart : bool
        Whether a blank line stands before it.
    """

    start: int
    end: int
    text: str
    apart: bool


@lru_cache(maxsize=1)  # the readers of columns mostly read the same text
def printed_lines(text: str) -> tuple[PrintedLine, ...]:
    r"""Cut a raw text into its lines, blank ones left out.

    Parameters
    ----------
    text : str
        Raw text.

    Returns
    -------
    tuple of PrintedLine
        In order.

    Examples
    --------
    >>> [(line.text, line.apart) for line in printed_lines("SANTÉ\r\n  On dort\n\nmieux.")]
    [('SANTÉ', True), ('On dort', False), ('mieux.', True)]
    """
    lines = []
    above = 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        gap = text[above:start]
        apart = not above or (gap != "\n" and len(_LINE_END.findall(gap)) > 1)
        lines.append(PrintedLine(start, end, match.group(), apart))
        above = end
    return tuple(lines)


def heading_key(text: str) -> HeadingKey:
    """Words of a line as `heading_parts` keys them."""
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=1)
def opening_lines(text: str, grid: Grid) -> frozenset[int]:
    """Find headings of the grid among the printed lines, and beginnings of some that a narrow column cut.

    Parameters
    ----------
    text : str
        Raw text.
    grid : Grid
        Grid whose headings are looked for.

    Returns
    -------
    frozenset of int
        Numbers of the lines, as `printed_lines` cuts them.
    """
    starts, _ = heading_parts(grid)
    folded = fold(text)
    found = []
    for number, line in enumerate(printed_lines(text)):
        first = _WORD.search(folded, line.start, line.end)  # tells nearly all other lines
        if first is not None and (first[0],) in starts and heading_key(line.text) in starts:
            found.append(number)
    return frozenset(found)


@lru_cache(maxsize=8)
def heading_parts(grid: Grid) -> tuple[dict[HeadingKey, frozenset[str]], frozenset[HeadingKey]]:
    """Say how headings of sections begin and go on, since a narrow column cuts them.

    Parameters
    ----------
    grid : Grid
        Any grid.

    Returns
    -------
    (dict of tuple of str to frozenset of str, frozenset of tuple of str)
        Beginnings, whole headings among them, with the categories they may stand for; and what may follow one.
    """
    starts: dict[HeadingKey, set[str]] = {}
    inner: set[HeadingKey] = set()
    for category in grid.categories.values():
        for key in {heading_key(text) for text in (category.label, *category.headings)}:
            for size in range(1, len(key) + 1):
                starts.setdefault(key[:size], set()).add(category.id)
            inner |= {key[i:j] for i in range(1, len(key)) for j in range(i + 1, len(key) + 1)}
    return {key: frozenset(categories) for key, categories in starts.items()}, frozenset(inner)
