"""Parse clean text into blocks, one a line: ``# heading``, ``- item``, ``#keyword #keyword`` or paragraph."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from tiersimpact.grid import Grid

from .headings import Heading, heading_index

BlockKind = Literal["heading", "item", "keywords", "paragraph"]

_LINE = re.compile(r"[^\n]+")
_HEADING_MARK = re.compile(r"#{1,6}\s+")
_ITEM_MARK = re.compile(r"\s*-\s+")
KEYWORD = re.compile(r"(?<![^\W_])#(?=[^\s#])")
_INLINE_SIGN = re.compile(r"[:–—-]\s")
# « Solidarité : une épicerie… »: the words before the colon may be a heading printed on the same line.
_INLINE_HEADING = re.compile(r"([^\n:.–]{4,60}?)\s*(?::|\s[–—-])\s+(?=\S)")


class Block(NamedTuple):
    """A block of clean text.

    Attributes
    ----------
    kind : str
        ``heading``, ``item``, ``keywords`` or ``paragraph``.
    start, end : int
        Half-open offsets of the block's own words, without its mark.
    line : int
        Offset of the line, where the block's mark begins.
    heading : Heading or None
        What the heading stands for, for headings.
    level : int
        Depth of a heading: its number of ``#``, at least 1.
    """

    kind: BlockKind
    start: int
    end: int
    line: int
    heading: Heading | None = None
    level: int = 1


def parse_blocks(text: str, grid: Grid) -> list[Block]:
    r"""Parse clean text into blocks.

    Parameters
    ----------
    text : str
        Clean text: one block a line.
    grid : Grid
        Grid whose headings are recognised.

    Returns
    -------
    list of Block
        In order; blank lines give none.

    Examples
    --------
    >>> from tiersimpact.grid import load_grid
    >>> text = "# SANTE\n- se sentir mieux\nUn mot.\n#lien #partage"
    >>> [(b.kind, text[b.start:b.end]) for b in parse_blocks(text, load_grid())]
    [('heading', 'SANTE'), ('item', 'se sentir mieux'), ('paragraph', 'Un mot.'), ('keywords', '#lien #partage')]
    """
    index = heading_index(grid)
    blocks: list[Block] = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        words = line.group()
        if words.isspace():
            continue
        marked = not words[0].isalpha()
        if marked and (mark := _HEADING_MARK.match(text, start, end)):
            heading = index.find(text[mark.end() : end]) or Heading("other")
            blocks.append(Block("heading", mark.end(), end, start, heading, mark.group().count("#")))
        elif marked and (mark := _ITEM_MARK.match(text, start, end)):
            tag = KEYWORD.match(text, mark.end()) and text[mark.end() + 1].isalpha()
            blocks.append(Block("keywords" if tag else "item", mark.end(), end, start))
        elif marked and KEYWORD.match(text, start):
            blocks.append(Block("keywords", start, end, start))
        elif found := index.find(words):
            blocks.append(Block("heading", start, end, start, found))
        else:
            blocks += _paragraph(text, start, end, grid)
    return blocks


def _paragraph(text: str, start: int, end: int, grid: Grid) -> list[Block]:
    """A paragraph, with the heading printed in front of it, if any."""
    mark = _INLINE_HEADING.match(text, start, end) if _INLINE_SIGN.search(text, start, end) else None
    heading = heading_index(grid).find(mark[1], fuzzy=False) if mark else None
    if mark is None or heading is None or heading.kind not in ("category", "family"):
        return [Block("paragraph", start, end, start)]
    return [
        Block("heading", start, mark.end(1), start, heading),
        Block("paragraph", mark.end(), end, mark.end()),
    ]
