"""Numbers that are no quantities: idioms, new (« neuf »), tiers-lieux, and what the neighbour modules know."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from tiersimpact.french.numbers import NUMBER_WORDS
from tiersimpact.quantity.dates import DATE_JOINERS, is_date
from tiersimpact.quantity.lexicon import Phrase, load_lexicon
from tiersimpact.quantity.nouns import looks_plural, noun_at
from tiersimpact.quantity.numerals import read_numerals
from tiersimpact.quantity.places import is_address, is_name, is_numbered, is_postcode
from tiersimpact.quantity.readings import Reading, Sentence
from tiersimpact.quantity.signs import is_bullet, is_format, is_round_the_clock, is_title
from tiersimpact.quantity.tokens import CODE, NUMBER, ORDINAL
from tiersimpact.quantity.units import could_be_unit, measure_at

_POSTCODE = 10_000
_ROUND_THE_CLOCK = frozenset({7, 24})
_FIGURES = frozenset({NUMBER, ORDINAL})
_NEW = 9
"""« neuf »"""
_Rule = Callable[[Sentence, Reading], bool]


def is_trap(sentence: Sentence, reading: Reading) -> bool:
    """Tell whether a number that is no year, before anyone looks for its unit, is no quantity at all."""
    before, behind = _rules_by_word()
    rules = [
        *before.get(sentence.low(reading.i - 1), ()),
        *behind.get(sentence.low(reading.j), ()),
        *_rules_by_shape(sentence, reading),
    ]
    return is_title(sentence, reading) or any(rule(sentence, reading) for rule in rules)


@cache
def _rules_by_word() -> tuple[dict[str, tuple[_Rule, ...]], dict[str, tuple[_Rule, ...]]]:
    """Return which traps a number may be after a word, and before a word: each rule holds beside its own words only."""
    lexicon = load_lexicon()
    idioms = [neighbours for by_neighbours in _idioms().values() for neighbours in by_neighbours]
    before: list[tuple[_Rule, Iterable[str]]] = [
        (is_address, ("au", "le", "du")),
        (is_numbered, (*lexicon.numbered, "n°", "n°s", "#", "§", "°", ".", "-", ",", "et", "ou", "à")),
        (is_format, ("x", "×", "*", ":")),
        (is_date, lexicon.weekdays),
        (is_name, ("des", "aux")),
        (_is_nothing, ("un", "le", "du", "au", "notre")),
        (_is_idiom, {left for left, right in idioms if left and not right}),
    ]
    behind: list[tuple[_Rule, Iterable[str]]] = [
        (is_address, (*lexicon.streets, "rue", "bis", "ter", "quater", ",", "-", "/")),
        (is_format, ("x", "×", "*", ":")),
        (is_date, (*lexicon.months, *lexicon.weekdays, *DATE_JOINERS, *NUMBER_WORDS)),
        (is_bullet, (".", ")", "/", "°", "-", "–")),
        (_is_third_place, ("lieu", "lieux", "-")),
        (_is_idiom, {right for _, right in idioms if right}),
    ]
    return _by_word(before), _by_word(behind)


def _by_word(rows: Iterable[tuple[_Rule, Iterable[str]]]) -> dict[str, tuple[_Rule, ...]]:
    rules: dict[str, tuple[_Rule, ...]] = {}
    for rule, words in rows:
        for word in words:
            rules[word] = (*rules.get(word, ()), rule)
    return rules


def _rules_by_shape(sentence: Sentence, reading: Reading) -> list[_Rule]:
    """Return the traps that a number may be whatever the words beside it: those that a capital or its figure shows."""
    i, j, value = reading.i, reading.j, reading.value or 0
    rules: list[_Rule] = []
    if sentence.raw(i - 1)[:1].isupper():
        rules += (is_numbered, is_name)
    if sentence.raw(j)[:1].isupper():
        rules += (is_address, is_name)
    if sentence.kind(j) in _FIGURES or "-" in sentence.low(j):
        rules.append(is_date)
    if reading.form == "slash":
        rules += (is_format, is_date)
    elif sentence.kind(i - 1) == CODE:
        rules.append(is_format)
    if value in _ROUND_THE_CLOCK:
        rules.append(is_round_the_clock)
    elif value == _NEW:
        rules.append(_is_new)
    elif value >= _POSTCODE:
        rules += (is_postcode, _is_idiom)  # « trente-six mille » is one on its own
    return rules


_Neighbours = tuple[str, str]
_Idiom = tuple[int, Phrase, Phrase]
"""Its rank in the list, and the words before and after its number."""


@cache
def _idioms() -> dict[tuple[float | None, str], dict[_Neighbours, list[_Idiom]]]:
    """Index idioms by their number, read as in any sentence, then by the words next to it."""
    index: dict[tuple[float | None, str], dict[_Neighbours, list[_Idiom]]] = {}
    for rank, idiom in enumerate(load_lexicon().idioms):
        sentence = Sentence(idiom, 0, len(idiom))
        for reading in read_numerals(sentence):
            before, after = tuple(sentence.lows[: reading.i]), tuple(sentence.lows[reading.j :])
            neighbours = sentence.low(reading.i - 1), sentence.low(reading.j)
            index.setdefault(_idiom_key(reading), {}).setdefault(neighbours, []).append((rank, before, after))
    return index


def _idiom_key(reading: Reading) -> tuple[float | None, str]:
    return reading.value, "words" if reading.form == "digits" else reading.form


def _is_idiom(sentence: Sentence, reading: Reading) -> bool:
    """« à deux pas d'ici », « aux 4 coins »; a phrase that ends with its number asks that nothing be counted."""
    idioms = _idioms().get(_idiom_key(reading))
    if idioms is None:
        return False
    left, right = sentence.low(reading.i - 1), sentence.low(reading.j)
    near = [idiom for key in ((left, right), (left, ""), ("", right), ("", "")) for idiom in idioms.get(key, ())]
    for _, before, after in sorted(near):
        start = reading.i - len(before)
        if start < 0 or tuple(sentence.lows[start : reading.i]) != before:
            continue
        if tuple(sentence.lows[reading.j : reading.j + len(after)]) == after:
            return bool(after) or not (noun_at(sentence, reading.j, plural=True) or measure_at(sentence, reading.j))
    return False


def _is_third_place(sentence: Sentence, reading: Reading) -> bool:
    """« 1/3 lieu », « un tiers-lieu »."""
    if reading.form in {"slash", "fraction", "digits"} and sentence.low(reading.j) in {"lieu", "lieux"}:
        return reading.form != "digits" or sentence.low(reading.j - 2) == "/" or reading.value == 1 / 3
    return (
        sentence.low(reading.j) == "-"
        and sentence.low(reading.j + 1) in {"lieu", "lieux"}
        and reading.form in {"slash", "fraction"}
    )


def _is_new(sentence: Sentence, reading: Reading) -> bool:
    """« remis à neuf », « un local neuf »: nine needs a plural behind it."""
    if sentence.lows[reading.i : reading.j] != ["neuf"]:
        return False
    after = sentence.low(reading.j)
    nine = (
        (looks_plural(after) and could_be_unit(sentence, reading.j))
        or measure_at(sentence, reading.j)
        or after in {"à", "ou"}
    )
    return not nine or (sentence.low(reading.i - 1) in {"flambant", "du", "tout", "de"} and not looks_plural(after))


def _is_nothing(sentence: Sentence, reading: Reading) -> bool:
    """« le zéro déchet », « un zéro faute »: a slogan, not a count."""
    said = reading.value == 0 and reading.form == "words"
    return said and sentence.low(reading.i - 1) in {"un", "le", "du", "au", "notre"}
