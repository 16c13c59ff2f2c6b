"""Numbers that are no quantities: idioms, new (« neuf »), tiers-lieux, and what the neighbour modules know."""

from __future__ import annotations

from functools import cache

from tiersimpact.quantity.dates import is_date
from tiersimpact.quantity.lexicon import Phrase, load_lexicon
from tiersimpact.quantity.nouns import looks_plural, noun_at
from tiersimpact.quantity.numerals import read_numerals
from tiersimpact.quantity.places import is_address, is_name, is_numbered, is_postcode
from tiersimpact.quantity.readings import Reading, Sentence
from tiersimpact.quantity.signs import is_bullet, is_format, is_round_the_clock, is_title
from tiersimpact.quantity.units import could_be_unit, measure_at


def is_trap(sentence: Sentence, reading: Reading) -> bool:
    """Tell whether a number that is no year, before anyone looks for its unit, is no quantity at all."""
    if (
        _is_idiom(sentence, reading)
        or is_address(sentence, reading)
        or is_numbered(sentence, reading)
        or is_format(sentence, reading)
    ):
        return True
    return reading.form != "article" and (  # no other trap asks about « un »
        is_date(sentence, reading)
        or is_round_the_clock(sentence, reading)
        or is_bullet(sentence, reading)
        or is_postcode(sentence, reading)
        or is_name(sentence, reading)
        or is_title(sentence, reading)
        or _is_third_place(sentence, reading)
        or _is_new(sentence, reading)
        or _is_nothing(sentence, reading)
    )


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
    near = idioms.keys() & {(left, right), (left, ""), ("", right), ("", "")}
    for _, before, after in sorted(idiom for key in near for idiom in idioms[key]):
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
