"""What the steps of this room hand on: a sentence cut into tokens, and numbers being read in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tiersimpact.quantity.tokens import Token, tokenize

OF = frozenset({"de", "des", "du"})
"""« d' », « de », « des », « du », as tokens fold them."""


class Sentence:
    """One sentence as tokens.

    Attributes
    ----------
    tokens : list of Token
        Its words, numbers and signs; offsets count in the whole text.
    lows : list of str
        The folded form of each token.
    text : str
        The whole text.
    """

    __slots__ = ("lows", "text", "tokens")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.tokens: list[Token] = tokenize(text, start, end)
        self.lows: list[str] = [token.low for token in self.tokens]

    def low(self, index: int) -> str:
        """Return the folded token at `index`, empty outside the sentence."""
        return self.lows[index] if 0 <= index < len(self.lows) else ""

    def kind(self, index: int) -> str:
        """Return the kind of the token at `index`, empty outside the sentence."""
        return self.tokens[index].kind if 0 <= index < len(self.lows) else ""

    def raw(self, index: int) -> str:
        """Return the token at `index` as written, empty outside the sentence."""
        return self.tokens[index].text if 0 <= index < len(self.lows) else ""

    def slice(self, first: int, last: int) -> str:
        """Return the text from token `first` up to, without it, token `last`."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def glued(self, index: int) -> bool:
        """Tell whether nothing stands between the token at `index` and the one before."""
        return 0 < index < len(self.lows) and self.tokens[index - 1].end == self.tokens[index].start

    def gap(self, index: int) -> str:
        """Return what stands between the token at `index` and the one before."""
        if not 0 < index < len(self.lows):
            return ""
        return self.text[self.tokens[index - 1].end : self.tokens[index].start]


@dataclass(slots=True)
class Reading:
    """A number on its way to a record.

    Attributes
    ----------
    i, j : int
        Tokens of the number, half-open.
    value, value_max : float or None
        What it says.
    form : str
        ``digits``, ``words``, ``article``, ``aine``, ``vague``, ``none``, ``fraction`` or ``time``.
    scale : float
        What a unit or « million » multiplied it by.
    first, last : int
        Tokens of the record's text, half-open.
    unit, unit_text, kind, qualifier, per, when, part_of
        As in the record.
    measured : bool
        The unit is a measure, not a counted noun.
    own : bool
        The unit stands next to the number, and was not found elsewhere in the sentence.
    """

    i: int
    j: int
    value: float | None
    form: str
    value_max: float | None = None
    scale: float = 1.0
    first: int = field(default=-1)
    last: int = field(default=-1)
    unit: str | None = None
    unit_text: str | None = None
    kind: str = "count"
    qualifier: str = "exact"
    per: str | None = None
    when: str | None = None
    part: Reading | None = None
    measured: bool = False
    own: bool = False

    def __post_init__(self) -> None:
        if self.first < 0:
            self.first, self.last = self.i, self.j
