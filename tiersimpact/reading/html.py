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

from .source import LeftOut

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
    "textarea": "form",
}
_ROLES = {
    "navigation": "menu",
    "search": "form",
    "contentinfo": "page footer",
    "complementary": "aside",
    "dialog": "dialog",
    "alertdialog": "dialog",
}
# Words of class names and ids, as content management systems and consent tools write them.
_NAMES = {
    "cookie": "cookie banner",
    "cookies": "cookie banner",
    "consent": "cookie banner",
    "rgpd": "cookie banner",
    "gdpr": "cookie banner",
    "tarteaucitron": "cookie banner",
    "axeptio": "cookie banner",
    "didomi": "cookie banner",
    "menu": "menu",
    "navbar": "menu",
    "breadcrumb": "menu",
    "breadcrumbs": "menu",
    "pagination": "menu",
    "related": "other articles",
    "sidebar": "aside",
    "share": "share buttons",
    "sharing": "share buttons",
    "newsletter": "form",
    "popup": "dialog",
    "modal": "dialog",
    "comments": "comments of readers",
}
_HIDDEN_CLASSES = frozenset({"sr-only", "visually-hidden", "screen-reader-text"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NAME_WORD = re.compile(r"[a-z]+")
# A part that holds more of the page's text is the report, whatever its name.
MAX_SHARE = 0.3
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


def html_to_text(markup: str) -> tuple[str, tuple[LeftOut, ...]]:
    r"""Turn a web page into text.

    Parameters
    ----------
    markup : str
        HTML, however broken.

    Returns
    -------
    text : str
        One block a line, headings marked ``#``, list items ``-``.
    left_out : tuple of LeftOut
        Menus, banners and hidden parts.

    Examples
    --------
    >>> html_to_text("<nav>Accueil</nav><h2>Santé</h2><ul><li>moins de <b>stress</b></ul>")
    ('## Santé\n- moins de stress\n', (LeftOut(reason='menu', text='Accueil', page=None),))
    """
    soup = BeautifulSoup(markup, "lxml")  # html.parser takes the square of the time for tags that nobody closes
    page = _Page(most=MAX_SHARE * len(soup.get_text()), kept=_around_main_part(soup))
    node: PageElement | None = soup.contents[0] if soup.contents else None
    while node is not None:
        following = node.next_element
        if isinstance(node, Tag):
            if reason := page.why_left_out(node):
                page.leave_out(node, reason)
                following = _after(node)
            elif node.name == "br":
                page.fresh = page.fresh or not page.words  # two line breaks part paragraphs
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

    most: float  # characters of a part that may be left out for its name
    kept: frozenset[int]  # identities of the tags in and around the main part; none when the page has no such part
    lines: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
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

    def why_left_out(self, tag: Tag) -> str | None:
        """Say why a tag is no part of the report; nothing when it is."""
        if tag.name in _LEFT_OUT:
            return _LEFT_OUT[tag.name]
        classes = set(tag.get_attribute_list("class"))
        style = str(tag.get("style") or "")
        if (
            tag.get("hidden") is not None
            or tag.get("aria-hidden") == "true"
            or _HIDDEN_STYLE.search(style)
            or classes & _HIDDEN_CLASSES
        ):
            return "hidden"
        if self.kept and tag.name in _BLOCKS and id(tag) not in self.kept:
            return "outside the main part"
        names = f"{tag.get('id') or ''} {' '.join(filter(None, classes))}".lower()
        reasons = [_ROLES.get(str(tag.get("role"))), *map(_NAMES.get, sorted(_NAME_WORD.findall(names)))]
        reason = next(filter(None, reasons), None)
        return reason if reason and len(tag.get_text()) <= self.most else None

    def leave_out(self, tag: Tag, reason: str) -> None:
        """List the words of a tag that is no part of the report; code has none."""
        words = _BLANKS.sub(" ", tag.get_text(" ")).strip() if tag.name not in ("script", "style") else ""
        if words:
            self.left_out.append(LeftOut(reason, words))


def _around_main_part(soup: BeautifulSoup) -> frozenset[int]:
    """Tags in and around what the page itself calls its main part, unless most of the text stands elsewhere."""
    mains = soup.find_all(lambda tag: tag.name == "main" or tag.get("role") == "main")
    if len(mains) != 1 or len(mains[0].get_text()) <= MAX_SHARE * len(soup.get_text()):
        return frozenset()
    main = mains[0]
    return frozenset(map(id, (main, *main.parents, *main.descendants)))


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
