"""Recognise standard sentences through typos, missing words, changed numbers and cut lines.

A sentence is compared as a string of word keys (`tiersimpact.french`), so that number, gender, accents and
inclusive spellings do not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tiersimpact.french import words
from tiersimpact.grid import Option

from .comparing import MarkIndex
from .keys import NEGATIONS, Keys, Mark, Window
from .matches import FormulaMatch, OptionMatch, Wording

# Words in front of a figure that belong to it.
QUALIFIERS = frozenset(word.key for word in words("plus moins de d' environ près au entre quelque"))
# Fixed words, counted in characters of their keys: fewer prove nothing, except at the head of a sentence.
MIN_FIXED = 35
MIN_FIXED_AT_HEAD = 17
# Long words of a sentence's first fixed words that prove that it begins there.
MIN_BEGUN = 2
# What a match loses that ignores a word which turns the sentence round.
NEGATION_COST = 3.0
# What a word that an option has and the text has not costs, in scored characters.
LACKING_COST = 1500.0
# What a fixed word that is missing costs, against 1 for one that is there: lines are cut more often than reworded.
MISSING_COST = 0.3


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
        self._opened_by: dict[Mark, list[int]] = {}
        for number, wording in enumerate(wordings):
            self._opened_by.setdefault(wording.segments[0], []).append(number)
        self._options_by: dict[Mark, list[int]] = {}
        for number, (mark, _, _) in enumerate(options):
            self._options_by.setdefault(mark, []).append(number)
        segments = {segment for wording in wordings for segment in wording.segments}
        self._index = MarkIndex(segments | {mark for mark, _, _ in options})

    def compares(self, text: str) -> bool:
        """Tell whether a text is like anything that the grid prints.

        Parameters
        ----------
        text : str
            Any text.

        Returns
        -------
        bool
            False when nothing of it can be recognised.
        """
        return bool(self._compared(text)[1])

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
        for wording in self._opened(windows):
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
        for wording in self._opened(windows):
            first = wording.segments[0]
            if len(first.text) < MIN_FIXED_AT_HEAD:
                continue
            word = keys.word_at(windows[first].start)
            counted = wording.leading_slot or keys.word(word).isdigit()
            while counted and word and _counts(keys.word(word - 1)):
                word -= 1
            start = keys.bounds[word][0]
            goes_on = wording.formula.follows and keys.word(word) == first.text.split()[0]
            within = text[:start].rstrip().endswith(",")
            if word and (goes_on or (not within and (text[start].isupper() or text[start].isdigit()))):
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
        awaited, begun = self._left_open(fragment)
        if not (awaited or begun):
            return False
        rest, ahead = self._compared(text)
        if any(first not in ahead and missing in ahead for first, missing in awaited):
            return True
        both = self._compared(fragment)[0].content | rest.content
        cut_inside = [first for first in begun if first.content <= both and first not in ahead]
        return bool(cut_inside) and not self._compared(f"{fragment} {text}")[1].keys().isdisjoint(cut_inside)

    def breaks_off(self, fragment: str) -> bool:
        """Tell whether a fragment opens a standard sentence whose end it lacks.

        Parameters
        ----------
        fragment : str
            Any text.

        Returns
        -------
        bool
            False when no text continues it.
        """
        return any(self._left_open(fragment))

    @lru_cache(maxsize=4096)  # noqa: B019 (recognisers live as long as their grid)
    def _compared(self, text: str) -> tuple[Keys, dict[Mark, Window]]:
        """Compare a text with every mark, once for all the questions asked about it."""
        keys = self._index.keys(text)
        return keys, self._index.windows(keys)

    @lru_cache(maxsize=4096)  # noqa: B019
    def _left_open(self, fragment: str) -> tuple[list[tuple[Mark, Mark]], list[Mark]]:
        """What a fragment may go on with: fixed words that it holds and those due next; those that it breaks off in."""
        keys, opened = self._compared(fragment)
        awaited = []
        for first, *others in (wording.segments for wording in self._opened(opened)):
            missing = next((segment for segment in others if segment not in opened), None)
            awaited += [(first, missing)] if missing is not None else []
        begun = []
        if len(keys.content) >= MIN_BEGUN:
            shared = ((first, len(first.content & keys.content)) for first in self._opened_by)
            begun = [first for first, n_words in shared if MIN_BEGUN <= n_words < len(first.content)]
        return awaited, begun

    def _opened(self, windows: dict[Mark, Window]) -> list[Wording]:
        """Wordings whose first fixed words are there, in the grid's order."""
        return [self._wordings[number] for number in _numbers(windows, self._opened_by)]

    def _ranked_options(self, keys: Keys, windows: dict[Mark, Window]) -> list[_Chosen]:
        """Options that the text may hold, the one that explains most first."""
        found = [
            _Chosen(option, category, mark, _explained(mark, keys, windows[mark]))
            for mark, category, option in (self._options[number] for number in _numbers(windows, self._options_by))
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

    @staticmethod
    def _match(
        wording: Wording, keys: Keys, windows: dict[Mark, Window], options: list[_Chosen]
    ) -> tuple[float, FormulaMatch] | None:
        """Weigh one wording whose first fixed words are there; the others add weight."""
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
        denied = bool(keys.negations(start, end) - content)
        affirmed = bool((content & NEGATIONS) - keys.content)
        here = len(content & keys.content)
        score = sum(windows[segment].score * len(segment.text) for segment in present) / length
        explained = here - MISSING_COST * (len(content) - here) + (len(chosen.mark.content) if chosen else 0)
        weight = explained + score / 100 - NEGATION_COST * (denied + affirmed)
        strong = length >= MIN_FIXED or (at_head and chosen is not None)
        option = chosen.option if chosen is not None else None
        found = FormulaMatch(wording.category, wording.formula, option, start, end, score, strong, denied, wording)
        return weight, found


def _numbers(windows: dict[Mark, Window], numbers_by: dict[Mark, list[int]]) -> list[int]:
    """Numbers of what the marks found belong to, in the grid's order."""
    return sorted(number for mark in windows for number in numbers_by.get(mark, ()))


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


def _explained(mark: Mark, keys: Keys, window: Window) -> float:
    """Weigh how much of a text a mark explains: a longer one says more, a closer one is likelier."""
    return len(mark.text) * window.score - LACKING_COST * len(mark.content - keys.content)
