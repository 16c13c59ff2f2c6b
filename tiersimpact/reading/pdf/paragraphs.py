"""Columns of lines come in, paragraphs and headings go out, across columns and pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .lines import Line
from .styles import Body

# Longer lines that stand out are quotes, not headings.
MAX_HEADING = 90
# Relative to the usual distance between two lines of a paragraph.
WIDE = 1.3
USUAL = 0.25  # quantile: many lines are paragraphs of their own
MAX_PITCH = 1.6  # relative to the size of the letters; where all lines are paragraphs, none tells
# In ems.
INDENT = 0.8
CENTRED = 0.3  # twice the distance of the middles of two lines
SLACK = 0.5  # a blank, and a little more
RAGGED = 4.0
# Lines above and below that tell how far a line could have gone, and how many of them must end at one place.
NEIGHBOURS = 3
MIN_FULL = 3

_ITEM = re.compile(r"(?:[-–—*•‣▪▫◦●○■□◆►▶➢➤→✓✔❖\uf000-\uf0ff]|\(?\d{1,2}[.)])\s+\S")
_OPENING = re.compile(rf"{_ITEM.pattern}|#\w")
_END = re.compile(r"[.!?…][»”\")\]]*$")
_HYPHEN = re.compile(r"[^\W\d_][-‐\u00ad]$")
# Words that no paragraph ends on.
_OPEN_END = re.compile(
    r"(?:\b(?:d[eu]s?|l[ae]s?|une?|et|ou|à|aux?|en|par|pour|sur|avec|dans|que|qui|ces?|ses?|son|sa)|[,('’-])$"
)
_HEADING_END = re.compile(r"[.,;!…]$")
_LAST_LETTERS = re.compile(r"[^\W\d_]+$")
_FIRST_LETTERS = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"[\W\d]*\d[\W\d]*(?:[kKmM]?€|%)?")


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with the page and column it stands in."""

    line: Line
    page: int
    column: int


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together.

    Attributes
    ----------
    lines : list of PlacedLine
        In reading order.
    heading : bool
        Whether it is a heading.
    """

    lines: list[PlacedLine] = field(default_factory=list)
    heading: bool = False

    @property
    def size(self) -> float:
        """Size of the first line."""
        return self.lines[0].line.size


def paragraphs(lines: Sequence[PlacedLine], body: Body) -> list[Paragraph]:
    """Group lines into paragraphs.

    Parameters
    ----------
    lines : sequence of PlacedLine
        All lines of a document in reading order.
    body : Body
        The look of running text.

    Returns
    -------
    list of Paragraph
        In order.
    """
    found: list[Paragraph] = []
    usual = _usual_pitch(lines)
    widest = _margins(lines)
    for index, placed in enumerate(lines):
        if not found:
            begins = True
        elif _is_below(lines[index - 1], placed):
            begins = _begins_below(found[-1].lines, placed.line, usual, _reach(lines, index - 1, widest), body)
        else:
            begins = _begins_elsewhere(lines[index - 1], placed, widest, body)
        if begins:
            found.append(Paragraph())
        found[-1].lines.append(placed)
    for paragraph in found:
        paragraph.heading = _is_heading(paragraph.lines, body)
    return found


def _usual_pitch(lines: Sequence[PlacedLine]) -> float:
    """Distance from line to line within a paragraph, relative to the size of the letters."""
    pitches = sorted(
        (after.line.top - before.line.top) / before.line.size
        for before, after in pairwise(lines)
        if _is_below(before, after) and after.line.size == before.line.size
    )
    return min(pitches[int(USUAL * len(pitches))], MAX_PITCH) if pitches else MAX_PITCH


def _is_below(before: PlacedLine, after: PlacedLine) -> bool:
    """Whether a line stands right under the one read before it."""
    same = (before.page, before.column) == (after.page, after.column)
    return same and after.line.top > before.line.top + 0.5 * before.line.height


def _margins(lines: Sequence[PlacedLine]) -> dict[tuple[int, int], float]:
    """How far to the right the lines of each column go."""
    widest: dict[tuple[int, int], float] = {}
    for placed in lines:
        key = placed.page, placed.column
        widest[key] = max(widest.get(key, 0.0), placed.line.x1)
    return widest


def _reach(lines: Sequence[PlacedLine], index: int, margins: Mapping[tuple[int, int], float]) -> float:
    """How far to the right a line could have gone: to the margin, or to the picture beside it and its neighbours."""
    here = lines[index]
    margin = margins[here.page, here.column]
    above, below = lines[max(0, index - NEIGHBOURS) : index + 1], lines[index : index + NEIGHBOURS + 1]
    return min(_common_end(near, here, margin) for near in (above, below))


def _common_end(near: Sequence[PlacedLine], here: PlacedLine, margin: float) -> float:
    """Where neighbouring lines end, when several end at one place."""
    ends = [other.line.x1 for other in near if (other.page, other.column) == (here.page, here.column)]
    full = [x1 for x1 in ends if x1 > max(ends) - RAGGED * here.line.size]
    return max(ends) if len(full) >= MIN_FULL else margin


def _begins_below(before: Sequence[PlacedLine], line: Line, usual: float, reach: float, body: Body) -> bool:
    """Whether a line begins a paragraph right under another one."""
    last = before[-1].line
    if _opens(line) and not (body.is_larger(last) and body.is_larger(line)):
        return True
    if _is_figure(last) and line.text[0].islower():
        return False  # « 42 » in large figures, « bénévoles » below
    if not _looks_alike(last, line, body) or (line.top - last.top) / last.size > WIDE * usual:
        return True
    if body.stands_out(last) and body.stands_out(line):
        return False  # a heading is wrapped where it looks best
    return _is_moved(before, line, reach, body) or _was_cut(last, line, reach)


def _begins_elsewhere(
    before: PlacedLine, placed: PlacedLine, margins: Mapping[tuple[int, int], float], body: Body
) -> bool:
    """Whether a line begins a paragraph at the head of a column or page."""
    last, line = before.line, placed.line
    if _opens(line) or not _looks_alike(last, line, body):
        return True
    if _HYPHEN.search(last.text):
        return not line.text[0].islower()
    if _END.search(last.text) or _would_fit(last, line, margins[before.page, before.column]):
        return True
    return line.text[0].isupper() and not _OPEN_END.search(last.text)


def _opens(line: Line) -> bool:
    """Whether a line is a list item or a keyword."""
    return line.item or _OPENING.match(line.text) is not None


def _is_figure(line: Line) -> bool:
    return _FIGURE.fullmatch(line.text) is not None


def _looks_alike(last: Line, line: Line, body: Body) -> bool:
    if max(last.size, line.size) > 1.08 * min(last.size, line.size):
        return False
    # a bold line may open or close a paragraph; a bold title ends where plain text begins
    return (
        last.bold == line.bold
        or not (body.stands_out(last) or body.stands_out(line))
        or _HYPHEN.search(last.text) is not None
    )


def _would_fit(last: Line, line: Line, reach: float) -> bool:
    """Whether the first word of a line would have fitted behind the line before it."""
    return last.x1 + line.first_word + SLACK * last.size < reach


def _is_moved(before: Sequence[PlacedLine], line: Line, reach: float, body: Body) -> bool:
    """Whether a line is indented like a first line, or moved out to the left of its paragraph."""
    last = before[-1].line
    shift = (line.x0 - last.x0) / line.size
    centred = abs((line.x0 + line.x1) - (last.x0 + last.x1)) < CENTRED * line.size
    full = last.x1 > reach - line.size
    if centred and not _END.search(last.text) and (full or not body.begins_at_margin(last)):
        return False
    single = len(before) == 1
    item = before[0].line.item or _ITEM.match(before[0].line.text)
    if single and item:
        return shift < -INDENT / 2
    return shift > INDENT or (shift < -INDENT and not single)


def _was_cut(last: Line, line: Line, reach: float) -> bool:
    """Whether a line ended before the margin made it end."""
    return not _HYPHEN.search(last.text) and _would_fit(last, line, reach)


def _is_heading(placed: Sequence[PlacedLine], body: Body) -> bool:
    """Whether a paragraph stands out and is as short as a heading."""
    text = " ".join(one.line.text for one in placed)
    if len(text) > MAX_HEADING or not all(body.stands_out(one.line) for one in placed):
        return False
    if placed[0].line.item or (_ITEM.match(text) and not body.is_larger(placed[0].line)) or text[0] in '«“"':
        return False
    if _HEADING_END.search(text) or not (text[0].isupper() or text[0].isdigit()) or sum(map(str.isalpha, text)) < 3:
        return False
    return body.is_larger(placed[0].line) or not text.endswith((":", "?"))


def heading_levels(found: Iterable[Paragraph]) -> dict[float, int]:
    """Rank the sizes of headings: the largest is level 1.

    Parameters
    ----------
    found : iterable of Paragraph
        All paragraphs of a document.

    Returns
    -------
    dict of float to int
        Levels 1 to 6 by size.
    """
    sizes = sorted({paragraph.size for paragraph in found if paragraph.heading}, reverse=True)
    return {size: min(level, 6) for level, size in enumerate(sizes, 1)}


def joined(paragraph: Paragraph) -> Iterator[tuple[PlacedLine, str, str]]:
    """Give the lines of a paragraph with their texts and what to write behind each.

    A word that a hyphen cuts stays cut, for the repair of the whole text to mend; a heading is one line in any case.

    Parameters
    ----------
    paragraph : Paragraph
        The paragraph.

    Yields
    ------
    PlacedLine, str, str
        The line, its text and the separator behind it.
    """
    for before, after in pairwise(paragraph.lines):
        last, first = before.line.text, after.line.text
        if not _HYPHEN.search(last):
            yield before, last, " "
        elif not first[0].islower():
            yield before, last, ""  # « Sainte-|Anne »
        elif paragraph.heading:
            yield before, _soft_hyphen(last, first), ""
        else:
            yield before, last, "\n"
    yield paragraph.lines[-1], paragraph.lines[-1].line.text, ""


def _soft_hyphen(last: str, first: str) -> str:
    """The end of a line with a hyphen that vanishes, unless it belongs to the word: « femmes-|hommes »."""
    from tiersimpact.french.vocabulary import is_known

    before, after = _LAST_LETTERS.search(last[:-1]), _FIRST_LETTERS.match(first)
    whole = before is not None and after is not None and is_known(before.group() + after.group())
    return last[:-1] + "\u00ad" if whole else last
