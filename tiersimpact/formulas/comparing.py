"""Compare a text with every mark: an index of words says which are worth it, rapidfuzz how like they are.

The comparison is rapidfuzz's partial ratio (best window of equal length, 0-100) on strings of word keys.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import ceil

from rapidfuzz import fuzz

from .keys import NEGATIONS, Keys, Mark, Window, is_content

# A window that scores lower is another sentence. Chosen on the corpus in `data/`: with two typos and one lost
# word the standard sentences stay above, and no free comment comes near.
MIN_SCORE = 84.0
# Shares of a wording's long words that a sentence must hold to be compared at all.
MIN_SHARED = 0.6
# A wording printed short (cut by a column) is accepted from this share of its length.
MIN_LENGTH = 0.6
# A sentence in other words holds long words of a wording of this many letters together and this share of them; its
# long words from the first of them to the last are this like the wording's (0-100).
MIN_REWORDED = 16
REWORDED_SHARE = 0.75
REWORDED_SCORE = 70.0


class MarkIndex:
    """Marks by their rarest long words, as many as no text can do without that holds enough of them.

    Parameters
    ----------
    marks : iterable of Mark
        Fixed words of sentences and options.
    """

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._by_word: dict[str, list[Mark]] = defaultdict(list)
        self._asked: dict[Mark, tuple[int, float]] = {}  # long words shared, characters of the text, at least
        marks = sorted(marks, key=lambda mark: mark.text)
        held_by = Counter(key for mark in marks for key in mark.content)
        for mark in marks:
            rarest_first = sorted(mark.content, key=lambda key: (held_by[key], key))
            needed = _needed(mark)
            self._asked[mark] = needed, MIN_LENGTH * len(mark.text)
            for key in rarest_first[: len(rarest_first) - needed + 1]:
                self._by_word[key].append(mark)
        self._words = frozenset(held_by)

    def keys(self, text: str) -> Keys:
        """Read a text as keys, with those of its long words that a mark holds."""
        return Keys(text, self._words)

    def windows(self, keys: Keys) -> dict[Mark, Window]:
        """Find the marks that a text may hold.

        Parameters
        ----------
        keys : Keys
            The text.

        Returns
        -------
        dict of Mark to Window
            The best window of each.
        """
        windows = {}
        n_shared = len(keys.content)
        for mark in {mark for key in keys.content for mark in self._by_word.get(key, ())}:
            needed, least = self._asked[mark]
            if n_shared < needed or len(mark.content & keys.content) < needed or len(keys.text) < least:
                continue
            found = fuzz.partial_ratio_alignment(mark.text, keys.text, score_cutoff=MIN_SCORE)
            if found is not None:
                windows[mark] = Window(found.score, found.dest_start, found.dest_end)
            elif (reworded := _reworded(mark, keys)) is not None:
                windows[mark] = reworded
        return windows


def _needed(mark: Mark) -> int:
    """Long words of a mark that a text must hold to be compared: a typo may cost one of two words."""
    n_words = len(mark.content)
    return max(1, ceil(min(MIN_SHARED * n_words, n_words - 1)))


def _reworded(mark: Mark, keys: Keys) -> Window | None:
    """Window of a mark whose long words are nearly all there, with other little words or a word moved."""
    shared = mark.content & keys.content
    if sum(map(len, shared)) < MIN_REWORDED or len(shared) < REWORDED_SHARE * len(mark.content):
        return None
    if (mark.content ^ shared) & NEGATIONS:
        return None
    start, end = keys.stretch(shared)
    likeness = fuzz.ratio(_long_words(mark.text), _long_words(keys.text[start:end]))
    return Window(MIN_SCORE, start, end) if likeness >= REWORDED_SCORE else None


def _long_words(text: str) -> str:
    return " ".join(key for key in text.split(" ") if is_content(key))
