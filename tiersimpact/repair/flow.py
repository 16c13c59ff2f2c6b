"""How well one printed line follows another, as costs: what the layout, the sentence and the grid's wordings say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import fsum

from tiersimpact.french import word_keys
from tiersimpact.grid import Grid
from tiersimpact.layout import ends_sentence

from .lines import keeps_hyphen, opens_item, stays_open

# Costs are ranks of oddness, in one unit: 1 is a sentence that begins small, 6 a word cut in two that finds no rest.
FITS_AT_SENTENCE_END = 1.0
FITS = 3.0
SLACK = 2  # characters
BIG_LETTER_INSIDE = 1.5
SMALL_LETTER_AT_START = 1.0
CUT_WORD = 6.0
LEFT_OPEN = 5.0
LIST_MISSING = 2.5
LONG_LINE_ENDS = 2.5
SHORT_LINE_ENDS = 0.8
SHORT = 0.75  # of the column's width
ITEM_ALONE = 1.0
ITEM_INSIDE = 4.0
SIGN_AT_START = 4.0
STANDARD_WORDS = -2.5
WORD_FOUND = -2.0
BEST_JOIN = min(STANDARD_WORDS, WORD_FOUND)  # no line costs less below another
# Pairs of words that this many categories print at most tell their sections apart.
MAX_OWNERS = 2
OWN_WORDS = -0.7
OTHER_WORDS = 0.7
MOST_WORDS = 3.0
# Words that the grid says are at home in a category's comments.
HOME_WORD = -0.6
MOST_HOME_WORDS = 2

_HYPHEN = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-‐\u00ad]$")  # begins at a word: else each of its letters is tried
_HYPHENS = ("-", "‐", "\u00ad")
_FIRST = re.compile(r"\s*(\S+)")
_LETTERS = re.compile(r"[^\W\d_]+")
_NEAR = 40  # characters on either side of a line end among which its words are looked for


class Flow:
    """Costs of the lines of one page.

    Parameters
    ----------
    width : int
        Longest line of its columns, in characters.
    grid : Grid
        Grid whose standard sentences are printed.
    """

    def __init__(self, width: int, grid: Grid) -> None:
        self._width = width
        self._grid = grid
        self._standard = standard_pairs(grid)

    @lru_cache(maxsize=8192)  # noqa: B019 (a cost is asked for again and again, and a flow holds little)
    def goes_on(self, line: str, following: str) -> float:
        """Cost of printing a line right below another of the same block."""
        if opens_item(following):
            return self._next_item(line)
        cut = _cut_word(line)
        rest = _LETTERS.match(following)
        if cut:
            whole = rest is not None and following[0].islower() and not keeps_hyphen(cut[1], rest[0])
            return WORD_FOUND if whole else CUT_WORD
        small = not following[0].isupper()
        cost = self._room_left(line, following)
        if ends_sentence(line):
            return min(cost, FITS_AT_SENTENCE_END) + SMALL_LETTER_AT_START * small
        standard = _last_pair(line, following) in self._standard
        return cost + STANDARD_WORDS * standard + BIG_LETTER_INSIDE * (not small)

    @lru_cache(maxsize=4096)  # noqa: B019
    def ends(self, line: str) -> float:
        """Cost of a block that ends with a line."""
        cost = _open_end(line)
        return LONG_LINE_ENDS if cost == SHORT_LINE_ENDS and len(line) >= SHORT * self._width else cost

    @staticmethod
    @lru_cache(maxsize=4096)
    def begins(line: str) -> float:
        """Cost of a block that begins with a line."""
        if opens_item(line):
            return ITEM_ALONE
        if line[0] in ":;,.)»!?":
            return SIGN_AT_START
        return SMALL_LETTER_AT_START * line[0].islower()

    @lru_cache(maxsize=4096)  # noqa: B019
    def at_home(self, line: str, categories: frozenset[str]) -> float:
        """Cost of printing a line in a section, given the categories that its heading may stand for."""
        keys = word_keys(line)
        score = HOME_WORD * min(len(self._home_words(categories).intersection(keys)), MOST_HOME_WORDS)
        for pair in pairwise(keys):
            owners = self._standard.get(pair, frozenset())
            if 0 < len(owners) <= MAX_OWNERS:
                score += OWN_WORDS if owners & categories else OTHER_WORDS
        return max(-MOST_WORDS, min(score, MOST_WORDS))

    def _home_words(self, categories: frozenset[str]) -> frozenset[str]:
        """Words that are at home in some categories."""
        return frozenset().union(*(home_words(self._grid, name) for name in categories))

    def _next_item(self, line: str) -> float:
        """Cost of a list item below a line: nothing below another item or « entre : »."""
        if line.endswith(":"):
            return 0.0
        if _cut_word(line) or stays_open(line):
            return ITEM_INSIDE
        return ITEM_ALONE * ends_sentence(line)

    def _room_left(self, line: str, following: str) -> float:
        """Cost of a margin that cut too early: the next line's first word had room."""
        first = _FIRST.match(following)
        spare = self._width - len(line) - 1 - len(first[1] if first else "")
        return FITS * min(max(spare, 0) / SLACK, 1.0)


def oddness(text: str) -> float:
    """Tell how torn the blocks of a text look, to compare two readings of the same words.

    Parameters
    ----------
    text : str
        Clean text, one block a line.

    Returns
    -------
    float
        Sum of what it costs to begin and to end each of its blocks, less is better.
    """
    blocks = [line for line in text.split("\n") if line and not line.startswith("#")]
    return fsum(Flow.begins(block) + _open_end(block) for block in blocks)  # the same for the same costs in any order


def _open_end(line: str) -> float:
    """Cost of a block that ends with a line, whatever its length."""
    if ends_sentence(line):
        return 0.0
    if _cut_word(line):
        return CUT_WORD
    if line.endswith(":"):
        return LIST_MISSING
    return LEFT_OPEN if stays_open(line) else SHORT_LINE_ENDS


def _cut_word(line: str) -> re.Match[str] | None:
    """The beginning of a word that a hyphen cuts at a line end."""
    return _HYPHEN.search(line) if line.endswith(_HYPHENS) else None


def _last_pair(line: str, following: str) -> tuple[str, str]:
    """Keys of the words on both sides of a line end."""
    before = next(filter(None, map(word_keys, reversed(line[-_NEAR:].split()))), ("",))
    after = next(filter(None, map(word_keys, following[:_NEAR].split())), ("",))
    return before[-1], after[0]


def prints_on(before: str, after: str, grid: Grid) -> bool:
    """Tell whether the grid prints the words on both sides of a cut in a row.

    Parameters
    ----------
    before, after : str
        What stands on either side.
    grid : Grid
        Grid whose sentences, answers and names of publics are printed.

    Returns
    -------
    bool
        True when two words on each side, or one where a side has no more, stand in one of them.

    Examples
    --------
    >>> from tiersimpact.grid import load_grid
    >>> prints_on("des emplois au", "sein du lieu", load_grid()), prints_on("un thé au", "sein du groupe", load_grid())
    (True, False)
    """
    last, first = word_keys(before[-_NEAR:])[-2:], word_keys(after[:_NEAR])[:2]
    both = (*last, *first)
    if not (last and first and len(both) > 2):
        return False
    return _standard_triples(grid).issuperset(zip(both, both[1:], both[2:], strict=False))


def may_print_on(before: str, grid: Grid) -> bool:
    """Tell whether `prints_on` may hold of what stands before a cut.

    Parameters
    ----------
    before : str
        What stands before it.
    grid : Grid
        Grid whose sentences, answers and names of publics are printed.

    Returns
    -------
    bool
        False when it does so of nothing behind the cut.
    """
    return word_keys(before[-_NEAR:])[-2:] in _standard_beginnings(grid)


@lru_cache(maxsize=128)
def home_words(grid: Grid, category: str) -> frozenset[str]:
    """Collect the words that are at home in a category.

    Parameters
    ----------
    grid : Grid
        Any grid.
    category : str
        Id of one of its categories.

    Returns
    -------
    frozenset of str
        Keys of the longer words of its label and word list.
    """
    entry = grid.categories[category]
    return frozenset(key for text in (entry.label, *entry.words) for key in word_keys(text) if len(key) > 3)


@lru_cache(maxsize=8)
def standard_pairs(grid: Grid) -> dict[tuple[str, str], frozenset[str]]:
    """Collect the pairs of neighbouring words in what the grid prints.

    Parameters
    ----------
    grid : Grid
        Any grid.

    Returns
    -------
    dict of (str, str) to frozenset of str
        Word keys → categories whose standard sentences and answers hold them; none for names of publics.
    """
    owners: dict[tuple[str, str], set[str]] = {}
    for text, categories in _wordings(grid):
        for pair in pairwise(word_keys(text)):
            owners.setdefault(pair, set()).update(categories)
    return {pair: frozenset(categories) for pair, categories in owners.items()}


@lru_cache(maxsize=8)
def _standard_triples(grid: Grid) -> frozenset[tuple[str, str, str]]:
    """Three words in a row in what the grid prints."""
    keys = (word_keys(text) for text, _ in _wordings(grid))
    return frozenset(triple for own in keys for triple in zip(own, own[1:], own[2:], strict=False))


@lru_cache(maxsize=8)
def _standard_beginnings(grid: Grid) -> frozenset[tuple[str, ...]]:
    """One word or two that others follow in what the grid prints."""
    return frozenset(triple[:size] for triple in _standard_triples(grid) for size in (1, 2))


def _wordings(grid: Grid) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Sentences and answers with the categories they stand under, names of publics."""
    for category in grid.categories.values():
        for formula in category.formulas:
            yield from ((text, (category.id, *formula.also_in)) for text in (formula.text, *formula.variants))
        for option in category.options:
            yield from ((text, (category.id,)) for text in (option.text, *option.variants))
    for public in grid.publics:
        yield from ((text, ()) for text in (public.label, *public.aliases))
