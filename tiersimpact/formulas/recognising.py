"""Recognise standard sentences through typos, missing words, changed numbers and cut lines.

A sentence is compared as a string of word keys (`tiersimpact.french`), so that number, gender, accents and
inclusive spellings do not count. An index of the words says which wordings are worth comparing; the
comparison itself is rapidfuzz's partial ratio (best window of equal length, 0-100).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from tiersimpact.french import words
from tiersimpact.grid import Formula, Option

# A window that scores lower is another sentence. Chosen on the corpus in `data/`: with two typos and one lost
# word the standard sentences stay above, and no free comment comes near.
MIN_SCORE = 84.0
# Shares of a wording's long words that a sentence must hold to be compared at all.
MIN_SHARED = 0.6
# A wording printed short (cut by a column) is accepted from this share of its length.
MIN_LENGTH = 0.6
# Fixed words, counted in characters of their keys: fewer prove nothing, except at the head of a sentence.
MIN_FIXED = 35
MIN_FIXED_AT_HEAD = 20
# Words that turn a sentence round, and what a match that ignores one loses.
NEGATIONS = frozenset({"pas", "rien", "aucun"})
NEGATION_COST = 3.0
# What a word that an option has and the text has not costs, in scored characters.
LACKING_COST = 1500.0
# What a fixed word that is missing costs, against 1 for one that is there: lines are cut more often than reworded.
MISSING_COST = 0.3


def is_content(key: str) -> bool:
    """Tell whether a word key is worth indexing: long words, and those that deny."""
    return len(key) >= 4 or key in NEGATIONS


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """Fixed words as keys: the string to compare, and its long words for the index. Equal words are one object."""

    text: str
    content: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """One printed wording of a formula, cut at its slots."""

    category: str
    formula: Formula
    segments: tuple[Mark, ...]
    leading_slot: bool


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
    """

    category: str
    formula: Formula | None
    option: Option | None
    start: int
    end: int
    score: float
    strong: bool
    negated: bool

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


@dataclass(slots=True)
class _Keys:
    """A text as a string of word keys, with the way back to its characters."""

    text: str
    content: set[str]
    bounds: list[tuple[int, int]]  # of each word, in the original text
    starts: list[int]  # of each word, in `text`

    @classmethod
    def of(cls, text: str) -> _Keys:
        found = words(text)
        starts, position = [], 0
        for word in found:
            starts.append(position)
            position += len(word.key) + 1
        return cls(
            " ".join(word.key for word in found),
            {word.key for word in found if is_content(word.key)},
            [(word.start, word.end) for word in found],
            starts,
        )

    def negations(self, start: int, end: int) -> frozenset[str]:
        """Negations between two characters of the original text."""
        inside = self.text[self._key_at(start) : self._key_at(end)]
        return NEGATIONS & set(inside.split())

    def _key_at(self, character: int) -> int:
        """Offset in `text` of the first word that starts at or after a character."""
        for start, bound in zip(self.starts, self.bounds, strict=True):
            if bound[0] >= character:
                return start
        return len(self.text)

    def word_at(self, start: int) -> int:
        """Index of the first word that a window starting at `start` holds for the most part."""
        for i, begin in enumerate(self.starts):
            finish = self.starts[i + 1] - 1 if i + 1 < len(self.starts) else len(self.text)
            if (begin + finish) / 2 > start:
                return i
        return len(self.starts) - 1

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original text of the words that a window holds for the most part."""
        first = self.word_at(start)
        last = first
        while last + 1 < len(self.starts) and self.starts[last + 1] < end - 1:
            last += 1
        return self.bounds[first][0], self.bounds[last][1]


@dataclass(frozen=True, slots=True)
class _Window:
    score: float
    start: int
    end: int


class Recogniser:
    """Recognise the standard sentences of one grid.

    Parameters
    ----------
    wordings : sequence of Wording
        Every printed wording of every formula.
    options : sequence of (Mark, str, Option)
        Every wording of every answer option, with its category.
    """

    def __init__(self, wordings: Sequence[Wording], options: Sequence[tuple[Mark, str, Option]]) -> None:
        self._wordings = list(wordings)
        self._options = list(options)
        self._index: dict[str, list[Mark]] = defaultdict(list)
        marks = {segment for wording in wordings for segment in wording.segments} | {mark for mark, _, _ in options}
        for mark in sorted(marks, key=lambda mark: mark.text):
            for key in mark.content:
                self._index[key].append(mark)

    def recognise(self, text: str, *, prefer: str | None = None) -> FormulaMatch | None:
        """Find the standard sentence that a sentence prints.

        Parameters
        ----------
        text : str
            One sentence or list item.
        prefer : str or None
            Category that wins among equals, the section's own.

        Returns
        -------
        FormulaMatch or None
            The best match, or None when the text is no standard sentence.
        """
        keys, windows = self._compared(text)
        if not windows:
            return None
        option = self._best_option(keys, windows, prefer)
        best: tuple[float, FormulaMatch] | None = None
        for wording in self._wordings:
            match = self._match(wording, keys, windows, option)
            if match is None:
                continue
            weight, found = match
            weight += 0.5 * (prefer in found.categories)
            if best is None or weight > best[0]:
                best = (weight, found)
        if best is not None:
            return best[1]
        if option is None:
            return None
        mark, category, chosen = option
        window = windows[mark]
        start, end = keys.characters(window.start, window.end)
        strong = len(mark.text) >= MIN_FIXED
        return FormulaMatch(category, None, chosen, start, end, window.score, strong, False)

    def options(self, text: str, category: str) -> list[str]:
        """Find all answer options of a category that a text prints.

        Parameters
        ----------
        text : str
            One statement.
        category : str
            Category whose options are looked for.

        Returns
        -------
        list of str
            The options as the grid words them, in the grid's order.
        """
        keys, windows = self._compared(text)
        found = [(option.text, mark) for mark, owner, option in self._options if owner == category and mark in windows]
        best: dict[str, None] = {}
        for name, mark in found:
            start, end = windows[mark].start, windows[mark].end
            rivals = [rival for _, rival in found if windows[rival].start < end and start < windows[rival].end]
            if len(mark.content - keys.content) <= min(len(rival.content - keys.content) for rival in rivals):
                best[name] = None
        return list(best)

    def openings(self, text: str) -> list[int]:
        """Find where standard sentences begin inside a text.

        Parameters
        ----------
        text : str
            Running text in which a full stop may have been lost.

        Returns
        -------
        list of int
            Sorted offsets, none of them 0: a capital, a figure or the head of a continuation stands there.
        """
        keys, windows = self._compared(text)
        if not windows:
            return []
        found = set()
        for wording in self._wordings:
            first = wording.segments[0]
            if first not in windows or len(first.text) < MIN_FIXED_AT_HEAD:
                continue
            word = keys.word_at(windows[first].start)
            if wording.leading_slot and word and text[keys.bounds[word - 1][0]].isdigit():
                word -= 1
            start = keys.bounds[word][0]
            if word and (text[start].isupper() or text[start].isdigit() or wording.formula.follows):
                found.add(start)
        return sorted(found)

    def continues(self, fragment: str, text: str) -> bool:
        """Tell whether a text takes up a standard sentence where a fragment broke off.

        Parameters
        ----------
        fragment : str
            Beginning of a standard sentence.
        text : str
            What may be its continuation.

        Returns
        -------
        bool
            True when the fragment opens a wording whose next fixed words stand in `text`.
        """
        keys, opened = self._compared(fragment)
        rest, ahead = self._compared(text)
        for wording in self._wordings:
            first, *others = wording.segments
            if first in ahead:
                continue
            missing = next((segment for segment in others if segment not in opened), None)
            if first in opened and missing is not None and missing in ahead:
                return True
            lacking = first.content - keys.content
            cut_inside = lacking and len(first.content) - len(lacking) >= 2 and lacking <= rest.content
            if cut_inside and first in self._compared(f"{fragment} {text}")[1]:
                return True
        return False

    @lru_cache(maxsize=4096)  # noqa: B019 (recognisers live as long as their grid)
    def _compared(self, text: str) -> tuple[_Keys, dict[Mark, _Window]]:
        """Compare a text with every mark, once for all the questions asked about it."""
        keys = _Keys.of(text)
        return keys, self._windows(keys)

    def _windows(self, keys: _Keys) -> dict[Mark, _Window]:
        """Best window of each mark that the text may hold."""
        shared: dict[Mark, int] = defaultdict(int)
        for key in keys.content:
            for mark in self._index.get(key, ()):
                shared[mark] += 1
        windows = {}
        for mark, count in shared.items():
            needed = min(MIN_SHARED * len(mark.content), len(mark.content) - 1)  # a typo may cost one of two words
            if count < needed or len(keys.text) < MIN_LENGTH * len(mark.text):
                continue
            found = fuzz.partial_ratio_alignment(mark.text, keys.text, score_cutoff=MIN_SCORE)
            if found is None:
                continue
            windows[mark] = _Window(found.score, found.dest_start, found.dest_end)
        return windows

    def _best_option(
        self, keys: _Keys, windows: dict[Mark, _Window], prefer: str | None
    ) -> tuple[Mark, str, Option] | None:
        """Option that explains most: a longer wording says more, a closer one is likelier."""
        found = [entry for entry in self._options if entry[0] in windows]
        return max(
            found,
            key=lambda entry: (
                len(entry[0].text) * windows[entry[0]].score - LACKING_COST * len(entry[0].content - keys.content),
                entry[1] == prefer,
            ),
            default=None,
        )

    def _match(
        self,
        wording: Wording,
        keys: _Keys,
        windows: dict[Mark, _Window],
        option: tuple[Mark, str, Option] | None,
    ) -> tuple[float, FormulaMatch] | None:
        """Match one wording: its first fixed words must be there, the others add weight."""
        first = wording.segments[0]
        if first not in windows:
            return None
        present = [segment for segment in wording.segments if segment in windows]
        spans = [keys.characters(windows[segment].start, windows[segment].end) for segment in present]
        start, end = spans[0][0], max(span[1] for span in spans)
        at_head = start <= keys.bounds[min(2, len(keys.bounds) - 1)][0]
        if wording.leading_slot:
            start = keys.bounds[0][0]
        length = sum(len(segment.text) for segment in present)
        chosen = option if option is not None and option[1] == wording.category else None
        if chosen is None and length < (MIN_FIXED_AT_HEAD if at_head else MIN_FIXED):
            return None
        content = frozenset().union(*(segment.content for segment in present))
        expected = content & NEGATIONS
        denied = keys.negations(start, end) - expected
        here = len(content & keys.content)
        weight = here - MISSING_COST * (len(content) - here)
        score = sum(windows[segment].score * len(segment.text) for segment in present) / length
        weight += score / 100
        weight -= NEGATION_COST * (bool(denied) + bool(expected - keys.content))
        if chosen is not None:
            weight += len(chosen[0].content)
        strong = length >= MIN_FIXED or (at_head and chosen is not None)
        found = chosen[2] if chosen is not None else None
        return weight, FormulaMatch(wording.category, wording.formula, found, start, end, score, strong, bool(denied))
