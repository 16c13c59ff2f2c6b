"""Read what one statement answers: options of the grid, public types, numbers, or free words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tiersimpact.formulas import FormulaMatch, OptionMatch, recogniser
from tiersimpact.grid import Formula, Grid
from tiersimpact.grid.schema import SLOT
from tiersimpact.records import Quantity, Statement

from .records import Answer, Evidence

# What stands between the answers of a list, and around them.
_SEPARATOR = re.compile(r"[;,:\n]|\bet\b")
_EDGE = re.compile(r"^(?:[\W_]|(?:les|des|de|du|d['’])(?!\w))+|[\W_]+$")


@dataclass(frozen=True, slots=True)
class _Zone:
    """Where a slot's answer is looked for: offsets in the statement, and whether nothing else stands there."""

    start: int
    end: int
    own: bool

    def holds(self, start: int, end: int) -> bool:
        return start < self.end and self.start < end


def recognise(statement: Statement, grid: Grid) -> FormulaMatch | None:
    """Find the standard sentence that a statement prints, or that introduces the list it is an item of.

    Parameters
    ----------
    statement : Statement
        Any statement.
    grid : Grid
        The grid that its report answers.

    Returns
    -------
    FormulaMatch or None
        None when it is a free comment.
    """
    return recogniser(grid).recognise(statement.lead_in or statement.text, prefer=statement.category)


def read_answers(statement: Statement, match: FormulaMatch | None, grid: Grid) -> Iterator[tuple[str, Answer]]:
    """Read the answers that a statement gives.

    Parameters
    ----------
    statement : Statement
        A standard sentence, or an item of its list.
    match : FormulaMatch or None
        What it was recognised as.
    grid : Grid
        The grid that its report answers.

    Yields
    ------
    (str, Answer)
        Slot and answer.
    """
    if match is not None and match.formula is not None:
        yield from _Reader(grid, statement, match, match.formula).answers()
    elif statement.category is not None:
        for found in recogniser(grid).options(statement.text, statement.category):
            words = statement.text[found.start : found.end]
            yield found.option.slot, _answer(statement, words, found.option.polarity, value=found.option.text)


@dataclass(frozen=True, slots=True)
class _Reader:
    """One standard sentence and what the grid knows of it."""

    grid: Grid
    statement: Statement
    match: FormulaMatch
    formula: Formula

    @property
    def polarity(self) -> str:
        """What the sentence says, whatever its options."""
        return "neutral" if self.match.negated else self.formula.polarity

    def answers(self) -> Iterator[tuple[str, Answer]]:
        """The sentence itself, when it is an answer, then its slots."""
        own = self.formula.answer
        if own is not None and self.statement.lead_in is None:
            words = self.statement.text[self.match.start : self.match.end]
            yield own.slot, _answer(self.statement, words, self.polarity, value=own.text)
        readers = {"publics": self._publics, "quantity": self._quantities}
        for slot, zone in self._zones():
            for answer in readers.get(self.grid.fills[slot], self._options)(slot, zone):
                yield slot, answer

    def _zones(self) -> Iterator[tuple[str, _Zone]]:
        """Each slot with the stretch of the statement that fills it."""
        text = self.statement.text
        slots = dict.fromkeys(
            slot for text in (self.formula.text, *self.formula.variants) for slot in SLOT.findall(text)
        )
        if self.statement.lead_in is not None:  # an item fills the slot at the end of its lead-in
            yield from ((slot, _Zone(0, len(text), True)) for slot in SLOT.findall(self.formula.text)[-1:])
            return
        places = recogniser(self.grid).slots(text, self.match)
        for slot in slots:
            yield slot, _Zone(*places[slot], True) if slot in places else _Zone(0, len(text), False)

    def _options(self, slot: str, zone: _Zone) -> Iterator[Answer]:
        """Options in their slot and what is printed beside them, or else options anywhere in the sentence."""
        whole = self.statement.text
        inside = whole[zone.start : zone.end]
        known = recogniser(self.grid)
        found = known.options(inside, self.match.category, slot=slot)
        yield from self._known(inside, found)
        elsewhere = [] if found else known.options(whole, self.match.category, slot=slot)
        yield from self._known(whole, elsewhere)
        if zone.own and not elsewhere:
            for words in _free(inside, [(each.start, each.end) for each in found]):
                yield _answer(self.statement, words, self.polarity)

    def _known(self, text: str, found: Iterable[OptionMatch]) -> Iterator[Answer]:
        """Options as answers; an option is welcome only in a sentence that is."""
        for each in found:
            polarity = each.option.polarity if self.polarity == "positive" else self.polarity
            yield _answer(self.statement, text[each.start : each.end], polarity, value=each.option.text)

    def _publics(self, slot: str, zone: _Zone) -> Iterator[Answer]:
        """Public types that the sentence names, and people in the slot that are of no known type."""
        for span in self.statement.public_spans:
            yield _answer(self.statement, span.text, self.polarity, value=span.public)
        if zone.own:
            spans = [(span.start - zone.start, span.end - zone.start) for span in self.statement.public_spans]
            for words in _free(self.statement.text[zone.start : zone.end], spans):
                yield _answer(self.statement, words, self.polarity)

    def _quantities(self, slot: str, zone: _Zone) -> Iterator[Answer]:
        """The first number in the slot, else the words there."""
        inside = [each for each in self.statement.quantities if zone.own and zone.holds(each.start, each.end)]
        words = _trim(self.statement.text[zone.start : zone.end]) if zone.own else ""
        if inside:
            yield _answer(self.statement, inside[0].text, self.polarity, value=inside[0].text, quantity=inside[0])
        elif words:
            yield _answer(self.statement, words, self.polarity)


def _answer(
    statement: Statement, text: str, polarity: str, *, value: str | None = None, quantity: Quantity | None = None
) -> Answer:
    """An answer; without a value that the grid knows, its words are its value."""
    known = value is not None
    evidence = Evidence(statement.id, statement.text)
    return Answer(value or text, text, known, polarity, statement.publics, quantity, evidence)


def _free(text: str, taken: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Pieces of a list that hold nothing of what is taken."""
    known = list(taken)
    cuts = [0, *(cut for match in _SEPARATOR.finditer(text) for cut in match.span()), len(text)]
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        words = _trim(text[start:end])
        if words and not any(a < end and start < b for a, b in known):
            yield words


def _trim(words: str) -> str:
    """Words without the punctuation and the articles around them."""
    return _EDGE.sub("", words)
