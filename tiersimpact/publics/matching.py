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
_ANY = "*"
# What may stand between the two halves of a doublet (« voisins et voisines »).
_DOUBLET = re.compile(r"\s*(?:et|ou|/|,)\s*(?:les\s+|des\s+)?")
# What ends a mention: a match never runs across it.
_BREAK = re.compile(r"[.,;:!?()\[\]«»\"\n/]")

Alias = tuple[tuple[str, ...], str]


class _Lexicon:
    """The aliases of one grid, by first word and by the word behind it, longest first."""

    def __init__(self, grid: Grid) -> None:
        self.only_in = {public.id: public.only_in for public in grid.publics if public.only_in}
        self._telling: set[str] = set()
        by_first: dict[str, list[Alias]] = defaultdict(list)
        for public in grid.publics:
            for alias in public.aliases:
                keys = tuple(_alias_keys(alias))
                by_first[keys[0]].append((keys, public.id))
                self._telling.add(max(keys, key=len))
        self._by_first = {first: _by_second(aliases) for first, aliases in by_first.items()}

    def may_stand_in(self, text: str) -> bool:
        """Whether a text holds the longest word of some alias: short ones (« les gens ») stand everywhere."""
        return not self._telling.isdisjoint(word_keys(text))

    def places(self, found: Sequence[Word]) -> list[int]:
        """Indexes of the words where an alias may begin."""
        return [i for i, word in enumerate(found) if word.key in self._by_first]

    def longest_at(self, found: Sequence[Word], i: int, text: str, category: str | None) -> tuple[int, str] | None:
        """Return the index after the longest alias from word `i` that runs across no break, and its public type."""
        aliases = self._by_first.get(found[i].key)
        if aliases is None:
            return None
        second = found[i + 1].key if i + 1 < len(found) else _ANY
        best: tuple[int, str] | None = None
        for keys, public in aliases.get(second) or aliases[_ANY]:
            if public in self.only_in and category not in self.only_in[public]:
                continue
            end = _match(keys, found, i)
            if end is not None and (best is None or end > best[0]) and not _is_broken(text, found, i, end):
                best = (end, public)
        return best


def _by_second(aliases: Sequence[Alias]) -> dict[str, list[Alias]]:
    """Sort aliases of one first word by their second word; those that may have any there are in each list."""
    ordered = sorted(aliases, key=lambda alias: -len(alias[0]))
    seconds = {keys[1] for keys, _ in aliases if len(keys) > 1} | {_ANY}
    return {
        second: [alias for alias in ordered if len(alias[0]) == 1 or alias[0][1] in (second, _ANY)]
        for second in seconds
    }


def _alias_keys(alias: str) -> list[str]:
    """Word keys of an alias; `*` stays."""
    keys: list[str] = []
    for part in re.split(r"(\*)", alias):
        keys += [_ANY] if part == _ANY else [word.key for word in words(part)]
    return keys


def _match(keys: Sequence[str], found: Sequence[Word], i: int) -> int | None:
    """Return the index after the alias if it stands at word `i`."""
    if not keys:
        return i
    if keys[0] == _ANY:
        ends = (_match(keys[1:], found, i + gap) for gap in range(1, MAX_GAP + 1))
        return next((end for end in ends if end is not None), None)
    if i < len(found) and found[i].key == keys[0]:
        return _match(keys[1:], found, i + 1)
    return None


def _is_broken(text: str, found: Sequence[Word], first: int, end: int) -> bool:
    """Tell whether a break stands between two of some words."""
    return any(_BREAK.search(text, found[i].end, found[i + 1].start) for i in range(first, end - 1))


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
    spans: list[PublicSpan] = []
    next_free = 0
    for place in places:
        match = lexicon.longest_at(found, place, text, category) if place >= next_free else None
        if match is None:
            continue
        start, (end, public) = place, match
        for later in range(start + 1, end):  # « les publics | en difficulté »: the longer name that begins inside wins
            longer = lexicon.longest_at(found, later, text, category)
            if longer is not None and longer[0] - later > end - start:
                start, (end, public) = later, longer
                break
        _add(spans, public, found[start].start, found[end - 1].end, text)
        next_free = end
    return spans


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
