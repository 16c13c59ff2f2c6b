"""Columns cut by a page break or a box: what broke off stands below the last of them.

Such a page prints the beginnings of its sections one after the other, then their rests in the same order: the last
section holds its own beginning, the rests of the sections before it, and its own rest. Where each rest begins is
searched line by line (Viterbi). It is believed when a sentence that broke off finds its end, and the page makes far
more sense than read as printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from typing import NamedTuple

from tiersimpact.grid import Grid
from tiersimpact.layout import ends_sentence, heading_index

from .edits import Order
from .flow import BEST_JOIN, Flow
from .lines import opens_item
from .printed import PrintedLine, heading_key, heading_parts, opening_lines, printed_lines

# Sections side by side, at most; lines of a section beyond which no page is looked for.
MAX_COLUMNS = 4
MAX_LINES = 300
# Share of the lines that go on from the line above in small letters when a margin cut them.
WRAPPED = 0.2
# How much cheaper the page must be than read as printed, and what makes a sentence that found its end, where every
# paragraph of the report ends like a sentence; where half of them do, twice as much.
MARGIN = 5.0
TORN = 2.0
REST = 0.5  # cost of a rest, so that none is cut off for nothing
EMPTY_SECTION = 1.0
BLANK_INSIDE = 1.5  # a blank line before a list or in a sentence
NO_COMMENT = 0.7  # a section that ends with its list


@dataclass(slots=True)
class _Section:
    """A section as printed: the categories that its heading may stand for, its lines as indices."""

    categories: frozenset[str]
    heading: range
    lines: list[int] = field(default_factory=list)


class _Cut(NamedTuple):
    """Where the rest of a column begins: its first line, and whether that begins a block."""

    column: int
    line: int
    apart: bool


class _Path(NamedTuple):
    """One way to cut a last section: its cost, where it stands, where each rest begins, how torn the sentences were."""

    cost: float
    column: int
    cuts: tuple[_Cut, ...] = ()
    torn: float = 0.0


_Dealt = list[tuple[int, bool]]
"""The lines of a section in order, its heading in front, each with whether it begins a block."""


def read_past_breaks(text: str, grid: Grid) -> Order | None:
    r"""Find the order of reading of pages whose columns were cut.

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
    >>> text = '''RÉSEAU DE PERSONNES
    ... La création de réseaux de personnes
    ... SANTÉ
    ... Une dame qui ne sortait plus même de
    ... autour d'un besoin commun a été observée.
    ... chez elle revient tous les jours.'''
    >>> print("".join(text[a:b] + end for a, b, end in read_past_breaks(text, load_grid()).pieces).strip())
    RÉSEAU DE PERSONNES
    La création de réseaux de personnes
    autour d'un besoin commun a été observée.
    <BLANKLINE>
    SANTÉ
    Une dame qui ne sortait plus même de
    chez elle revient tous les jours.
    """
    lines = printed_lines(text)
    if sum(not line.apart and line.text[0].islower() for line in lines) < WRAPPED * len(lines):
        return None
    opening = opening_lines(text, grid)
    runs = [run for run in _runs(lines, opening, grid) if len(run) > 1] if len(opening) > 1 else []
    finished = _finished(lines, grid) if runs else 0.0
    if not finished:
        return None
    pages = [page for run in runs for page in _pages(lines, run, finished, grid)]
    return _order(text, lines, pages) if pages else None


def _finished(lines: Sequence[PrintedLine], grid: Grid) -> float:
    """Share of the paragraphs that end like sentences: where writers leave full stops out, nothing looks torn."""
    index = heading_index(grid)
    ends = [
        line.text
        for line, following in zip_longest(lines, lines[1:])
        if (following is None or following.apart) and not (line.text.isupper() or opens_item(line.text))
    ]
    ends = [text for text in ends if not (text.endswith(":") or index.find(text))]
    return sum(map(ends_sentence, ends)) / len(ends) if ends else 0.0


def _runs(lines: Sequence[PrintedLine], opening: frozenset[int], grid: Grid) -> Iterator[list[_Section]]:
    """Sections that follow each other, without any other heading between them."""
    starts, _ = heading_parts(grid)
    index = heading_index(grid)
    run: list[_Section] = []
    i = 0
    while i < len(lines):
        size = _heading_size(lines, i, grid) if i in opening else 0
        heading = None if size else index.find(lines[i].text, fuzzy=False)
        if size:
            key = heading_key(" ".join(line.text for line in lines[i : i + size]))
            run.append(_Section(starts[key], range(i, i + size)))
        elif heading is not None or lines[i].text.startswith(("# ", "##")) or _is_capitals(lines[i].text):
            yield run
            run = []
        elif run:
            run[-1].lines.append(i)
        i += max(size, 1)
    yield run


def _is_capitals(text: str) -> bool:
    """Whether a line is a heading that the grid does not know, numbered perhaps."""
    return text.isupper() and len(heading_key(text)) > 1


def _heading_size(lines: Sequence[PrintedLine], i: int, grid: Grid) -> int:
    """Number of lines, from line `i`, that print the heading of a section; 0 when there is none."""
    starts, _ = heading_parts(grid)
    index = heading_index(grid)
    text, size, best = lines[i].text, 1, 0
    while heading_key(text) in starts:
        found = index.find(text, fuzzy=False)
        best = size if found is not None and found.kind == "category" else best
        if i + size == len(lines):
            break
        text, size = f"{text} {lines[i + size].text}", size + 1
    return best


def _pages(lines: Sequence[PrintedLine], run: Sequence[_Section], finished: float, grid: Grid) -> list[list[_Dealt]]:
    """Pages that were cut, in reading order; where two claim a section, the one that gains more has it."""
    found: list[tuple[float, range, _Path]] = []
    for last in range(1, len(run)):
        first = max(0, last - MAX_COLUMNS + 1)
        sections = run[first : last + 1]
        if not 0 < len(sections[-1].lines) <= MAX_LINES:
            continue
        flows = [Flow(max((len(lines[i].text) for i in section.lines), default=0), grid) for section in sections]
        torn = [n for n in range(len(sections)) if _may_be_torn(lines, sections, n, flows[n], finished)]
        for skipped in range(min(max(torn, default=-1) + 1, len(sections) - 1)):
            gain, path = _Cutting(lines, sections[skipped:], flows[skipped:]).run()
            if path.torn * finished >= TORN and gain * finished > MARGIN:
                found.append((gain, range(first + skipped, last + 1), path))
    pages: dict[int, list[_Dealt]] = {}
    taken: set[int] = set()
    for _, places, path in sorted(found, key=lambda page: -page[0]):
        if taken.isdisjoint(places):
            taken.update(places)
            pages[places.start] = _dealt(lines, run[places.start : places.stop], path)
    return [pages[start] for start in sorted(pages)]


def _may_be_torn(
    lines: Sequence[PrintedLine], sections: Sequence[_Section], n: int, flow: Flow, finished: float
) -> bool:
    """Whether a sentence that section `n` leaves open may find its end in the last one; far quicker than the search."""
    last = sections[-1].lines
    own = n == len(sections) - 1
    for tail in last[:-1] if own else sections[n].lines[-1:]:
        text, below = lines[tail].text, lines[tail + 1]
        if own:
            follows = flow.goes_on(text, below.text) + BLANK_INSIDE * below.apart
            if (follows - BEST_JOIN) * finished < TORN:
                continue  # the line below takes it up
        end = flow.ends(text)
        heads = (lines[i].text for i in last[1:] if i > tail)
        if any(
            (flow.begins(head) + end - BEST_JOIN) * finished >= TORN  # the dear look only where it can tell
            and (flow.begins(head) + end - flow.goes_on(text, head)) * finished >= TORN
            for head in heads
        ):
            return True
    return False


def _dealt(lines: Sequence[PrintedLine], page: Sequence[_Section], path: _Path) -> list[_Dealt]:
    """The lines of each section, its rest behind its beginning."""
    first, last = page[-1].lines[0], page[-1].lines[-1]
    cuts = [_Cut(len(page) - 1, first, lines[first].apart), *path.cuts, _Cut(0, last + 1, False)]
    beginnings = [*(section.lines for section in page[:-1]), []]
    dealt = [
        [(i, False) for i in section.heading] + [(i, lines[i].apart) for i in own]
        for section, own in zip(page, beginnings, strict=True)
    ]
    for cut, following in pairwise(cuts):
        rest = [(i, lines[i].apart) for i in range(cut.line + 1, following.line)]
        dealt[cut.column] += [(cut.line, cut.apart), *rest]
    return dealt


class _Cutting:
    """Cut the last section of a page into its beginning and the rests.

    Parameters
    ----------
    lines : sequence of PrintedLine
        All lines.
    page : sequence of _Section
        The sections side by side.
    flows : sequence of Flow
        For each section, how well one line follows another in its column.
    """

    def __init__(self, lines: Sequence[PrintedLine], page: Sequence[_Section], flows: Sequence[Flow]) -> None:
        self._lines = lines
        self._page = page
        self._flows = flows
        self._own = len(page) - 1  # number of the last section
        self._body = page[-1].lines

    def run(self) -> tuple[float, _Path]:
        """Find the cheapest way; say what it gains over reading as printed."""
        first = self._body[0]
        plain = _Path(self._begins(first) + self._home(-1, first), -1)
        paths = {-1: plain}  # -1 is the beginning of the last section, other numbers are rests
        for before, i in pairwise(self._body):
            steps = (self._step(paths, column, before, i) for column in range(-1, self._own + 1))
            paths = {path.column: path for path in steps if path is not None}
        ended = [self._finish(path) for path in paths.values()]
        best = min(ended, key=lambda path: path.cost)
        return self._finish(paths[-1]).cost - best.cost, best

    def _step(self, paths: dict[int, _Path], to: int, before: int, i: int) -> _Path | None:
        """Give line `i` to a rest, from the cheapest place it may be reached from."""
        home = self._home(to, i)
        found = []
        for column, path in paths.items():
            if column == to:
                found.append(_Path(path.cost + self._below(to, before, i) + home, to, path.cuts, path.torn))
            elif column < to:
                found.append(self._cut(path, to, before, i, home))
        return min(found, key=lambda path: path.cost, default=None)

    def _cut(self, path: _Path, to: int, before: int, i: int, home: float) -> _Path:
        """Begin a rest with line `i`: it goes on with its section, and the rest before it ends."""
        tail = self._tail(to, path) if path.cuts or to != self._own else before
        apart = self._begins(i) + (EMPTY_SECTION if tail is None else self._end(to, tail))
        joined = apart if tail is None else self._goes_on(to, tail, i)
        # the beginning of the last section ends where its own rest takes it up
        ended = self._end(path.column, before) if path.column != -1 else 0.0
        skipped = sum(self._left(column, path) for column in range(path.column + 1, to))
        cost = path.cost + ended + skipped + REST + min(joined, apart) + home
        cuts = (*path.cuts, _Cut(to, i, apart <= joined))
        if tail is not None and to == self._own:  # no proof where the cut itself tears what was whole
            follows = self._goes_on(to, tail, tail + 1)
            apart = min(apart, follows + BLANK_INSIDE * self._lines[tail + 1].apart)
        return _Path(cost, to, cuts, max(path.torn, apart - joined))

    def _finish(self, path: _Path) -> _Path:
        """Add the ends: of the last line, and of every section that found no rest."""
        last = self._own if path.column == -1 else self._own + 1  # uncut, the last section ends with the last line
        left = sum(self._left(column, path) for column in range(path.column + 1, last))
        return _Path(path.cost + self._end(path.column, self._body[-1]) + left, path.column, path.cuts, path.torn)

    def _left(self, column: int, path: _Path) -> float:
        """Cost of a section that finds no rest."""
        tail = self._tail(column, path)
        if tail is None:
            return EMPTY_SECTION
        return self._end(column, tail) + NO_COMMENT * opens_item(self._text(tail))

    def _tail(self, column: int, path: _Path) -> int | None:
        """Last line of a section's beginning."""
        if column == self._own:
            return path.cuts[0].line - 1 if path.cuts else self._body[-1]
        lines = self._page[column].lines
        return lines[-1] if lines else None

    def _below(self, column: int, before: int, i: int) -> float:
        """Cost of a line below another of the same section."""
        if self._lines[i].apart:
            return self._end(column, before) + self._begins(i)
        return self._goes_on(column, before, i)

    def _goes_on(self, column: int, before: int, i: int) -> float:
        return self._flows[column].goes_on(self._text(before), self._text(i))

    def _begins(self, i: int) -> float:
        return Flow.begins(self._text(i))

    def _end(self, column: int, i: int) -> float:
        return self._flows[column].ends(self._text(i))

    def _home(self, column: int, i: int) -> float:
        return self._flows[column].at_home(self._text(i), self._page[column].categories)

    def _text(self, i: int) -> str:
        return self._lines[i].text


def _order(text: str, lines: Sequence[PrintedLine], pages: Sequence[Sequence[_Dealt]]) -> Order:
    """Write the pages' sections one after the other, everything else as it stands."""
    pieces: list[tuple[int, int, str]] = []
    torn: list[tuple[int, int]] = []
    kept = 0
    for page in pages:
        numbers = [i for section in page for i, _ in section]
        start, end = lines[min(numbers)].start, lines[max(numbers)].end
        pieces.append((kept, start, ""))
        for section in page:
            for (i, _), following in zip_longest(section, section[1:]):
                begins = following is None or following[1]
                pieces.append((lines[i].start, lines[i].end, "\n\n" if begins else "\n"))
        torn.append((start, end))
        kept = end
    return Order((*(piece for piece in pieces if piece[1] > piece[0]), (kept, len(text), "")), tuple(torn))
