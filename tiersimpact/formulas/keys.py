"""A text as a string of word keys, in which number, gender, accents and inclusive spellings do not count."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from tiersimpact.french import word_keys, words

# Words that turn a sentence round.
NEGATIONS = frozenset({"pas", "rien", "aucun"})


def is_content(key: str) -> bool:
    """Tell whether a word key is worth indexing: long words, and those that deny."""
    return len(key) >= 4 or key in NEGATIONS


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """Fixed words as keys: the string to compare, and its long words for the index. Equal words are one object."""

    text: str
    content: frozenset[str]


class Keys:
    """A text as a string of word keys, with the way back to its characters.

    Parameters
    ----------
    text : str
        Any text.
    marked : frozenset of str
        Long words of the marks: those that the text holds are its `content`.
    """

    def __init__(self, text: str, marked: frozenset[str]) -> None:
        self._original = text
        self._keys = word_keys(text)
        self.content = marked.intersection(self._keys)

    # worked out when asked for: most texts are like no mark
    @cached_property
    def text(self) -> str:
        """The keys as one string."""
        return " ".join(self._keys)

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """Half-open offsets of each word in the original text."""
        return [(word.start, word.end) for word in words(self._original)]

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins in `text`."""
        lengths = (len(key) + 1 for key in self._keys)
        return list(accumulate(lengths, initial=0))[:-1]

    def negations(self, start: int, end: int) -> frozenset[str]:
        """Negations between two characters of the original text."""
        if NEGATIONS.isdisjoint(self._keys):
            return frozenset()
        inside = self.text[self._key_at(start) : self._key_at(end)]
        return NEGATIONS & set(inside.split())

    def _key_at(self, character: int) -> int:
        """Offset in `text` of the first word that starts at or after a character."""
        i = bisect_left(self.bounds, (character, 0))
        return self.starts[i] if i < len(self.starts) else len(self.text)

    def word(self, i: int) -> str:
        """Key of the word with index `i`."""
        return self._keys[i]

    def word_at(self, start: int) -> int:
        """Index of the first word that a window starting at `start` holds for the most part."""
        i = max(bisect_right(self.starts, start) - 1, 0)
        most = self.starts[i] + len(self._keys[i]) / 2 > start
        return i if most or i + 1 == len(self.starts) else i + 1

    def stretch(self, content: frozenset[str]) -> tuple[int, int]:
        """Bounds in `text` of the shortest stretch that holds some words, all of which are there."""
        found = [(start, key) for start, key in zip(self.starts, self.text.split(" "), strict=True) if key in content]
        best = (0, len(self.text))
        last: dict[str, int] = {}
        for start, key in found:
            last[key] = start
            begin = min(last.values())
            if len(last) == len(content) and start + len(key) - begin < best[1] - best[0]:
                best = (begin, start + len(key))
        return best

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original text of the words that a window holds for the most part."""
        first = self.word_at(start)
        last = first
        while last + 1 < len(self.starts) and self.starts[last + 1] < end - 1:
            last += 1
        return self.bounds[first][0], self.bounds[last][1]


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of a text's keys that is most like a mark: likeness (0-100) and half-open bounds."""

    score: float
    start: int
    end: int
