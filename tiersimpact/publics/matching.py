"""Match the grid's names of public types over normalised inclusive writing, longest match first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from tiersimpact.french import Word, agreement_key, fold, word_keys, words
from tiersimpact.grid import Grid, load_grid
from tiersimpact.records import PublicSpan

# `*` in an alias stands for this many words at most.
MAX_GAP = 3
# What may stand between the two halves of a doublet (« voisins et voisines »).
_DOUBLET = re.compile(r"\s*(?:et|ou|/|,)\s*(?:les\s+|des\s+)?")
# What ends a mention: a match never runs across it.
_BREAK = re.compile(r"[.,;:!?()\[\]«»\"\n/]")

Alias = tuple[tuple[str, ...], str]


class _Lexicon:
    """The aliases of one grid, by first word."""

    def __init__(self, grid: Grid) -> None:
        self.only_in = {public.id: public.only_in for public in grid.publics if public.only_in}
        self._by_first: dict[str, list[Alias]] = defaultdict(list)
        self._telling: set[str] = set()
        for public in grid.publics:
            for alias in public.aliases:
                keys = tuple(_alias_keys(alias))
                self._by_first[keys[0]].append((keys, public.id))
                self._telling.add(max(keys, key=len))
        for aliases in self._by_first.values():
            aliases.sort(key=lambda alias: -len(alias[0]))

    def may_stand_in(self, text: str) -> bool:
        """Whether a text holds the longest word of some alias: short ones (« les gens ») stand everywhere."""
        return not self._telling.isdisjoint(word_keys(text))

    def places(self, found: Sequence[Word]) -> list[int]:
        """Indexes of the words where an alias may begin."""
        return [i for i, word in enumerate(found) if word.key in self._by_first]

    def longest_at(self, found: Sequence[Word], i: int, limit: int, category: str | None) -> tuple[int, str] | None:
        """Return the index after the longest alias from word `i` to before `limit`, and its public type."""
        best: tuple[int, str] | None = None
        for keys, public in self._by_first.get(found[i].key, ()):
            if public in self.only_in and category not in self.only_in[public]:
                continue
            end = _match(keys, found, i, limit)
            if end is not None and (best is None or end > best[0]):
                best = (end, public)
        return best


def _alias_keys(alias: str) -> list[str]:
    """Word keys of an alias; `*` stays."""
    keys: list[str] = []
    for part in re.split(r"(\*)", alias):
        keys += ["*"] if part == "*" else [word.key for word in words(part)]
    return keys


def _match(keys: Sequence[str], found: Sequence[Word], i: int, limit: int) -> int | None:
    """Return the index after the alias if it stands at word `i`, before word `limit`."""
    if not keys:
        return i
    if keys[0] == "*":
        for gap in range(1, MAX_GAP + 1):
            end = _match(keys[1:], found, i + gap, limit)
            if end is not None:
                return end
        return None
    if i < limit and found[i].key == keys[0]:
        return _match(keys[1:], found, i + 1, limit)
    return None


@lru_cache(maxsize=8)
def _lexicon(grid: Grid) -> _Lexicon:
    return _Lexicon(grid)


def find_publics(text: str, *, grid: Grid | None = None, category: str | None = None) -> list[PublicSpan]:
    """Find the public types that a text names.

    Parameters
    ----------
    text : str
        Any text.
    grid : Grid, optional
        Grid whose publics are looked for; the shipped one by default.
    category : str, optional
        Category of the statement: some names say something in one rubric only.

    Returns
    -------
    list of PublicSpan
        In order, without overlap; a doublet (« voisins et voisines ») is one mention.

    Examples
    --------
    >>> [(p.public, p.text) for p in find_publics("des voisin·e·s, acteur·rice·s du quartier et bénévoles")]
    [('voisins', 'voisin·e·s'), ('acteurs_quartier', 'acteur·rice·s du quartier'), ('benevoles', 'bénévoles')]
    """
    lexicon = _lexicon(grid or load_grid())
    if not lexicon.may_stand_in(text):
        return []
    found = words(text)
    places = lexicon.places(found)
    breaks = _breaks(text, found)
    spans: list[PublicSpan] = []
    next_free = 0
    for place in places:
        match = lexicon.longest_at(found, place, breaks[place], category) if place >= next_free else None
        if match is None:
            continue
        start, (end, public) = place, match
        for later in range(start + 1, end):  # « les publics | en difficulté »: the longer name that begins inside wins
            longer = lexicon.longest_at(found, later, breaks[later], category)
            if longer is not None and longer[0] - later > end - start:
                start, (end, public) = later, longer
                break
        _add(spans, public, found[start].start, found[end - 1].end, text)
        next_free = end
    return spans


def _breaks(text: str, found: Sequence[Word]) -> list[int]:
    """For each word, the index of the first later word beyond a break."""
    limits = [len(found)] * len(found)
    for i in range(len(found) - 2, -1, -1):
        between = text[found[i].end : found[i + 1].start]
        limits[i] = i + 1 if between != " " and _BREAK.search(between) else limits[i + 1]
    return limits


def _add(spans: list[PublicSpan], public: str, start: int, end: int, text: str) -> None:
    """Append a mention, or widen the last one when both are halves of a doublet."""
    if spans and spans[-1].public == public:
        last = spans[-1]
        same_word = _first_key(text[last.start : last.end]) == _first_key(text[start:end])
        if same_word and _DOUBLET.fullmatch(text[last.end : start]):
            spans[-1] = PublicSpan(public, text[last.start : end], last.start, end)
            return
    spans.append(PublicSpan(public, text[start:end], start, end))


def _first_key(text: str) -> str:
    """Key of the first word: the same for both halves of a doublet."""
    return agreement_key(fold(text).split()[0])
