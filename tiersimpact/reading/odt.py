"""An OpenDocument text (LibreOffice) to text: headings, lists and tables by their tags."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tiersimpact.errors import ReadError

from .blocks import ITEM_MARK, Block, heading_mark, write_blocks
from .office import BROKEN, broken, open_office, parse_part
from .source import LeftOut, Source

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_SIGNS = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": " ", f"{_TEXT}s": " "}
_LEFT_OUT = {
    f"{_TEXT}note": "footnote",
    f"{_TEXT}tracked-changes": "deleted",
    f"{_OFFICE}annotation": "comment",
    f"{_TEXT}hidden-paragraph": "hidden",
}
_BOX = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"


def read_odt(data: bytes, path: Path) -> Source:
    """Read an OpenDocument text.

    Parameters
    ----------
    data : bytes
        The file.
    path : Path
        Its name.

    Returns
    -------
    Source
        Its text.

    Raises
    ------
    ReadError
        If the file is broken, locked, or no OpenDocument text.
    """
    reader = _Reader()
    try:
        with open_office(data, path) as archive:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise ReadError(path, "it needs a password", "Save it without password.")
            body = parse_part(archive, "content.xml").find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise broken(path)
        text = write_blocks(reader.blocks(body))
    except BROKEN as error:
        raise broken(path) from error
    return Source(path.stem, text, left_out=tuple(reader.left_out))


class _Reader:
    """Walks through the tree of one document."""

    def __init__(self) -> None:
        self.left_out: list[LeftOut] = []

    def blocks(self, parent: Any, mark: str = "") -> Iterator[Block]:
        """Paragraphs below an element, tables row by row, in reading order."""
        for element in parent.iterchildren("*"):
            if element.tag in _PARAGRAPHS:
                yield from self._paragraph(element, mark)
                mark = ""
            elif element.tag in _LEFT_OUT:
                self._leave_out(element)
            else:
                yield from self.blocks(element, ITEM_MARK if element.tag == f"{_TEXT}list-item" else "")

    def _paragraph(self, element: Any, mark: str) -> Iterator[Block]:
        """A paragraph, then the text boxes that hang on it."""
        boxes: list[Any] = []
        if element.tag == f"{_TEXT}h":
            mark = heading_mark(int(element.get(f"{_TEXT}outline-level", "1")))
        yield Block(mark, "".join(self._words(element, boxes)))
        for box in boxes:
            yield from self.blocks(box)

    def _words(self, parent: Any, boxes: list[Any]) -> Iterator[str]:
        yield _blanks(parent.text)
        for element in parent.iterchildren("*"):
            if element.tag == _BOX:
                boxes.append(element)
            elif element.tag in _LEFT_OUT:
                self._leave_out(element)
            elif element.tag in _SIGNS:
                yield _SIGNS[element.tag]
            else:
                yield from self._words(element, boxes)
            yield _blanks(element.tail)

    def _leave_out(self, element: Any) -> None:
        if text := _blanks("".join(element.itertext())).strip():
            self.left_out.append(LeftOut(_LEFT_OUT[element.tag], text))


def _blanks(text: str | None) -> str:
    """Blanks of the file itself mean one blank, as in HTML."""
    words = " ".join((text or "").split())
    return f"{' ' if text and text[0].isspace() else ''}{words}{' ' if words and text and text[-1].isspace() else ''}"
