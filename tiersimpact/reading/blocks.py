"""Headings, list items and paragraphs of a marked-up file, written the way the repair reads them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Block(NamedTuple):
    """A paragraph: its mark (``# ``, ``- `` or none) and its text."""

    mark: str
    text: str


def heading_mark(level: int) -> str:
    """Mark of a heading, as Markdown writes it.

    Examples
    --------
    >>> heading_mark(2)
    '## '
    """
    return "#" * min(max(level, 1), 6) + " "


ITEM_MARK = "- "


def write_blocks(blocks: Iterable[Block]) -> str:
    r"""Write blocks as raw text.

    Parameters
    ----------
    blocks : iterable of Block
        In order; blank ones are left out.

    Returns
    -------
    str
        One block a line; a paragraph never goes on with the block before it.

    Examples
    --------
    >>> write_blocks([Block("# ", "Santé"), Block("- ", "moins de stress"), Block("", "Un mot.")])
    '# Santé\n- moins de stress\n\nUn mot.\n'
    """
    lines: list[str] = []
    for mark, text in blocks:
        words = text.strip()
        if not words:
            continue
        if lines and not mark:
            lines.append("")
        lines.append(mark + (" ".join(words.split()) if mark else words))
    return "\n".join(lines) + "\n" if lines else ""
