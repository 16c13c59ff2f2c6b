"""A Word document to text: headings and lists by their styles, tables row by row, text boxes where they hang."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .blocks import ITEM_MARK, Block, heading_mark, write_blocks
from .office import BROKEN, broken, open_office
from .source import LeftOut, Source

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{_W}txbxContent"
# Deleted or moved away by a tracked change; the second copy of a drawing for old programs.
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", _FALLBACK})
_SIGNS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": "\u00ad"}
_NOTES = ("footnotes", "endnotes")

_HEADING_STYLE = re.compile(r"(?:heading|titre)\s*([1-9])", re.IGNORECASE)
_TITLE_STYLE = re.compile(r"title|titre", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list|liste|puce", re.IGNORECASE)


def read_docx(data: bytes, path: Path) -> Source:
    """Read a Word document.

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
        If the file is broken, locked, or no Word document.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from docx.oxml.exceptions import InvalidXmlError

    open_office(data, path).close()
    try:
        document = docx.Document(io.BytesIO(data))
        reader = _Reader(document)
        text = write_blocks(reader.blocks(document.element.body))
        left_out = (*reader.left_out, *_headers(document), *_notes(document))
    except (OpcError, InvalidXmlError, AttributeError, *BROKEN) as error:
        raise broken(path) from error
    return Source(path.stem, text, left_out=left_out)


class _Reader:
    """Walks through the tree of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.left_out: list[LeftOut] = []

    def blocks(self, parent: Any) -> Iterator[Block]:
        """Paragraphs below an element, tables row by row, in reading order."""
        for element in parent.iterchildren("*"):
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag not in _SKIPPED:
                yield from self.blocks(element)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        """A paragraph, then the text boxes that hang on it."""
        boxes: list[Any] = []
        yield Block(self._mark(element), "".join(self._words(element, boxes)))
        for box in boxes:
            yield from self.blocks(box)

    def _words(self, parent: Any, boxes: list[Any]) -> Iterator[str]:
        for element in parent.iterchildren("*"):
            if element.tag == _BOX:
                boxes.append(element)
            elif element.tag == f"{_W}t":
                yield element.text or ""
            elif element.tag in _SIGNS:
                yield _SIGNS[element.tag]
            elif element.tag == f"{_W}r" and _is_hidden(element):
                self.left_out.append(LeftOut("hidden", "".join(element.itertext(f"{_W}t"))))
            elif element.tag not in _SKIPPED:
                yield from self._words(element, boxes)

    def _mark(self, element: Any) -> str:
        """Mark of a heading or list item, by the paragraph's own settings or its style's."""
        from docx.text.paragraph import Paragraph

        style = Paragraph(element, self.document._body).style
        settings = [element.pPr, *(parent.element.pPr for parent in _with_bases(style))]
        names = [parent.name or "" for parent in _with_bases(style)]
        if (level := _heading_level(names, settings)) is not None:
            return heading_mark(level)
        return ITEM_MARK if _is_item(names, settings) else ""


def _with_bases(style: ParagraphStyle | None) -> Iterator[Any]:
    """A style and those it is based on; a document may chain them in a circle."""
    seen = set()
    while style is not None and style.style_id not in seen:
        seen.add(style.style_id)
        yield style
        style = style.base_style


def _heading_level(names: list[str], settings: list[Any]) -> int | None:
    for name in names:
        if found := _HEADING_STYLE.fullmatch(name):
            return int(found[1])
        if _TITLE_STYLE.fullmatch(name):
            return 1
    for pPr in settings:
        outline = None if pPr is None else pPr.find(f"{_W}outlineLvl")
        if outline is not None:
            level = int(outline.get(f"{_W}val", "9"))
            return level + 1 if level < 9 else None  # 9 is running text
    return None


def _is_item(names: list[str], settings: list[Any]) -> bool:
    for pPr in settings:
        number = None if pPr is None else pPr.find(f"{_W}numPr/{_W}numId")
        if number is not None:
            return bool(number.get(f"{_W}val") != "0")  # 0 takes a style's numbering away
    return any(_LIST_STYLE.match(name) and "paragraph" not in name.lower() for name in names)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "true") not in ("0", "false")


def _headers(document: Document) -> Iterator[LeftOut]:
    seen = set()
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            text = " ".join("\n".join(paragraph.text for paragraph in part.paragraphs).split())
            if text and text not in seen:
                seen.add(text)
                yield LeftOut("running header or footer", text)


def _notes(document: Document) -> Iterator[LeftOut]:
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in _NOTES:
            for note in parse_xml(relation.target_part.blob).iterchildren("*"):
                if text := " ".join("".join(note.itertext(f"{_W}t")).split()):
                    yield LeftOut(kind.removesuffix("s"), text)
