"""Columns printed side by side with their gutter: each column is read from top to bottom.

A text extracted « with its layout » keeps the lines of a page, with wide blanks where the gutters were. A gutter is a
band of blanks through neighbouring lines behind which text begins again and again at the same place. A table has
one too, so the cells must read like running text: headings of the grid, or lines that go on in small letters.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tiersimpact.grid import Grid
from tiersimpact.layout import Heading, heading_index

from .edits import Order

# Blanks that make a gutter, and lines that must have text on both sides of it.
GUTTER = 2
MIN_ROWS = 2
# Share of a column's lines that go on in small letters when it holds running text, not the cells of a table.
RUNNING = 0.25
# Mean length of its lines, in characters; words set apart by a justified margin make shorter ones.
MIN_LENGTH = 12

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_GUTTER = re.compile(rf"[^\S\r\n]{{{GUTTER}}}\S")
_CELL = re.compile(rf"\S(?:[^\r\n]*?\S)??(?=[^\S\r\n]{{{GUTTER},}}|\s*$)")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the page: where it begins, and where its cells begin and end in the text."""

    start: int
    cells: tuple[tuple[int, int], ...]

    def begins_at(self, column: int) -> bool:
        """Whether a cell begins at a column of characters."""
        return any(start - self.start == column for start, _ in self.cells)

    def crosses(self, column: int) -> bool:
        """Whether a cell runs through the gutter before a column."""
        return any(start - self.start < column and end - self.start > column - GUTTER for start, end in self.cells)


def read_down_columns(text: str, grid: Grid) -> Order | None:
    r"""Find the order of reading of a page whose columns stand side by side.

    Parameters
    ----------
    text : str
        Raw text.
    grid : Grid
        Grid whose headings are recognised.

    Returns
    -------
    Order or None
        None when there is no gutter.

    Examples
    --------
    >>> from tiersimpact.grid import load_grid
    >>> text = "SOLIDARITÉ        SANTÉ\nOn se prête       On dort\nune échelle.      mieux.\n"
    >>> print("".join(text[a:b] + end for a, b, end in read_down_columns(text, load_grid()).pieces))
    SOLIDARITÉ
    On se prête
    une échelle.
    <BLANKLINE>
    SANTÉ
    On dort
    mieux.
    <BLANKLINE>
    """
    if not _GUTTER.search(text):
        return None
    rows = [_row(match) for match in _LINE.finditer(text) if match.group()]
    if sum(len(row.cells) > 1 for row in rows) < MIN_ROWS:
        return None
    pieces: list[tuple[int, int, str]] = []
    kept = 0  # rows before this one are written
    for first, last, columns in _side_by_side(text, rows, grid):
        pieces += [(rows[kept].start, rows[first].start, "")] if first > kept else []
        pieces += _down(rows[first:last], columns)
        kept = last
    if not kept:
        return None
    rest = [(rows[kept].start, len(text), "")] if kept < len(rows) else []
    return Order((*pieces, *rest))


def _row(match: re.Match[str]) -> _Row:
    cells = tuple(cell.span() for cell in _CELL.finditer(match.string, match.start(), match.end()))
    return _Row(match.start(), cells)


def _side_by_side(text: str, rows: Sequence[_Row], grid: Grid) -> Iterator[tuple[int, int, list[int]]]:
    """Find the stretches of rows that stand in columns, with the columns of characters where these begin."""
    for begin, finish in itertools.pairwise([*_tops(text, rows, grid), len(rows)]):
        first = begin
        while first < finish:
            if len(rows[first].cells) < 2:
                first += 1
                continue
            columns, last = _columns(text, rows[first:finish], grid)
            part = rows[first : first + last]
            if len(columns) > 1 and _reads_like_text(text, part, columns, grid):
                yield first, first + last, columns
            first += max(last, 1)


def _tops(text: str, rows: Sequence[_Row], grid: Grid) -> list[int]:
    """Rows where a new set of columns may begin: sections side by side, or a heading above several of them."""
    tops = {0}
    above = False  # the row above holds headings too: it is their first line
    for i, row in enumerate(rows):
        headings = _headings(text, row, grid)
        if headings and len(row.cells) > 1 and not above:
            tops.add(i)
        elif len(row.cells) == 1 and any(heading and heading.kind != "category" for heading in headings):
            tops |= {i, i + 1}
        above = bool(headings)
    return sorted(tops)


def _headings(text: str, row: _Row, grid: Grid) -> list[Heading | None]:
    """What the cells of a row of headings stand for, None for a line of one in capitals; else nothing."""
    index = heading_index(grid)
    cells = [text[start:end] for start, end in row.cells]
    found = [index.find(cell) for cell in cells]
    all_headings = all(heading or cell.isupper() for heading, cell in zip(found, cells, strict=True))
    return found if any(found) and all_headings else []


def _columns(text: str, rows: Sequence[_Row], grid: Grid) -> tuple[list[int], int]:
    """Columns that begin in the first rows, and the number of rows that they run through."""
    starts = [start - rows[0].start for start, _ in rows[0].cells[1:]]
    crossed = next((i for i, row in enumerate(rows) if all(map(row.crosses, starts))), len(rows))
    last = 1 + max(i for i, row in enumerate(rows[:crossed]) if any(map(row.begins_at, starts)))
    counts = Counter(start - row.start for row in rows[:last] for start, _ in row.cells)
    gutters = [
        column
        for column, count in sorted(counts.items())
        if column and count >= MIN_ROWS and not any(row.crosses(column) for row in rows[:last])
    ]
    # the first column may be the longest; a heading below the others begins something else
    while last < crossed and not any(map(rows[last].crosses, gutters)) and not _headings(text, rows[last], grid):
        last += 1
    return [0, *gutters], last


def _reads_like_text(text: str, rows: Sequence[_Row], columns: Sequence[int], grid: Grid) -> bool:
    """Tell running text from a table."""
    index = heading_index(grid)
    if sum(index.find(text[start:end]) is not None for start, end in rows[0].cells) > 1:
        return True
    cells = [[text[start:end] for start, end in column] for column in _cells(rows, columns)]
    return all(
        sum(cell[0].islower() for cell in column) >= RUNNING * len(column)
        and sum(map(len, column)) >= MIN_LENGTH * len(column) > 0
        for column in cells
    )


def _cells(rows: Sequence[_Row], columns: Sequence[int]) -> Iterator[list[tuple[int, int]]]:
    """The lines of each column; words set wide apart in one column are one line."""
    for low, high in itertools.pairwise([*columns, None]):
        lines = []
        for row in rows:
            own = [
                (a, b) for a, b in row.cells if a - row.start >= (low or 0) and (high is None or a - row.start < high)
            ]
            if own:
                lines.append((own[0][0], own[-1][1]))
        yield lines


def _down(rows: Sequence[_Row], columns: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """The lines of each column, one column after the other; blank lines between paragraphs stay."""
    number = {start: i for i, row in enumerate(rows) for start, _ in row.cells}
    for lines in _cells(rows, columns):
        rows_of = [number[start] for start, _ in lines]
        for (start, end), row, next_row in zip(lines, rows_of, [*rows_of[1:], len(number)], strict=True):
            yield start, end, "\n" if next_row == row + 1 else "\n\n"
