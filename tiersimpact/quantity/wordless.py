"""Quantities without a number: « rencontre hebdomadaire », « plus de femmes que d'hommes », « a doublé »."""

from __future__ import annotations

import re
from functools import cache

from tiersimpact.quantity.labels import read_number_of
from tiersimpact.quantity.lexicon import load_lexicon
from tiersimpact.quantity.nouns import lemma, noun_at
from tiersimpact.quantity.readings import Reading, Sentence

_MULTIPLE = re.compile(r"(doubl|tripl|quadrupl)(?:é|ée|és|ées|ent|era|eront|ait|aient)$")
_TIMES = {"doubl": 2.0, "tripl": 3.0, "quadrupl": 4.0}
_MORE = frozenset({"plus", "moins", "autant", "davantage"})


@cache
def _signs() -> frozenset[str]:
    return frozenset(load_lexicon().period_adjectives) | _MORE


def read_wordless(sentence: Sentence, known: list[Reading]) -> list[Reading]:
    """Find what is a quantity although no number is written."""
    if _signs().isdisjoint(sentence.lows) and not _may_multiply(" ".join(sentence.lows)):
        return []
    taken = {index for reading in known for index in range(reading.first, reading.last)}
    found: list[Reading] = []
    for index in range(len(sentence.lows)):
        reading = _recurring_event(sentence, index) or _comparison(sentence, index) or _multiple(sentence, index)
        if reading and not taken & set(range(reading.first, reading.last)):
            taken |= set(range(reading.first, reading.last))
            found.append(reading)
    return found


def _may_multiply(low: str) -> bool:
    """Tell, faster than a regular expression, whether a sentence may hold « a doublé » and the like."""
    return "doubl" in low or "tripl" in low or "quadrupl" in low


def _recurring_event(sentence: Sentence, index: int) -> Reading | None:
    """« rencontre hebdomadaire », « un bal mensuel »."""
    lexicon = load_lexicon()
    period = lexicon.period_adjectives.get(sentence.low(index))
    if period is None:
        return None
    for at in (index - 1, index - 2, index - 3):
        word = lemma(sentence.raw(at)) if at >= 0 else ""
        if word in lexicon.events and sentence.low(at - 1) not in {"vie", "de"}:
            return Reading(at, index + 1, 1.0, "event", unit=word, unit_text=sentence.raw(at), per=period)
    return None


def _comparison(sentence: Sentence, index: int) -> Reading | None:
    """« plus de femmes que d'hommes », « autant de filles que de garçons »."""
    low = sentence.low(index)
    if low not in _MORE or sentence.low(index + 1) not in {"de", "des"}:
        return None
    span = noun_at(sentence, index + 2, plural=False)
    if span is None:
        return None
    for at in range(span[1], min(span[1] + 5, len(sentence.lows))):
        if sentence.low(at) in {",", ".", ";", ":"}:
            return None
        if sentence.low(at) == "que":
            end = at + 1
            other = noun_at(sentence, at + 2, plural=False) if sentence.low(at + 1) in {"de", "des"} else None
            end = other[1] if other else span[1]
            text = sentence.slice(*span)
            return Reading(index, end, None, "comparison", unit=lemma(text), unit_text=text, kind="comparison")
    return None


def _multiple(sentence: Sentence, index: int) -> Reading | None:
    """« le nombre de repas a doublé », « nous avons triplé nos dons »."""
    match = _MULTIPLE.match(sentence.low(index))
    if match is None:
        return None
    reading = Reading(index, index + 1, _TIMES[match.group(1)], "comparison", kind="comparison")
    determined = sentence.low(index + 1) in {"nos", "les", "leurs", "ses", "la", "le", "notre", "sa", "leur", "son"}
    span = noun_at(sentence, index + 2, plural=False) if determined else None
    if span:
        reading.unit_text = sentence.slice(*span)
        reading.unit = lemma(reading.unit_text)
    else:
        read_number_of(sentence, reading)
    return reading
