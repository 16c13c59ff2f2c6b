"""Cut clean text into units: headings, list items, keywords, sentences; a standard sentence is one unit."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Literal

from tiersimpact.grid import Grid
from tiersimpact.layout import Block, Heading, holds_word, parse_blocks, split_sentences

from .marks import recogniser
from .recognising import FormulaMatch, Recogniser

UnitKind = Literal["heading", "item", "keywords", "sentence"]

# Longer stretches without a full stop are no standard sentence and are not compared.
MAX_COMPARED = 1500


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest piece that can belong to another section than its neighbours.

    Attributes
    ----------
    kind : str
        ``heading``, ``item``, ``keywords`` or ``sentence``.
    start, end : int
        Half-open offsets of its words in the clean text.
    line : int
        Offset where its mark begins, or `start`.
    block : int
        Number of the block it comes from.
    heading : Heading or None
        For headings, what they stand for.
    level : int
        For headings, their depth.
    match : FormulaMatch or None
        For items and sentences, the standard sentence recognised.
    """

    kind: UnitKind
    start: int
    end: int
    line: int
    block: int
    heading: Heading | None = None
    level: int = 1
    match: FormulaMatch | None = None


def read_units(text: str, grid: Grid) -> list[Unit]:
    """Cut clean text into units.

    Parameters
    ----------
    text : str
        Clean text, one block a line.
    grid : Grid
        Grid whose headings and standard sentences are recognised.

    Returns
    -------
    list of Unit
        In order.

    Examples
    --------
    >>> from tiersimpact.grid import load_grid
    >>> text = "Des gens. Ces échanges ont été constatés le soir Ces rencontres ont lieu chaque mois"
    >>> [text[u.start:u.end] for u in read_units(text, load_grid())]
    ['Des gens.', 'Ces échanges ont été constatés le soir', 'Ces rencontres ont lieu chaque mois']
    """
    known = recogniser(grid)
    units: list[Unit] = []
    section: str | None = None
    for number, block in enumerate(parse_blocks(text, grid)):
        if block.kind == "heading":
            if block.heading is not None and block.heading.kind != "title":
                section = block.heading.id if block.heading.kind == "category" else None
            units.append(Unit("heading", block.start, block.end, block.line, number, block.heading, block.level))
        elif block.kind == "keywords":
            units.append(Unit("keywords", block.start, block.end, block.line, number))
        else:
            units += _sentences(text, block, number, known, section)
    return units


def _sentences(text: str, block: Block, number: int, known: Recogniser, section: str | None) -> list[Unit]:
    """The sentences of a paragraph, or the one of a list item."""
    bounds = [(block.start, block.end)] if block.kind == "item" else split_sentences(text, block.start, block.end)
    units = []
    for start, end in bounds:
        for begin, finish in _at_openings(text, start, end, known):
            match = None
            if finish - begin <= MAX_COMPARED:
                match = known.recognise(text[begin:finish], prefer=section)
            kind: UnitKind = "item" if block.kind == "item" else "sentence"
            line = block.line if begin == block.start else begin
            units.append(Unit(kind, begin, finish, line, number, match=match))
    return [unit for unit in units if holds_word(text[unit.start : unit.end])]


def _at_openings(text: str, start: int, end: int, known: Recogniser) -> list[tuple[int, int]]:
    """Cut a sentence where a standard sentence opens without a full stop before it."""
    if end - start > MAX_COMPARED:
        return [(start, end)]
    cuts = [start, *(start + offset for offset in known.openings(text[start:end])), end]
    pieces = []
    for begin, finish in itertools.pairwise(cuts):
        while finish > begin and text[finish - 1].isspace():
            finish -= 1
        if finish > begin:
            pieces.append((begin, finish))
    return pieces
