"""The word lists of this room, compiled from ``data/*.yaml`` into one JSON file that opens in milliseconds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tiersimpact.quantity.tokens import tokenize

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of measure: what we print, its kind, and what multiplies the figure."""

    id: str
    kind: str
    scale: float


class Phrases:
    """Phrases that answer « does one of you stand just after, or just before, this place? ».

    Parameters
    ----------
    meanings : iterable of (tuple of str, str)
        Folded words of each phrase, and what it means.
    """

    def __init__(self, meanings: Iterable[tuple[Phrase, str]]) -> None:
        self._by_start: dict[str, dict[str, list[tuple[Phrase, str]]]] = {}
        self._by_end: dict[str, dict[str, list[tuple[Phrase, str]]]] = {}
        for phrase, meaning in sorted(meanings, key=lambda item: -len(item[0])):
            start, end = (*phrase, "")[:2], ("", *phrase)[-2:]
            self._by_start.setdefault(start[0], {}).setdefault(start[1], []).append((phrase, meaning))
            self._by_end.setdefault(end[1], {}).setdefault(end[0], []).append((phrase, meaning))

    def after(self, lows: list[str], index: int) -> tuple[int, str] | None:
        """Return the length and meaning of the longest phrase that begins at `index`."""
        starts = self._by_start.get(lows[index]) if index < len(lows) else None
        if starts is None:
            return None
        second = lows[index + 1] if index + 1 < len(lows) else ""
        for phrase, meaning in (*starts.get(second, ()), *starts.get("", ())):
            if len(phrase) <= 2 or tuple(lows[index : index + len(phrase)]) == phrase:
                return len(phrase), meaning
        return None

    def before(self, lows: list[str], index: int) -> tuple[int, str] | None:
        """Return the length and meaning of the longest phrase that ends just before `index`."""
        ends = self._by_end.get(lows[index - 1]) if index > 0 else None
        if ends is None:
            return None
        second = lows[index - 2] if index > 1 else ""
        for phrase, meaning in (*ends.get(second, ()), *ends.get("", ())):
            size = len(phrase)
            if size <= 2 or tuple(lows[max(0, index - size) : index]) == phrase:
                return size, meaning
        return None


@dataclass(frozen=True)
class Lexicon:
    """Every word list, ready for look-up; see the YAML files for what each holds."""

    measures: Phrases
    measure_ids: dict[str, Measure]
    symbols: dict[str, str]
    before: Phrases
    after: Phrases
    modifiers: frozenset[str]
    aine_adjectives: frozenset[str]
    periods: dict[str, str]
    period_adjectives: dict[str, str]
    not_items: frozenset[str]
    events: frozenset[str]
    prenominal: frozenset[str]
    adjective_nouns: frozenset[str]
    postnominal: frozenset[str]
    not_nouns: frozenset[str]
    invariable: frozenset[str]
    irregular: dict[str, str]
    persons: frozenset[str]
    participle_nouns: frozenset[str]
    common: frozenset[str]
    lasting: frozenset[str]
    acronyms: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    year_before: frozenset[str]
    streets: frozenset[str]
    numbered: frozenset[str]
    titled: frozenset[str]
    birthday_before: frozenset[str]
    birthday_words: frozenset[str]
    idioms: tuple[str, ...]
    cues: dict[str, frozenset[str]]


def phrase(words: str) -> Phrase:
    """Fold a phrase as the tokens of a sentence are.

    Examples
    --------
    >>> phrase("jusqu'à")
    ('jusque', 'à')
    """
    return tuple(tokenize(words, 0, len(words))[1])


@cache
def load_lexicon() -> Lexicon:
    """Read the compiled lists.

    Examples
    --------
    >>> "rue" in load_lexicon().streets
    True
    """
    data: dict[str, Any] = json.loads((files("tiersimpact.quantity") / "data/lexicon.json").read_text("utf-8"))
    nouns, traps, periods = data["nouns"], data["traps"], data["periods"]
    measures = {
        f"{row['id']}*{row['scale']:g}": Measure(row["id"], row["kind"], row["scale"]) for row in data["measures"]
    }
    keyed = [(f"{row['id']}*{row['scale']:g}", row) for row in data["measures"]]
    qualifiers = data["qualifiers"]
    lists = {name: frozenset(nouns[name]) for name in nouns if name != "irregular"}
    trap_words = {name: frozenset(traps[name]) for name in traps if name != "idioms"}
    return Lexicon(
        measures=Phrases((phrase(form), key) for key, row in keyed for form in row["forms"]),
        measure_ids=measures,
        symbols={symbol: key for key, row in keyed for symbol in row["symbols"]},
        before=_meanings(qualifiers["before"]),
        after=_meanings(qualifiers["after"]),
        modifiers=frozenset(qualifiers["modifiers"]),
        aine_adjectives=frozenset(qualifiers["aine_adjectives"]),
        periods=_inverse(periods["periods"]),
        period_adjectives=_inverse(periods["adjectives"]),
        not_items=frozenset(periods["not_items"]),
        events=frozenset(periods["events"]),
        irregular=nouns["irregular"],
        idioms=tuple(traps["idioms"]),
        cues={name: frozenset(words) for name, words in data["cues"].items()},
        **lists,
        **trap_words,
    )


def _meanings(table: dict[str, list[str]]) -> Phrases:
    return Phrases((phrase(form), meaning) for meaning, forms in table.items() for form in forms)


def _inverse(table: dict[str, list[str]]) -> dict[str, str]:
    return {form: meaning for meaning, forms in table.items() for form in forms}
