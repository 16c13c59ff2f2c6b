"""Lines of a page come in, its columns go out in reading order, each from top to bottom.

The page is cut into bands, each as tall as its gutters stay clear (a heading over the whole width begins a new one);
a band is cut at its gutters, and each column may hold columns again. Cards and tables, whose cells begin side by side
below a gap wider than any within them, are read row by row.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from .lines import Line, joined_line
from .styles import Body

Interval = tuple[float, float]

# Relative to the height of a line.
GUTTER = 0.7
CORE = 0.2  # what is cut from a box, above and below: the boxes of tight lines overlap
ALIGNED = 0.4
MIN_ALIGNED = 0.4  # share
WIDE = 4.0
MIN_WIDTH = 4.0
MARGIN = 0.5  # above a heading, in all columns
BALANCED = 2.5
# A gutter with this many lines on either side is no accident.
FIRM = 3
# Gaps between rows are all of one width; gaps within a cell are smaller.
SAME_GAP = 0.8
MIN_ROWS = 3  # of a table; two rows whose cells all begin with a heading are cards


def reading_order(lines: Sequence[Line], body: Body) -> list[list[Line]]:
    """Put the lines of a page in reading order.

    Parameters
    ----------
    lines : sequence of Line
        In any order.
    body : Body
        The look of running text.

    Returns
    -------
    list of list of Line
        Columns, in the order in which they are read.
    """
    columns: list[list[Line]] = []
    whole = False  # whether the last column goes over the whole width
    for strips in _bands(_strips(lines), body):
        band = [line for strip in strips for line in strip]
        gutters = _real_gutters(band, body)
        if not gutters and whole:
            columns[-1] += _rows(band)
        elif not gutters:
            columns.append(_rows(band))
        elif rows := _grid(strips, gutters, body):
            for cell in (cell for row in rows for cell in _split(row, gutters)):
                columns += reading_order(cell, body)
        else:
            for column in _split(band, gutters):
                columns += reading_order(column, body)
        whole = not gutters
    return columns


def _unit(lines: Sequence[Line]) -> float:
    """Usual height of a line."""
    return statistics.median(line.height for line in lines)


def _strips(lines: Sequence[Line]) -> list[list[Line]]:
    """Cut at every height where no line stands."""
    strips: list[list[Line]] = []
    bottom = float("-inf")
    for line in sorted(lines, key=lambda line: line.top):
        if line.top + CORE * line.height >= bottom:
            strips.append([])
        strips[-1].append(line)
        bottom = max(bottom, line.bottom - CORE * line.height)
    return strips


def _occupied(lines: Iterable[Line]) -> list[Interval]:
    """Where text stands, seen from above."""
    merged: list[Interval] = []
    for x0, x1 in sorted((line.x0, line.x1) for line in lines):
        if merged and x0 <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], x1)
        else:
            merged.append((x0, x1))
    return merged


def _gutters(occupied: Sequence[Interval], unit: float) -> list[Interval]:
    return [(left[1], right[0]) for left, right in pairwise(occupied) if right[0] - left[1] >= GUTTER * unit]


def _bands(strips: Sequence[list[Line]], body: Body) -> Iterator[list[list[Line]]]:
    """Group strips as long as they share a gutter, or as long as there is none."""
    band: list[list[Line]] = []
    for index, strip in enumerate(strips):
        if band and (_breaks(band, strip, body) or _heads(strips[index:], band, body)):
            last = len(band) - (_shorter_columns(band, strip) if _own_gutters(strip) else _trailing_titles(band, body))
            if last:
                yield band[:last]
            band = band[last:]
        band.append(strip)
    if band:
        yield band


def _own_gutters(lines: Sequence[Line]) -> list[Interval]:
    return _gutters(_occupied(lines), _unit(lines))


def _breaks(band: Sequence[list[Line]], strip: Sequence[Line], body: Body) -> bool:
    """Whether a strip has other columns than the band above it."""
    above = [line for part in band for line in part]
    unit = _unit(above)
    before = _real_gutters(above, body)
    after = _gutters(_occupied([*above, *strip]), unit)
    if not before:
        # one column so far; what has columns of its own begins a band, unless they go on from lines as short
        return bool(_own_gutters(strip)) and not after
    lost = [gutter for gutter in before if not any(_overlap(gutter, other) >= GUTTER * unit for other in after)]
    return len(lost) == len(before) or any(_rows_beside(gutter, above) >= FIRM for gutter in lost)


def _overlap(one: Interval, other: Interval) -> float:
    return min(one[1], other[1]) - max(one[0], other[0])


def _rows_beside(gutter: Interval, lines: Sequence[Line]) -> int:
    """Number of lines to the left or right of a gutter, whichever is smaller."""
    left = {round(line.bottom) for line in lines if line.x1 <= gutter[0]}
    right = {round(line.bottom) for line in lines if line.x0 >= gutter[1]}
    return min(len(left), len(right))


def _real_gutters(lines: Sequence[Line], body: Body) -> list[Interval]:
    """Gutters that are more than wide blanks of justified lines: those begin again at another place each time."""
    gutters = _own_gutters(lines)
    wide = WIDE * _unit(lines)
    return [
        gutter
        for gutter, column in zip(gutters, _split(lines, gutters)[1:], strict=True)
        if (gutter[1] - gutter[0] >= wide and _rows_beside(gutter, lines) > 1) or _is_aligned(column, body)
    ]


def _is_aligned(column: Sequence[Line], body: Body) -> bool:
    """Whether lines, or a good part of them, begin at one place or at a margin, and go on for some words."""
    if max(line.x1 for line in column) - min(line.x0 for line in column) < MIN_WIDTH * _unit(column):
        return False
    starts = Counter(round(2 * line.x0) for line in column)
    common = max(starts[x] + starts[x + 1] for x in starts)
    at_margin = sum(map(body.begins_at_margin, column))
    return (common >= 2 and common >= MIN_ALIGNED * len(column)) or at_margin >= MIN_ALIGNED * len(column)


def _heads(strips: Sequence[list[Line]], band: Sequence[list[Line]], body: Body) -> bool:
    """Whether the first strip is a heading of all columns: alone at its height, and they end above or go on below."""
    above = [line for part in band for line in part]
    gutters = _own_gutters(above)
    if not gutters or not _is_title(strips[0], above, body) or _gap(band[-1], strips[0]) < MARGIN * _unit(above):
        return False
    ends = [max(line.bottom for line in column) for column in _split(above, gutters)]
    balanced = max(ends) - min(ends) < BALANCED * _unit(above)
    return balanced or any(line.x1 > gutters[0][0] for strip in strips[1:] for line in strip)


def _is_title(strip: Sequence[Line], above: Sequence[Line], body: Body) -> bool:
    """Whether a strip is one line that stands out, at the left edge or in the middle."""
    if len(strip) != 1 or not body.stands_out(strip[0]):
        return False
    x0, x1 = min(line.x0 for line in above), max(line.x1 for line in above)
    reach = 2 * ALIGNED * strip[0].height
    return strip[0].x0 - x0 < reach or abs(strip[0].x0 + strip[0].x1 - x0 - x1) < 2 * reach


def _trailing_titles(band: Sequence[list[Line]], body: Body) -> int:
    """Strips at the foot of a band that head what comes below it."""
    above = [line for part in band for line in part]
    count = 0
    for strip in reversed(band[1:]):
        if not _is_title(strip, above, body):
            break
        count += 1
    return count


def _shorter_columns(band: Sequence[list[Line]], strip: Sequence[Line]) -> int:
    """Strips at the foot of a band that begin the columns below it: one column may begin a little higher."""
    below = list(strip)
    count = 0
    for above in reversed(band):
        if len(above) > 1 or _gap(above, below) > _unit(below) or not _own_gutters([*above, *below]):
            break
        below += above
        count += 1
    return count


def _split(lines: Sequence[Line], gutters: Sequence[Interval]) -> list[list[Line]]:
    """Columns between gutters, from left to right, empty ones left out."""
    columns: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    for line in lines:
        columns[sum(line.x0 >= gutter[1] for gutter in gutters)].append(line)
    return [column for column in columns if column]


def _grid(strips: Sequence[list[Line]], gutters: Sequence[Interval], body: Body) -> list[list[Line]]:
    """Rows of a grid or table; none for text that flows from column to column."""
    gaps = [_gap(above, below) for above, below in pairwise(strips)]
    widest = max(gaps, default=0.0)
    unit = _unit([line for strip in strips for line in strip])
    if widest < unit * ALIGNED:
        return []
    rows: list[list[Line]] = [list(strips[0])]
    for strip, gap in zip(strips[1:], gaps, strict=True):
        if gap >= SAME_GAP * widest:
            rows.append([])
        rows[-1] += strip
    cells = [_split(row, gutters) for row in rows]
    if len(rows) < 2 or not all(_begin_together(row, len(gutters) + 1) for row in cells[:-1]):
        return []
    if any(_inner_gap(cell) >= SAME_GAP * widest for row in cells for cell in row):
        return []
    headed = [body.stands_out(min(cell, key=lambda line: line.top)) for row in cells for cell in row]
    return rows if all(headed) or (len(rows) >= MIN_ROWS and not any(headed)) else []


def _gap(above: Sequence[Line], below: Sequence[Line]) -> float:
    return min(line.top for line in below) - max(line.bottom for line in above)


def _begin_together(cells: Sequence[Sequence[Line]], columns: int) -> bool:
    """Whether every column has a cell in the row, and all begin at one height."""
    tops = [min(line.top for line in cell) for cell in cells]
    return len(cells) == columns and max(tops) - min(tops) < ALIGNED * _unit(cells[0])


def _inner_gap(cell: Sequence[Line]) -> float:
    return max((_gap(above, below) for above, below in pairwise(_strips(cell))), default=0.0)


def _rows(lines: Sequence[Line]) -> list[Line]:
    """Lines of one column from top to bottom, pieces of one line put together."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.bottom):
        if not rows or abs(line.bottom - rows[-1][-1].bottom) > ALIGNED * line.height:
            rows.append([])
        rows[-1].append(line)
    return [joined_line(sorted(row, key=lambda line: line.x0)) for row in rows]
