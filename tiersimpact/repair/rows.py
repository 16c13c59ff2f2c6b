"""Columns read row by row, each cell on a line of its own: every line goes back to its column.

Such a page shows itself by the headings of two to four sections one below the other, then the first line of each
section, the second of each, and so on; a column has no line in a row between its paragraphs and below its end. The
likeliest way to deal the lines out is searched from top to bottom, keeping the best few (beam search), and compared
with reading them as they come. Nothing is moved unless dealing them out explains the page far better.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from tiersimpact.grid import Grid
from tiersimpact.layout import heading_index

from .edits import Order
from .flow import Flow
from .lines import MAX_HEADING_LINES
from .printed import HeadingKey, PrintedLine, heading_key, heading_parts, opening_lines, printed_lines

# Sections side by side, at most.
MAX_COLUMNS = 4
# Ways to deal the lines out that are kept at each line.
BEAM = 40
# How much cheaper, by line, dealing must be than reading on before it is believed, and at least in all.
MARGIN_BY_LINE = 0.15
MARGIN = 7.0
# Costs: a section without a line, a paragraph after two blank rows, a heading that stops in its middle.
EMPTY_SECTION = 3.0
LATE_PARAGRAPH = 3.0
BLANK_ROW_AGAIN = 0.3
BROKEN_HEADING = 6.0


class _Column(NamedTuple):
    """What a column holds so far: its heading while that may go on, its last line, the blank rows since."""

    heading: str
    tail: int | None = None
    blanks: int = 0


class _Deal(NamedTuple):
    """One way to deal lines out: its cost, column of the last line, whether that begins a block; the deal before it."""

    cost: float
    last: int
    columns: tuple[_Column, ...]
    begins: bool = True
    before: _Deal | None = None

    def dealt(self) -> list[tuple[int, bool]]:
        """For each line its column and whether it begins a block."""
        lines = []
        deal = self
        while deal.before is not None:
            lines.append((deal.last, deal.begins))
            deal = deal.before
        return lines[::-1]


def read_across_rows(text: str, grid: Grid) -> Order | None:
    r"""Find the order of reading of a page whose columns were read row by row.

    Parameters
    ----------
    text : str
        Raw text.
    grid : Grid
        Grid whose headings are recognised.

    Returns
    -------
    Order or None
        None when nothing has to move.

    Examples
    --------
    >>> from tiersimpact.grid import load_grid
    >>> text = '''SOLIDARITÉ
    ... SANTÉ
    ... Les voisins d'en face se prêtent
    ... Une dame de 80 ans qui ne sortait
    ... une échelle et des outils.
    ... plus revient chaque semaine aux
    ... ateliers de couture, et elle dort.'''
    >>> print("".join(text[a:b] + end for a, b, end in read_across_rows(text, load_grid()).pieces).strip())
    SOLIDARITÉ
    Les voisins d'en face se prêtent
    une échelle et des outils.
    <BLANKLINE>
    SANTÉ
    Une dame de 80 ans qui ne sortait
    plus revient chaque semaine aux
    ateliers de couture, et elle dort.
    """
    lines = printed_lines(text)
    pieces: list[tuple[int, int, str]] = []
    torn: list[tuple[int, int]] = []
    kept = 0  # characters before this one are written
    for first, n_columns, last in _pages(lines, opening_lines(text, grid), grid):
        page = lines[first:last]
        dealt = _best(page, n_columns, grid)
        if dealt is not None:
            pieces += [(kept, page[0].start, "")] if page[0].start > kept else []
            pieces += _down(page, dealt)
            kept = page[-1].end
            torn.append((page[0].start, kept))
    if not torn:
        return None
    rest = [(kept, len(text), "")] if kept < len(text) else []
    return Order((*pieces, *rest), tuple(torn))


def _pages(lines: Sequence[PrintedLine], opening: frozenset[int], grid: Grid) -> Iterator[tuple[int, int, int]]:
    """Find headings of sections one right below the other: first line, number of sections, end of the page."""
    _, inner = heading_parts(grid)
    reached = 0
    for i in sorted(opening):
        if i < reached:
            continue
        size = 1
        while i + size in opening and not lines[i + size].apart:
            size += 1
        reached = i + size
        if 2 <= size <= MAX_COLUMNS:
            in_heading = range(i + size, i + size * MAX_HEADING_LINES)
            last = i + size
            while last < len(lines) and not (
                heading_index(grid).find(lines[last].text, fuzzy=False)
                and not (last in in_heading and heading_key(lines[last].text) in inner)
            ):
                last += 1
            yield i, size, last
            reached = last


def _best(page: Sequence[PrintedLine], n_columns: int, grid: Grid) -> tuple[tuple[int, bool], ...] | None:
    """The best way to deal a page's lines out, when it is far better than reading them as they come."""
    body = page[n_columns:]
    if len(body) < n_columns:
        return None
    flow = Flow(max(len(line.text) for line in body), grid)
    search = _Search([line.text for line in page[:n_columns]], body, flow, heading_parts(grid)[0])
    best, plain = search.run(range(n_columns)), search.run([n_columns - 1])
    if best.cost + max(MARGIN, MARGIN_BY_LINE * len(body)) > plain.cost:
        return None
    return (*((column, True) for column in range(n_columns)), *best.dealt())


class _Search:
    """Deal the lines of a page out to its columns.

    Parameters
    ----------
    headings : sequence of str
        First line of each section's heading.
    lines : sequence of _Line
        Lines below them.
    flow : Flow
        How well one line follows another.
    heading_starts : dict of tuple of str to frozenset of str
        Beginnings of headings, with the categories they may stand for.
    """

    def __init__(
        self,
        headings: Sequence[str],
        lines: Sequence[PrintedLine],
        flow: Flow,
        heading_starts: dict[HeadingKey, frozenset[str]],
    ) -> None:
        self._start = _Deal(0.0, len(headings) - 1, tuple(map(_Column, headings)))
        self._lines = lines
        self._flow = flow
        self._heading_starts = heading_starts
        self._at_home = [[flow.at_home(line.text, heading_starts[heading_key(h)]) for line in lines] for h in headings]
        texts = [line.text for line in lines]
        self._begins = [flow.begins(text) for text in texts]
        self._ends = [flow.ends(text) for text in texts]

    def run(self, columns: Sequence[int]) -> _Deal:
        """Search the cheapest deal that uses some of the columns."""
        beam = [self._start]
        for i in range(len(self._lines)):
            found: dict[tuple[int, tuple[_Column, ...]], _Deal] = {}
            for deal in beam:
                for column in columns:
                    following = self._give(deal, column, i)
                    state = (following.last, following.columns)
                    if state not in found or following.cost < found[state].cost:
                        found[state] = following
            beam = sorted(found.values(), key=lambda deal: deal.cost)[:BEAM]
        return min((self._finish(deal) for deal in beam), key=lambda deal: deal.cost)

    def _give(self, deal: _Deal, to: int, i: int) -> _Deal:
        """Deal line `i` to a column; columns passed over have no line in that row."""
        n_columns = len(deal.columns)
        if self._lines[i].apart:
            passed = set(range(n_columns))
        elif to > deal.last:
            passed = set(range(deal.last + 1, to))
        else:
            passed = {*range(deal.last + 1, n_columns), *range(to)}
        cost, columns = deal.cost, list(deal.columns)
        for number in passed:
            column = columns[number]
            cost += self._blank(column)
            columns[number] = _Column(column.heading, column.tail, min(column.blanks + 1, 2))
        gain, columns[to], begins = self._append(columns[to], i)
        return _Deal(cost + gain + self._at_home[to][i], to, tuple(columns), begins, deal)

    def _blank(self, column: _Column) -> float:
        """Cost of a row without a line in a column."""
        if column.blanks:
            return BLANK_ROW_AGAIN * (column.blanks == 1)
        return self._ends[column.tail] if column.tail is not None else 1.0

    def _append(self, column: _Column, i: int) -> tuple[float, _Column, bool]:
        """Cost of a column's next line, the column then, and whether the line begins a block."""
        if column.tail is None and not column.blanks:
            longer = f"{column.heading} {self._lines[i].text}"
            if heading_key(longer) in self._heading_starts:
                return 0.0, _Column(longer), False
        late = LATE_PARAGRAPH * (column.blanks > 1)
        if column.tail is None or column.blanks:
            return self._begins[i] + late, _Column("", i), True
        cost = self._flow.goes_on(self._lines[column.tail].text, self._lines[i].text)
        return cost, _Column("", i), False

    def _finish(self, deal: _Deal) -> _Deal:
        """Add what the ends of the columns cost."""
        ends = sum(
            EMPTY_SECTION if column.tail is None else self._ends[column.tail] * (not column.blanks)
            for column in deal.columns
        )
        return deal._replace(cost=deal.cost + ends)


def _down(page: Sequence[PrintedLine], dealt: Sequence[tuple[int, bool]]) -> Iterator[tuple[int, int, str]]:
    """The lines of each column, one column after the other; a blank line where a block begins."""
    order = sorted(range(len(page)), key=lambda i: (dealt[i][0], i))
    for i, following in zip_longest(order, order[1:]):
        begins = following is None or dealt[following][1]
        yield page[i].start, page[i].end, "\n\n" if begins else "\n"
