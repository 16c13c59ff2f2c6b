"""Read how strong an effect was judged: ``++++`` printed after a heading or a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiersimpact.grid import Grid
from tiersimpact.layout import parse_blocks
from tiersimpact.records import Statement

from .records import Intensity

# Two marks and more stand by themselves, a single one only at the end of a line: « 2 + 2 » is a sum.
_MARKS = re.compile(r"(?<!\S)(?:\+{2,5}(?!\S)|\+(?=\s*$))", re.MULTILINE)


def read_intensities(text: str, statements: Sequence[Statement], grid: Grid) -> dict[str, Intensity]:
    """Find how strong each effect was judged.

    Parameters
    ----------
    text : str
        Clean text of one report.
    statements : sequence of Statement
        Its statements.
    grid : Grid
        Grid whose headings are recognised.

    Returns
    -------
    dict of str to Intensity
        Category id → the first intensity printed in its section.

    Examples
    --------
    >>> from tiersimpact.grid import load_grid
    >>> read_intensities("# SOLIDARITÉ +++", [], load_grid())
    {'solidarite': Intensity(value=3, quote='SOLIDARITÉ +++')}
    """
    found: dict[str, Intensity] = {}
    if "+" not in text:
        return found
    headings = [block for block in parse_blocks(text, grid) if block.heading and block.heading.kind == "category"]
    for marks in _MARKS.finditer(text):
        value = len(marks.group())
        heading = next((block for block in headings if block.start <= marks.start() < block.end), None)
        if heading is not None and heading.heading is not None and heading.heading.id is not None:
            quote = text[heading.start : marks.end()]
            found.setdefault(heading.heading.id, Intensity(value, quote))
            continue
        before = [each for each in statements if each.start < marks.start() and each.category is not None]
        if before:
            last = max(before, key=lambda each: each.start)
            assert last.category is not None
            found.setdefault(last.category, Intensity(value, text[last.start : marks.end()]))
    return found
