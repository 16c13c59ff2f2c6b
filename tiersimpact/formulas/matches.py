"""What the recogniser compares with, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass

from tiersimpact.grid import Formula, Option

from .keys import Mark


@dataclass(frozen=True, slots=True)
class Wording:
    """One printed wording of a formula, cut at its slots; each slot stands before the segment that it counts."""

    category: str
    formula: Formula
    segments: tuple[Mark, ...]
    slots: tuple[tuple[str, int], ...]

    @property
    def leading_slot(self) -> bool:
        """Whether an answer stands at the head of the sentence."""
        return bool(self.slots) and self.slots[0][1] == 0


@dataclass(frozen=True, slots=True)
class FormulaMatch:
    """A standard sentence found in a text.

    Attributes
    ----------
    category : str
        Category of the sentence.
    formula : Formula or None
        The sentence; None when only an answer option was recognised.
    option : Option or None
        The answer option recognised, if any.
    start, end : int
        Half-open offsets of the matched words in the text.
    score : float
        Likeness of the fixed words, 0-100.
    strong : bool
        Whether the match alone proves the category.
    negated : bool
        Whether the text denies what the sentence affirms.
    wording : Wording or None
        The wording that is likest.
    """

    category: str
    formula: Formula | None
    option: Option | None
    start: int
    end: int
    score: float
    strong: bool
    negated: bool
    wording: Wording | None = None

    @property
    def categories(self) -> tuple[str, ...]:
        """Categories under whose heading the sentence may be printed."""
        return (self.category, *(self.formula.also_in if self.formula else ()))

    @property
    def polarity(self) -> str:
        """What the sentence says: its option's polarity, else its own; no effect when it is denied."""
        if self.negated:
            return "neutral"
        if self.option is not None and (self.formula is None or self.option.polarity != "positive"):
            return self.option.polarity
        assert self.formula is not None
        return self.formula.polarity


@dataclass(frozen=True, slots=True)
class OptionMatch:
    """An answer option found in a text, with the half-open offsets of its words."""

    option: Option
    start: int
    end: int
