"""Read what one statement answers: options of the grid, public types, numbers, or free words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tiersimpact.formulas import FormulaMatch, recogniser
from tiersimpact.french import words
from tiersimpact.grid import Formula, Grid
from tiersimpact.grid.schema import SLOT
from tiersimpact.records import Quantity, Statement

from .records import Answer, Evidence

# What stands between the answers of a list, and around them.
_SEPARATOR = re.compile(r"[;,:\n]|\bet\b")
_EDGE = re.compile(r"^(?:[\W_]|(?:les|des|de|du|d['’])(?!\w))+|[\W_]+$")
# Kinds of quantity that answer « how many ».
COUNTING = ("count", "frequency")
# Letters of a word that tells answers apart.
MIN_WORD = 4


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
        """The sentence itself, when it is an answer; what the grid knows in its slots; the other words there."""
        known = []
        own = self.formula.answer
        if own is not None and self.statement.lead_in is None:
            text = self.statement.text[self.match.start : self.match.end]
            yield own.slot, _answer(self.statement, text, self.polarity, value=own.text)
        readers = {
            "publics": self._publics, "number": self._number, "frequency": self._frequency, "options": self._options,
        }  # fmt: skip
        zones = dict(self._zones())
        for slot, zone in zones.items():
            known += [(slot, answer) for answer in readers[self.grid.fills[slot]](slot, zone)]
        yield from known
        taken = [answer.text for _, answer in known]
        listed = {slot.id for slot in self.grid.slots}
        numbers = {slot for slot, answer in known if answer.quantity is not None}
        for slot, zone in zones.items():
            if zone.own and slot in listed - numbers:
                yield from ((slot, answer) for answer in self._free(zone, taken))

    def _zones(self) -> Iterator[tuple[str, _Zone]]:
        """Each slot with the stretch of the statement that fills it."""
        text = self.statement.text
        wordings = (self.formula.text, *self.formula.variants)
        slots = dict.fromkeys(slot for wording in wordings for slot in SLOT.findall(wording))
        if self.statement.lead_in is not None:  # an item fills the slot at the end of its lead-in
            yield from ((slot, _Zone(0, len(text), True)) for slot in SLOT.findall(self.formula.text)[-1:])
            return
        places = recogniser(self.grid).slots(text, self.match)
        for slot in slots:
            yield slot, _Zone(*places[slot], True) if slot in places else _Zone(0, len(text), False)

    def _options(self, slot: str, zone: _Zone) -> Iterator[Answer]:
        """Options in their slot, or else anywhere in the sentence."""
        known, whole = recogniser(self.grid), self.statement.text
        text = whole[zone.start : zone.end]
        found = known.options(text, self.match.category, slot=slot)
        if not found:
            text = whole
            found = known.options(text, self.match.category, slot=slot)
        for each in found:
            polarity = each.option.polarity if self.polarity == "positive" else self.polarity
            yield _answer(self.statement, text[each.start : each.end], polarity, value=each.option.text)

    def _publics(self, slot: str, zone: _Zone) -> Iterator[Answer]:
        """Public types that the sentence names."""
        for span in self.statement.public_spans:
            yield _answer(self.statement, span.text, self.polarity, value=span.public)

    def _number(self, slot: str, zone: _Zone) -> Iterator[Answer]:
        """The number in the slot: the one that counts the sentence's own noun, else the first one that counts."""
        inside = [each for each in self.statement.quantities if zone.own and zone.holds(each.start, each.end)]
        if inside:
            yield self._quantity(max(inside, key=lambda each: (each.end > zone.end, each.kind in COUNTING)))

    def _frequency(self, slot: str, zone: _Zone) -> Iterator[Answer]:
        """The first frequency in the slot, or anywhere in the sentence when it has none."""
        inside = [each for each in self.statement.quantities if zone.holds(each.start, each.end)]
        often = [each for each in inside if each.kind == "frequency"]
        if often or (inside and zone.own):
            yield self._quantity((often or inside)[0])

    def _quantity(self, quantity: Quantity) -> Answer:
        return _answer(self.statement, quantity.text, self.polarity, value=quantity.text, quantity=quantity)

    def _free(self, zone: _Zone, taken: Sequence[str]) -> Iterator[Answer]:
        """Words of a slot that no answer known to the grid explains."""
        explained = {key for text in taken for key in _long_words(text)}
        for piece in _SEPARATOR.split(self.statement.text[zone.start : zone.end]):
            keys = _long_words(piece)
            if keys and keys.isdisjoint(explained) and not any(text in piece for text in taken):
                yield _answer(self.statement, _EDGE.sub("", piece), self.polarity)


def _answer(
    statement: Statement, text: str, polarity: str, *, value: str | None = None, quantity: Quantity | None = None
) -> Answer:
    """An answer; without a value that the grid knows, its words are its value."""
    known = value is not None
    evidence = Evidence(statement.id, statement.text)
    return Answer(value or text, text, known, polarity, statement.publics, quantity, evidence)


def _long_words(text: str) -> set[str]:
    return {word.key for word in words(text) if len(word.key) >= MIN_WORD}
