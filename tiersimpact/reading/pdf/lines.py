"""Glyphs come in, lines with boxes go out: cut wherever a gap is wider than between words."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .glyphs import Glyph, Marker, PageGlyphs, turn

# In ems.
WORD_GAP = 0.17
LINE_GAP = 0.9
BULLET_GAP = 3.0
LETTER_SPACING = 0.1
OVERSTRIKE = 0.15  # the same glyph this near is drawn twice, for a bolder look
OVERSTRIKE_POINTS = 1.0
MOSTLY = 0.8  # share of bold glyphs that makes a line bold
MIN_SPACED = 5  # letters from which spacing can be told from blanks

BULLET = "•"
_LONE_BULLET = re.compile(r"[-–—*•‣▪▫◦●○■□◆►▶➢➤→✓✔❖\uf000-\uf0ff]|\(?\w{1,2}[.)]")


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a line of text; points from the upper left corner of the page."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    first_word: float  # its width
    item: bool = False  # whether a list's sign stands in front of it

    @property
    def height(self) -> float:
        """Height of the box."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class PageLines:
    """A page as lines.

    Attributes
    ----------
    number : int
        Page number, from 1.
    lines : tuple of Line
        From top to bottom.
    left_out : tuple of (str, str)
        Reason and text of what does not stand on the page like the rest.
    images : bool
        Whether the page shows images.
    """

    number: int
    lines: tuple[Line, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    images: bool = False


def page_lines(page: PageGlyphs) -> PageLines:
    """Put the glyphs of a page together to lines.

    Parameters
    ----------
    page : PageGlyphs
        The page.

    Returns
    -------
    PageLines
        Its lines; text turned against the rest, or outside the page, is left out.
    """
    angles = Counter(glyph.angle for glyph in page.glyphs if not glyph.text.isspace())
    upright = angles.most_common(1)[0][0] if angles else 0
    kept: list[Glyph] = []
    left_out: dict[str, list[str]] = defaultdict(list)
    for glyph in page.glyphs:
        if glyph.angle != upright:
            left_out["rotated text"].append(glyph.text)
        elif not (0 <= glyph.x0 + glyph.x1 <= 2 * page.width and 0 <= glyph.top + glyph.bottom <= 2 * page.height):
            left_out["outside the page"].append(glyph.text)
        else:
            kept.append(_upright(glyph, upright, page))
    runs = _merge(_runs(_once(kept)))
    lines = _itemize([_line(run) for run in runs if any(not glyph.text.isspace() for glyph in run)], page.markers)
    lines.sort(key=lambda line: (line.top, line.x0))
    listed = tuple((reason, "".join(words).strip()) for reason, words in left_out.items())
    return PageLines(
        page.number, tuple(lines), tuple((reason, words) for reason, words in listed if words), page.images
    )


def _upright(glyph: Glyph, angle: int, page: PageGlyphs) -> Glyph:
    """The glyph as seen when the page is turned so that its text stands upright."""
    if angle == 0:
        return glyph
    box = turn((glyph.x0, glyph.top, glyph.x1, glyph.bottom), -angle % 360, page.width, page.height)
    return Glyph(glyph.text, *box, glyph.size, glyph.bold, 0)


def _once(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Leave out what is drawn a second time at the same place."""
    seen: dict[tuple[str, int, int], list[tuple[int, Glyph]]] = defaultdict(list)
    for index, glyph in enumerate(glyphs):
        column, row = int(glyph.x0), int(glyph.bottom)
        near = (
            other for x in (-1, 0, 1) for y in (-1, 0, 1) for other in seen.get((glyph.text, column + x, row + y), ())
        )
        # the two letters of a ligature may share a box
        if any(index - before > 1 and _same_place(glyph, other) for before, other in near):
            continue
        seen[glyph.text, column, row].append((index, glyph))
        yield glyph


def _same_place(glyph: Glyph, other: Glyph) -> bool:
    reach = min(OVERSTRIKE_POINTS, OVERSTRIKE * glyph.size)
    return abs(glyph.x0 - other.x0) <= reach and abs(glyph.bottom - other.bottom) <= reach


def _runs(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs that follow one another in the file and on the page."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not (_beside(run[-1], glyph) and -LINE_GAP < _gap(run[-1], glyph) < LINE_GAP):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _beside(left: Glyph, right: Glyph) -> bool:
    """Whether two glyphs stand on one line: most of the smaller one's height is shared."""
    shared = min(left.bottom, right.bottom) - max(left.top, right.top)
    return shared > 0.5 * min(left.bottom - left.top, right.bottom - right.top)


def _gap(left: Glyph, right: Glyph) -> float:
    """Room between two glyphs, in ems of the smaller one."""
    return (right.x0 - left.x1) / max(min(left.size, right.size), 0.1)


def _merge(runs: Iterable[list[Glyph]]) -> list[list[Glyph]]:
    """Join runs that stand on one line without a wide gap, whatever their order in the file."""
    merged: list[list[Glyph]] = []
    open_ends: dict[int, list[list[Glyph]]] = defaultdict(list)  # by height on the page
    for run in sorted(runs, key=lambda run: run[0].x0):
        first = run[0]
        row = int((first.top + first.bottom) / 2) // 16
        near = [other for step in (-1, 0, 1) for other in open_ends[row + step]]
        best = min(
            (other for other in near if _goes_on(other, run)), key=lambda o: abs(_gap(o[-1], first)), default=None
        )
        if best is None:
            merged.append(run)
            open_ends[row].append(run)
        else:
            best += run
    return merged


def _goes_on(run: Sequence[Glyph], following: Sequence[Glyph]) -> bool:
    last, first = run[-1], following[0]
    if not _beside(last, first):
        return False
    lone = len(run) <= 3 and _LONE_BULLET.fullmatch("".join(glyph.text for glyph in run).strip())
    return -0.3 < _gap(last, first) < (BULLET_GAP if lone else LINE_GAP)


def _line(run: Sequence[Glyph]) -> Line:
    """A line of glyphs, with blanks where the gap is as wide as one."""
    inked = [glyph for glyph in run if not glyph.text.isspace()]
    spacing = _letter_spacing(inked)
    text = inked[0].text
    first_word = 0.0
    for left, right, blank in _neighbours(run):
        apart = _gap(left, right) > WORD_GAP + spacing or (blank and not spacing)
        text += f" {right.text}" if apart else right.text
        if apart and not first_word:
            first_word = left.x1 - inked[0].x0
    x0, x1 = inked[0].x0, max(glyph.x1 for glyph in inked)
    return Line(
        text,
        x0=x0,
        top=statistics.median(glyph.top for glyph in inked),
        x1=x1,
        bottom=statistics.median(glyph.bottom for glyph in inked),
        size=Counter(round(glyph.size, 1) for glyph in inked).most_common(1)[0][0],
        bold=sum(glyph.bold for glyph in inked) > MOSTLY * len(inked),
        first_word=first_word or x1 - x0,
    )


def _neighbours(run: Iterable[Glyph]) -> Iterator[tuple[Glyph, Glyph, bool]]:
    """Inked glyphs side by side, and whether the file writes a blank between them."""
    left: Glyph | None = None
    blank = False
    for glyph in run:
        if glyph.text.isspace():
            blank = True
            continue
        if left is not None:
            yield left, glyph, blank
        left, blank = glyph, False


def joined_line(pieces: Sequence[Line]) -> Line:
    """Put pieces of one line together, from left to right.

    Parameters
    ----------
    pieces : sequence of Line
        At least one.

    Returns
    -------
    Line
        The whole line.
    """
    if len(pieces) == 1:
        return pieces[0]
    return Line(
        " ".join(piece.text for piece in pieces),
        x0=pieces[0].x0,
        top=min(piece.top for piece in pieces),
        x1=max(piece.x1 for piece in pieces),
        bottom=max(piece.bottom for piece in pieces),
        size=max(pieces, key=lambda piece: len(piece.text)).size,
        bold=all(piece.bold for piece in pieces),
        first_word=pieces[0].first_word,
        item=pieces[0].item,
    )


def _letter_spacing(inked: Sequence[Glyph]) -> float:
    """Room between the letters of a spaced-out title, in ems; 0 for plain text."""
    gaps = sorted(_gap(left, right) for left, right in pairwise(inked))
    if len(inked) < MIN_SPACED:
        return 0.0
    usual = gaps[len(gaps) // 3]
    return usual if usual > LETTER_SPACING else 0.0


def _itemize(lines: Sequence[Line], markers: Iterable[Marker]) -> list[Line]:
    """Write the drawn dots in front of their lines."""
    marked = dict(enumerate(lines))
    for marker in markers:
        middle = (marker.top + marker.bottom) / 2
        near = [
            (line.x0 - marker.x1, index)
            for index, line in marked.items()
            if line.top < middle < line.bottom and 0 <= line.x0 - marker.x1 < BULLET_GAP * line.size
        ]
        if near:
            index = min(near)[1]
            line = marked[index]
            marked[index] = replace(line, text=f"{BULLET} {line.text}", x0=marker.x0, item=True)
    return list(marked.values())
