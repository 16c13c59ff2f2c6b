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

    def standing_in(self, keys: Sequence[str], category: str | None) -> dict[int, list[tuple[int, str]]]:
        """For each word where aliases stand, the index after each of them and its public type."""
        if self._telling.isdisjoint(keys):  # an alias is told by its longest word: short ones stand everywhere
            return {}
        places = [i for i, key in enumerate(keys) if key in self._by_first]
        standing = {i: self._standing_at(i, keys, category) for i in places}
        return {i: found for i, found in standing.items() if found}

    def _standing_at(self, i: int, keys: Sequence[str], category: str | None) -> list[tuple[int, str]]:
        aliases = self._by_first[keys[i]]
        second = keys[i + 1] if i + 1 < len(keys) else _ANY
        ends = [
            (_match(alias, keys, i), public)
            for alias, public in aliases.get(second) or aliases[_ANY]
            if public not in self.only_in or category in self.only_in[public]
        ]
        return [(end, public) for end, public in ends if end is not None]


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


def _match(alias: Sequence[str], keys: Sequence[str], i: int) -> int | None:
    """Return the index after an alias if it stands at word `i`."""
    if not alias:
        return i
    if alias[0] == _ANY:
        ends = (_match(alias[1:], keys, i + gap) for gap in range(1, MAX_GAP + 1))
        return next((end for end in ends if end is not None), None)
    if i < len(keys) and keys[i] == alias[0]:
        return _match(alias[1:], keys, i + 1)
    return None


def _longest(standing: Sequence[tuple[int, str]], i: int, found: Sequence[Word], text: str) -> tuple[int, str] | None:
    """Of the aliases that stand at word `i`, the longest that runs across no break."""
    best: tuple[int, str] | None = None
    for end, public in standing:
        if (best is None or end > best[0]) and not _is_broken(text, found, i, end):
            best = (end, public)
    return best


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
    standing = _lexicon(grid or load_grid()).standing_in(word_keys(text), category)
    if not standing:
        return []
    found = words(text)
    spans: list[PublicSpan] = []
    next_free = 0
    for place, aliases in standing.items():
        match = _longest(aliases, place, found, text) if place >= next_free else None
        if match is None:
            continue
        start, (end, public) = place, match
        for later in range(start + 1, end):  # « les publics | en difficulté »: the longer name that begins inside wins
            longer = _longest(standing.get(later, ()), later, found, text)
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
