"""Cut clean text into units: headings, list items, keywords, sentences; a standard sentence is one unit."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from tiersimpact.grid import Grid
from tiersimpact.layout import Block, Heading, holds_word, parse_blocks, split_sentences

from .marks import recogniser
from .matches import FormulaMatch
from .recognising import Recogniser

UnitKind = Literal["heading", "item", "keywords", "sentence"]

# Longer stretches without a full stop are no standard sentence and are not compared.
MAX_COMPARED = 1500
# Sentences of an answer that somebody wrote into a slot, with the one that has the slot.
MAX_ANSWER = 4
# Items of a list that say what its lead-in is.
MAX_LIST = 20


class Unit(NamedTuple):
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


@lru_cache(maxsize=1)  # the repair of columns and the cutting into statements mostly read the same text
def read_units(text: str, grid: Grid) -> tuple[Unit, ...]:
    """Cut clean text into units.

    Parameters
    ----------
    text : str
        Clean text, one block a line.
    grid : Grid
        Grid whose headings and standard sentences are recognised.

    Returns
    -------
    tuple of Unit
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
    for i, unit in enumerate(units):
        if unit.match is None and unit.kind == "sentence" and text[unit.end - 1] == ":":
            units[i] = _with_its_list(text, units, i, known)
    return tuple(units)


def _with_its_list(text: str, units: Sequence[Unit], i: int, known: Recogniser) -> Unit:
    """A lead-in too short to be recognised alone is recognised with the list that it opens."""
    lead = units[i]
    words = text[lead.start : lead.end]
    items = itertools.takewhile(lambda unit: unit.kind == "item", units[i + 1 : i + 1 + MAX_LIST])
    match = known.recognise(" ".join([words, *(text[item.start : item.end] for item in items)])[:MAX_COMPARED])
    if match is None or match.formula is None or match.start >= len(words):
        return lead
    return lead._replace(match=match)


def _sentences(text: str, block: Block, number: int, known: Recogniser, section: str | None) -> list[Unit]:
    """The sentences of a paragraph, or the one of a list item."""
    kind: UnitKind = "item" if block.kind == "item" else "sentence"
    bounds = split_sentences(text, block.start, block.end) if kind == "sentence" else _item(text, block)
    units: list[Unit] = []
    for start, end in bounds:
        compared = end - start <= MAX_COMPARED and known.compares(text[start:end])
        for begin, finish in _at_openings(text, start, end, known) if compared else [(start, end)]:
            match = known.recognise(text[begin:finish], prefer=section) if compared else None
            line = block.line if begin == block.start else begin
            units.append(Unit(kind, begin, finish, line, number, match=match))
            if match is not None and 1 < len(units) <= MAX_ANSWER and _lacks_its_head(text, units):
                whole = known.recognise(text[block.start : finish], prefer=section)
                units = [Unit(kind, block.start, finish, block.line, number, match=whole)]
    return units


def _item(text: str, block: Block) -> list[tuple[int, int]]:
    """The words of a list item, if it has any."""
    words = text[block.start : block.end].rstrip()
    return [(block.start, block.start + len(words))] if holds_word(words) else []


def _lacks_its_head(text: str, units: Sequence[Unit]) -> bool:
    """Whether free sentences were written into the answer slot at the head of a standard one."""
    *answer, last = units
    wording = last.match.wording if last.match is not None else None
    if wording is None or not wording.leading_slot or not text[last.start].islower():
        return False
    return all(unit.match is None for unit in answer) and last.end - answer[0].start <= MAX_COMPARED


def _at_openings(text: str, start: int, end: int, known: Recogniser) -> list[tuple[int, int]]:
    """Cut a sentence where a standard sentence opens without a full stop before it."""
    cuts = [start, *(start + offset for offset in known.openings(text[start:end])), end]
    pieces = []
    for begin, finish in itertools.pairwise(cuts):
        words = text[begin:finish].rstrip()
        if holds_word(words):
            pieces.append((begin, begin + len(words)))
    return pieces
