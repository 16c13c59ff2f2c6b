"""What the steps of this room hand on: a sentence cut into tokens, and numbers being read in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tiersimpact.quantity.tokens import read_value, tokenize

OF = frozenset({"de", "des", "du"})
"""« d' », « de », « des », « du », as tokens fold them."""


_OUTSIDE = [""] * 16
"""What stands around a sentence, further than any rule looks; a negative index finds it too."""


class Sentence:
    """One sentence as tokens.

    Attributes
    ----------
    text : str
        The whole text.
    lows, kinds : list of str
        The folded form and the kind of each token.
    low, raw, kind : callable
        Return the folded form, the form as written or the kind of the token at an index, empty outside the sentence.
    """

    __slots__ = ("_raws", "_starts", "kind", "kinds", "low", "lows", "raw", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self._raws, self.lows, self.kinds, self._starts = tokenize(text, start, end)
        self.low: Callable[[int], str] = (self.lows + _OUTSIDE).__getitem__
        self.raw: Callable[[int], str] = (self._raws + _OUTSIDE).__getitem__
        self.kind: Callable[[int], str] = (self.kinds + _OUTSIDE).__getitem__

    def value(self, index: int) -> float:
        """Return the value of the number or the time at `index`."""
        return read_value(self._raws[index])

    def start(self, index: int) -> int:
        """Return where a token begins in the whole text."""
        return self._starts[index]

    def end(self, index: int) -> int:
        """Return where a token ends in the whole text."""
        return self._starts[index] + len(self._raws[index])

    def slice(self, first: int, last: int) -> str:
        """Return the text from token `first` up to, without it, token `last`."""
        return self.text[self.start(first) : self.end(last - 1)]

    def glued(self, index: int) -> bool:
        """Tell whether nothing stands between the token at `index` and the one before."""
        return 0 < index < len(self.lows) and self.end(index - 1) == self.start(index)

    def gap(self, index: int) -> str:
        """Return what stands between the token at `index` and the one before."""
        if not 0 < index < len(self.lows):
            return ""
        return self.text[self.end(index - 1) : self.start(index)]


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
