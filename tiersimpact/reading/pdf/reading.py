"""The bytes of a PDF come in, its text goes out, with the page and box that each paragraph came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tiersimpact.reading.source import LeftOut, Place

from .columns import reading_order
from .glyphs import pdfium_pages, pdfplumber_pages
from .lines import PageLines, page_lines
from .paragraphs import Paragraph, PlacedLine, heading_levels, joined, paragraphs
from .quality import is_readable, score
from .running import drop_running
from .styles import Body, body_of

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF says.

    Attributes
    ----------
    text : str
        Raw text in reading order, headings marked ``# ``; empty when no page holds any.
    places : tuple of Place
        Where each paragraph, or its part in one column, stands.
    left_out : tuple of LeftOut
        Headers, footers and text that is turned.
    warnings : tuple of str
        Pages that were hard or impossible to read.
    """

    text: str
    places: tuple[Place, ...]
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...]


def pdf_to_text(data: bytes, *, max_glyphs: int) -> PdfText:
    """Read a PDF.

    Parameters
    ----------
    data : bytes
        The file.
    max_glyphs : int
        Most glyphs of a page.

    Returns
    -------
    PdfText
        Its text in reading order.

    Raises
    ------
    pypdfium2.PdfiumError
        If the file is broken or needs a password.
    TooManyGlyphs
        If a page holds more than `max_glyphs`.
    """
    pages = [page_lines(page) for page in pdfium_pages(data, max_glyphs=max_glyphs)]
    pages, warnings = _second_opinion(data, pages)
    body = body_of([line for page in pages for line in page.lines])
    pages = drop_running(pages, body)
    text, places = _write(paragraphs(list(_placed(pages, body)), body))
    left_out = tuple(LeftOut(reason, words, page.number) for page in pages for reason, words in page.left_out)
    return PdfText(text, places, left_out, warnings)


def _second_opinion(data: bytes, pages: Sequence[PageLines]) -> tuple[list[PageLines], tuple[str, ...]]:
    """Read pages that are no French again with pdfplumber, keep the better reading, and say so."""
    doubtful = [page.number for page in pages if not is_readable(_words(page))]
    others = {page.number: page_lines(page) for page in pdfplumber_pages(data, doubtful)} if doubtful else {}
    better = {number for number, page in others.items() if score(_words(page)) > score(_words(pages[number - 1]))}
    chosen = [others[page.number] if page.number in better else page for page in pages]
    empty = [page.number for page in chosen if not page.lines and page.images]
    bad = [page.number for page in chosen if page.number in doubtful and not is_readable(_words(page))]
    notes = [
        (sorted(better), "read with pdfplumber, because pdfium did not find French words"),
        (empty, "no text; if scanned, run text recognition (OCR) first"),
        (bad, "many lost or unknown characters; compare with the PDF"),
    ]
    return chosen, tuple(f"{name_pages(numbers)}: {note}" for numbers, note in notes if numbers)


def _words(page: PageLines) -> str:
    return "\n".join(line.text for line in page.lines)


def name_pages(numbers: Sequence[int]) -> str:
    """Name pages, runs of them by their ends.

    Examples
    --------
    >>> name_pages([3]), name_pages([1, 2, 3, 7])
    ('page 3', 'pages 1-3, 7')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    listed = ", ".join("-".join(map(str, run)) for run in runs)
    return f"page{'s' if len(numbers) > 1 else ''} {listed}"


def _placed(pages: Sequence[PageLines], body: Body) -> Iterator[PlacedLine]:
    for page in pages:
        for number, column in enumerate(reading_order(page.lines, body)):
            yield from (PlacedLine(line, page.number, number) for line in column)


def _write(found: Sequence[Paragraph]) -> tuple[str, tuple[Place, ...]]:
    """Write paragraphs, a blank line between them, and note where each stands."""
    levels = heading_levels(found)
    pieces: list[str] = []
    places: list[Place] = []
    length = 0
    for paragraph in found:
        mark = "#" * levels[paragraph.size] + " " if paragraph.heading else ""
        pieces.append(mark)
        length += len(mark)
        column: tuple[int, int] | None = None
        for placed, words, separator in joined(paragraph):
            end = length + len(words)
            place = Place(length, end, placed.page, _box(placed))
            if column == (placed.page, placed.column):
                place = replace(place, start=places[-1].start, box=_around(places[-1].box, place.box))
                places.pop()
            places.append(place)
            pieces += [words, separator]
            length = end + len(separator)
            column = placed.page, placed.column
        pieces.append("\n\n")
        length += 2
    return "".join(pieces), tuple(places)


def _box(placed: PlacedLine) -> Box:
    line = placed.line
    return round(line.x0, 1), round(line.top, 1), round(line.x1, 1), round(line.bottom, 1)


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
