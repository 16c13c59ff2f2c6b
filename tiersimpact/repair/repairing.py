"""The order of the repairs: columns as printed, characters, words, lines; then what broke off, by its sentences."""

from __future__ import annotations

from tiersimpact.grid import Grid, load_grid

from .breaks import read_past_breaks
from .characters import repair_characters
from .columns import new_order
from .edits import CleanText
from .flow import oddness
from .glued import repair_glued
from .gutters import read_down_columns
from .ligatures import repair_ligatures
from .lines import repair_lines
from .markup import repair_markup
from .mojibake import repair_mojibake
from .pages import repair_pages
from .rows import read_across_rows


def repair(raw: str, *, grid: Grid | None = None) -> CleanText:
    r"""Repair a raw text.

    Parameters
    ----------
    raw : str
        Text as read from a file.
    grid : Grid, optional
        Grid whose headings and standard sentences help; the shipped one by default.

    Returns
    -------
    CleanText
        One block a line (``# heading``, ``- item``, ``#keyword`` or paragraph), with the map to `raw`.

    Examples
    --------
    >>> clean = repair("SANTÉ\n• **moins** de di\ufffdicultés")
    >>> print(clean.text)
    # SANTÉ
    - moins de difficultés
    """
    grid = grid or load_grid()
    clean = CleanText.of(raw)
    if columns := read_down_columns(clean.text, grid):  # by the gutters, while every line has its printed length
        clean = clean.reorder(columns)
    for propose in (repair_mojibake, repair_ligatures):
        clean = clean.apply(propose(clean.text))
    if rows := read_across_rows(clean.text, grid):
        clean = clean.reorder(rows)
    readings = [_by_sentences(clean, grid)]
    if breaks := read_past_breaks(clean.text, grid):
        readings.append(_by_sentences(clean.reorder(breaks), grid))
    return min(readings, key=lambda reading: oddness(reading.text))  # of two as good, the one that moves less


def _by_sentences(clean: CleanText, grid: Grid) -> CleanText:
    """Repair words and lines, then put the sentences that broke off together."""
    for propose in (repair_characters, repair_pages, repair_markup, repair_glued):
        clean = clean.apply(propose(clean.text))
    clean = clean.apply(repair_lines(clean.text, grid))
    return clean.reorder(rests) if (rests := new_order(clean.text, grid)) else clean
