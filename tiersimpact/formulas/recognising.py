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

from tiersimpact.grid import Formula, Option

from .keys import NEGATIONS, Keys, Mark, Window

# A window that scores lower is another sentence. Chosen on the corpus in `data/`: with two typos and one lost
# word the standard sentences stay above, and no free comment comes near.
MIN_SCORE = 84.0
# Shares of a wording's long words that a sentence must hold to be compared at all.
MIN_SHARED = 0.6
# A wording printed short (cut by a column) is accepted from this share of its length.
MIN_LENGTH = 0.6
# A sentence in other words holds long words of a wording of this many letters together and this share of them, in a
# stretch at most so many times as long as the wording.
MIN_REWORDED = 16
REWORDED_SHARE = 0.75
MAX_STRETCH = 1.5
# Words in front of a figure that belong to it, as keys.
QUALIFIERS = frozenset({"plus", "moin", "de", "d", "environ", "pres", "au", "entre", "quelqu"})
# Fixed words, counted in characters of their keys: fewer prove nothing, except at the head of a sentence.
MIN_FIXED = 35
MIN_FIXED_AT_HEAD = 17
# What a match loses that ignores a word which turns the sentence round.
NEGATION_COST = 3.0
# What a word that an option has and the text has not costs, in scored characters.
LACKING_COST = 1500.0
# What a fixed word that is missing costs, against 1 for one that is there: lines are cut more often than reworded.
MISSING_COST = 0.3


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


@dataclass(frozen=True, slots=True)
class _Chosen:
    """An option found in a text and how much of it that explains."""

    option: Option
    category: str
    mark: Mark
    weight: float

    def proves(self, wording: Wording) -> bool:
        """Whether it fills a slot of a sentence; a word or two prove nothing."""
        fills = self.category == wording.category and any(slot == self.option.slot for slot, _ in wording.slots)
        return fills and len(self.mark.text) >= MIN_FIXED_AT_HEAD


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
        options = self._ranked_options(keys, windows)
        best: tuple[float, FormulaMatch] | None = None
        for wording in self._wordings:
            match = self._match(wording, keys, windows, options)
            if match is None:
                continue
            weight, found = match
            weight += 0.5 * (prefer in found.categories)
            if best is None or weight > best[0]:
                best = (weight, found)
        if best is not None:
            return best[1]
        return self._option_alone(keys, windows, options, prefer)

    def options(self, text: str, category: str, *, slot: str | None = None) -> list[OptionMatch]:
        """Find all answer options of a category that a text prints.

        Parameters
        ----------
        text : str
            One statement, or what fills a slot of it.
        category : str
            Category whose options are looked for.
        slot : str or None
            Slot that the options fill; by default, any option that is recognised outside its sentence.

        Returns
        -------
        list of OptionMatch
            In the grid's order, each option once.
        """
        keys, windows = self._compared(text)
        found = [
            (option, mark, windows[mark])
            for mark, owner, option in self._options
            if owner == category and mark in windows and (option.alone if slot is None else option.slot == slot)
        ]
        best: dict[Option, OptionMatch] = {}
        for option, mark, window in found:
            rivals = [
                _explained(rival, keys, other)
                for _, rival, other in found
                if other.start < window.end and window.start < other.end
            ]
            if _explained(mark, keys, window) >= max(rivals):
                best.setdefault(option, OptionMatch(option, *keys.characters(window.start, window.end)))
        return list(best.values())

    def slots(self, text: str, match: FormulaMatch) -> dict[str, tuple[int, int]]:
        """Find what a standard sentence has in its answer slots.

        Parameters
        ----------
        text : str
            The text that was recognised.
        match : FormulaMatch
            What it was recognised as.

        Returns
        -------
        dict of str to (int, int)
            Slot → half-open offsets between the fixed words around it, blanks and punctuation included.
        """
        if match.wording is None:
            return {}
        places = _places(match.wording, *self._compared(text))
        found = {}
        for slot, behind in match.wording.slots:
            start = max((place[1] for place in places[:behind] if place is not None), default=0)
            end = min((place[0] for place in places[behind:] if place is not None), default=len(text))
            found[slot] = start, end
        return found

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
            while wording.leading_slot and word and _counts(keys.word(word - 1)):
                word -= 1
            start = keys.bounds[word][0]
            goes_on = wording.formula.follows and keys.word(word) == first.text.split()[0]
            if word and (text[start].isupper() or text[start].isdigit() or goes_on):
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
    def _compared(self, text: str) -> tuple[Keys, dict[Mark, Window]]:
        """Compare a text with every mark, once for all the questions asked about it."""
        keys = Keys.of(text)
        return keys, self._windows(keys)

    def _windows(self, keys: Keys) -> dict[Mark, Window]:
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
            if found is not None:
                windows[mark] = Window(found.score, found.dest_start, found.dest_end)
            elif (reworded := _reworded(mark, keys)) is not None:
                windows[mark] = reworded
        return windows

    def _ranked_options(self, keys: Keys, windows: dict[Mark, Window]) -> list[_Chosen]:
        """Options that the text may hold, the one that explains most first."""
        found = [
            _Chosen(option, category, mark, _explained(mark, keys, windows[mark]))
            for mark, category, option in self._options
            if mark in windows
        ]
        return sorted(found, key=lambda chosen: -chosen.weight)

    @staticmethod
    def _option_alone(
        keys: Keys, windows: dict[Mark, Window], options: list[_Chosen], prefer: str | None
    ) -> FormulaMatch | None:
        """The best option that is recognised without its sentence."""
        alone = [chosen for chosen in options if chosen.option.alone]
        if not alone:
            return None
        best = max(alone, key=lambda chosen: (chosen.weight, chosen.category == prefer))
        window = windows[best.mark]
        start, end = keys.characters(window.start, window.end)
        strong = len(best.mark.text) >= MIN_FIXED
        return FormulaMatch(best.category, None, best.option, start, end, window.score, strong, False)

    def _match(
        self,
        wording: Wording,
        keys: Keys,
        windows: dict[Mark, Window],
        options: list[_Chosen],
    ) -> tuple[float, FormulaMatch] | None:
        """Match one wording: its first fixed words must be there, the others add weight."""
        first = wording.segments[0]
        if first not in windows:
            return None
        places = _places(wording, keys, windows)
        present = [segment for segment, place in zip(wording.segments, places, strict=True) if place is not None]
        spans = [place for place in places if place is not None]
        start, end = spans[0][0], max(span[1] for span in spans)
        at_head = start <= keys.bounds[min(2, len(keys.bounds) - 1)][0]
        if wording.leading_slot:
            start = keys.bounds[0][0]
        length = sum(len(segment.text) for segment in present)
        chosen = next((each for each in options if each.proves(wording)), None)
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
            weight += len(chosen.mark.content)
        strong = length >= MIN_FIXED or (at_head and chosen is not None)
        option = chosen.option if chosen is not None else None
        return weight, FormulaMatch(
            wording.category, wording.formula, option, start, end, score, strong, bool(denied), wording
        )


def _counts(key: str) -> bool:
    """Whether a word belongs to the number before what is counted: « plus de 1 200 »."""
    return key.isdigit() or key in QUALIFIERS


def _places(wording: Wording, keys: Keys, windows: dict[Mark, Window]) -> list[tuple[int, int] | None]:
    """Offsets in the text of each segment of a wording, None for one that is missing or out of order."""
    places: list[tuple[int, int] | None] = []
    reached = 0
    for segment in wording.segments:
        window = windows.get(segment)
        place = keys.characters(window.start, window.end) if window is not None else None
        if place is not None and place[0] < reached:
            place = None
        places.append(place)
        reached = place[1] if place is not None else reached
    return places


def _reworded(mark: Mark, keys: Keys) -> Window | None:
    """Window of a mark whose long words are nearly all there, close together but in other words or another order."""
    shared = mark.content & keys.content
    if sum(map(len, shared)) < MIN_REWORDED or len(shared) < REWORDED_SHARE * len(mark.content):
        return None
    if (mark.content ^ shared) & NEGATIONS:
        return None
    start, end = keys.stretch(shared)
    return Window(MIN_SCORE, start, end) if end - start <= MAX_STRETCH * len(mark.text) else None


def _explained(mark: Mark, keys: Keys, window: Window) -> float:
    """Weigh how much of a text a mark explains: a longer one says more, a closer one is likelier."""
    return len(mark.text) * window.score - LACKING_COST * len(mark.content - keys.content)
