"""Glyphs with their places: a PDF's pages as pdfium or, for fonts it cannot name, pdfplumber sees them."""

from __future__ import annotations

import ctypes
import io
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

LOST = "\ufffd"
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
BOLD_WEIGHT = 600
# A list's sign may be drawn instead of written: a dot or a square of this many points.
MIN_MARKER, MAX_MARKER = 1.5, 8.0


class TooManyGlyphs(ValueError):
    """A page, its number given, that holds more glyphs than that of any report."""


class Glyph(NamedTuple):
    """One or several characters at one place; points from the upper left corner of the page."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    angle: int  # degrees, clockwise, as the reader of the page sees it


class Marker(NamedTuple):
    """A small drawn dot or square."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class PageGlyphs:
    """What a page holds.

    Attributes
    ----------
    number : int
        Page number, from 1.
    width, height : float
        Points.
    glyphs : list of Glyph
        In the order of the file.
    markers : list of Marker
        Drawn bullets.
    images : bool
        Whether the page shows images.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)
    images: bool = False


def pdfium_pages(data: bytes, *, max_glyphs: int) -> Iterator[PageGlyphs]:
    """Read the pages of a PDF with pdfium.

    Parameters
    ----------
    data : bytes
        The file.
    max_glyphs : int
        Most glyphs of a page.

    Yields
    ------
    PageGlyphs
        In order.

    Raises
    ------
    pypdfium2.PdfiumError
        If the file is broken or needs a password.
    TooManyGlyphs
        If a page holds more than `max_glyphs`.
    """
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(data) as document:
        for index in range(len(document)):
            try:
                page = document[index]
            except pdfium.PdfiumError:  # one page of a damaged file
                yield PageGlyphs(index + 1, 0, 0, images=True)
                continue
            text = page.get_textpage()
            if text.count_chars() > max_glyphs:
                raise TooManyGlyphs(index + 1)
            yield _Pdfium(page, text, index + 1).read()
            text.close()
            page.close()


class _Pdfium:
    """One page of pdfium's, with room for the answers of its C functions."""

    def __init__(self, page: Any, text: Any, number: int) -> None:
        import pypdfium2.raw as c

        self.c, self.page, self.text = c, page, text
        self.rotation = page.get_rotation()
        left, bottom, right, top = page.get_bbox()
        self.origin = (left, top)
        self.width, self.height = right - left, top - bottom
        turned = self.rotation in (90, 270)
        width, height = (self.height, self.width) if turned else (self.width, self.height)
        self.result = PageGlyphs(number, width, height)
        self.box = c.FS_RECTF()
        self.styles: dict[int, tuple[float, bool, int]] = {}

    def read(self) -> PageGlyphs:
        glyphs = self.result.glyphs
        for index in range(self.text.count_chars()):
            character = self._character(index)
            if character == " " and glyphs and self.c.FPDFText_IsGenerated(self.text, index):
                glyphs.append(glyphs[-1]._replace(text=" ", x0=glyphs[-1].x1))  # pdfium saw a gap, and gives no box
            elif character:
                size, bold, angle = self._style(index)
                self.c.FPDFText_GetLooseCharBox(self.text, index, self.box)
                box = self.place(self.box.left, self.box.bottom, self.box.right, self.box.top)
                glyphs.append(Glyph(character, *box, size, bold, angle))
        self._read_objects()
        return self.result

    def _character(self, index: int) -> str:
        """The character, or nothing for the line ends that pdfium made up."""
        code = self.c.FPDFText_GetUnicode(self.text, index)
        if code in (10, 13):
            return ""
        if code in (2, 0xFFFE) and self.c.FPDFText_IsHyphen(self.text, index):
            return "-"
        return LOST if code == 0 or 0xD800 <= code < 0xE000 else chr(code)

    def _style(self, index: int) -> tuple[float, bool, int]:
        """Size, weight and angle, asked once for all characters of a text object."""
        handle = self.c.FPDFText_GetTextObject(self.text, index)
        key = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if key not in self.styles:
            self.styles[key] = self._ask_style(index, handle)
        return self.styles[key]

    def _ask_style(self, index: int, handle: Any) -> tuple[float, bool, int]:
        matrix = self.c.FS_MATRIX()
        self.c.FPDFText_GetMatrix(self.text, index, matrix)
        size = self.c.FPDFText_GetFontSize(self.text, index) * math.hypot(matrix.c, matrix.d)
        name = ctypes.create_string_buffer(128)
        font = self.c.FPDFTextObj_GetFont(handle)
        if font:
            self.c.FPDFFont_GetBaseFontName(font, name, 128)
        bold = bool(_BOLD.search(name.value.decode("utf-8", "replace"))) or (
            self.c.FPDFText_GetFontWeight(self.text, index) >= BOLD_WEIGHT
        )
        slope = -math.degrees(math.atan2(matrix.b, matrix.a))
        return size, bold, round(slope + self.rotation) % 360

    def place(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box of the file's, as the reader of the turned page sees it: x0, top, x1, bottom."""
        x0, x1 = left - self.origin[0], right - self.origin[0]
        y0, y1 = self.origin[1] - top, self.origin[1] - bottom
        return turn((x0, y0, x1, y1), self.rotation, self.width, self.height)

    def _read_objects(self) -> None:
        """Find images, and the dots and squares drawn in front of list items."""
        for item in self.page.get_objects(max_depth=2):
            if item.type == self.c.FPDF_PAGEOBJ_IMAGE:
                self.result.images = True
            elif item.type == self.c.FPDF_PAGEOBJ_PATH and item.container is None:
                self.result.markers += _markers([self.place(*item.get_bounds())])


def turn(
    box: tuple[float, float, float, float], angle: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """Turn a box clockwise with its page of the given size.

    Examples
    --------
    >>> turn((10, 20, 30, 25), 90, 200, 100)
    (75, 10, 80, 30)
    """
    x0, top, x1, bottom = box
    if angle == 90:
        return height - bottom, x0, height - top, x1
    if angle == 180:
        return width - x1, height - bottom, width - x0, height - top
    if angle == 270:
        return top, width - x1, bottom, width - x0
    return box


def _markers(boxes: Iterable[tuple[float, float, float, float]]) -> Iterator[Marker]:
    for x0, top, x1, bottom in boxes:
        width, height = x1 - x0, bottom - top
        if (
            min(width, height) >= MIN_MARKER
            and max(width, height) <= MAX_MARKER
            and width < 1.5 * height < 2.25 * width
        ):
            yield Marker(x0, top, x1, bottom)


_UNNAMED = re.compile(r"\(cid:\d+\)")


def pdfplumber_pages(data: bytes, numbers: Iterable[int]) -> Iterator[PageGlyphs]:
    """Read some pages of a PDF with pdfplumber: slower, and right where a font does not name its glyphs.

    Parameters
    ----------
    data : bytes
        The file.
    numbers : iterable of int
        Page numbers, from 1.

    Yields
    ------
    PageGlyphs
        One for each number.
    """
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        for number in numbers:
            page = document.pages[number - 1]
            left, top, right, bottom = page.bbox
            result = PageGlyphs(number, right - left, bottom - top, images=bool(page.images))
            for char in page.chars:
                box = (char["x0"] - left, char["top"] - top, char["x1"] - left, char["bottom"] - top)
                text = _UNNAMED.sub(LOST, char["text"]).replace("\x00", LOST)
                a, b = char["matrix"][:2]
                angle = round(-math.degrees(math.atan2(b, a))) % 360
                result.glyphs.append(Glyph(text, *box, char["size"], bool(_BOLD.search(char["fontname"])), angle))
            drawn = [*page.curves, *page.rects]
            result.markers += _markers(
                (d["x0"] - left, d["top"] - top, d["x1"] - left, d["bottom"] - top) for d in drawn
            )
            page.close()
            yield result
