"""A web page to text: headings and list items marked, menus and scripts left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from bs4.element import (
    CData,
    Comment,
    Declaration,
    Doctype,
    NavigableString,
    PageElement,
    ProcessingInstruction,
    Tag,
)

_LEFT_OUT = {
    "script": "script",
    "style": "style",
    "noscript": "script",
    "template": "template",
    "title": "page title",
    "nav": "menu",
    "svg": "drawing",
    "button": "button",
    "select": "form",
}
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HEADING = re.compile(r"h([1-6])$")
_NOT_TEXT = (Comment, Declaration, Doctype, ProcessingInstruction, CData)
_BLANKS = re.compile(r"\s+")


def html_to_text(markup: str) -> tuple[str, tuple[str, ...]]:
    r"""Turn a web page into text.

    Parameters
    ----------
    markup : str
        HTML, however broken.

    Returns
    -------
    text : str
        One block a line, headings marked ``#``, list items ``-``.
    left_out : tuple of str
        What was left out, with the reason in front.

    Examples
    --------
    >>> html_to_text("<nav>Accueil</nav><h2>Santé</h2><ul><li>moins de <b>stress</b></ul>")
    ('## Santé\n- moins de stress\n', ('menu: Accueil',))
    """
    soup = BeautifulSoup(markup, "html.parser")
    page = _Page()
    node: PageElement | None = soup.contents[0] if soup.contents else None
    while node is not None:
        following = node.next_element
        if isinstance(node, Tag):
            if _is_left_out(node):
                page.leave_out(node)
                following = _after(node)
            elif node.name == "br":
                page.end_line()
            elif node.name in _BLOCKS:
                page.end_line()
                page.enter(node)
        elif isinstance(node, NavigableString) and not isinstance(node, _NOT_TEXT):
            page.words.append(_BLANKS.sub(" ", str(node)))
            if _closes_block(node):
                page.end_line()
        node = following
    page.end_line()
    return "\n".join(page.lines) + "\n", tuple(page.left_out)


@dataclass(slots=True)
class _Page:
    """The text written so far."""

    lines: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    mark: str = ""
    marked: Tag | None = None
    fresh: bool = False  # whether a block began since the last line

    def enter(self, tag: Tag) -> None:
        """Begin a block; the first block inside a heading or list item keeps its mark."""
        if _mark(tag) or self.marked is None or tag.parent is not self.marked:
            self.mark = _mark(tag)
        self.marked = tag if self.mark else None
        self.fresh = True

    def end_line(self) -> None:
        """Write the words gathered since the last line end, if any, behind their mark."""
        line = "".join(self.words).strip()
        if line:
            if self.lines and self.fresh and not self.mark:
                self.lines.append("")  # a paragraph never goes on with the block before it
            self.fresh = False
            self.lines.append(self.mark + line)
            self.mark = ""
        self.words.clear()

    def leave_out(self, tag: Tag) -> None:
        """List the words of a tag that is no part of the report; code has none."""
        words = _BLANKS.sub(" ", tag.get_text(" ")).strip() if tag.name not in ("script", "style") else ""
        if words:
            self.left_out.append(f"{_LEFT_OUT.get(tag.name, 'hidden')}: {words}")


def _is_left_out(tag: Tag) -> bool:
    return tag.name in _LEFT_OUT or tag.get("hidden") is not None or tag.get("aria-hidden") == "true"


def _after(tag: Tag) -> PageElement | None:
    """The element after a tag and all it holds."""
    last: PageElement = tag
    while isinstance(last, Tag) and last.contents:
        last = last.contents[-1]
    return last.next_element


def _closes_block(node: NavigableString) -> bool:
    """Whether a block ends behind a string."""
    element: PageElement = node
    while element.next_sibling is None and element.parent is not None:
        element = element.parent
        if isinstance(element, Tag) and element.name in _BLOCKS:
            return True
    return False


def _mark(tag: Tag) -> str:
    if heading := _HEADING.match(tag.name):
        return "#" * int(heading[1]) + " "
    return "- " if tag.name == "li" else ""
