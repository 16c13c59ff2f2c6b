"""Remember what was worked out of a word: texts repeat their words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")

# Words remembered at most, and the length beyond which a word is none.
MAX_WORDS = 50_000
MAX_LENGTH = 50


class WordMemory(dict[str, Value], Generic[Value]):
    """Values by word, worked out at the first asking; full, it starts anew.

    Parameters
    ----------
    work_out : callable
        From a word to its value.

    Examples
    --------
    >>> lengths = WordMemory(len)
    >>> lengths["mot"], list(lengths)
    (3, ['mot'])
    """

    def __init__(self, work_out: Callable[[str], Value]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> Value:
        value = self._work_out(word)
        if len(word) <= MAX_LENGTH:
            if len(self) >= MAX_WORDS:
                self.clear()
            self[word] = value
        return value
