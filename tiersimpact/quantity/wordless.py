"""Quantities without a number: « rencontre hebdomadaire », « plus de femmes que d'hommes », « a doublé »."""

from __future__ import annotations

from functools import cache

from tiersimpact.quantity.labels import read_number_of
from tiersimpact.quantity.lexicon import load_lexicon
from tiersimpact.quantity.nouns import is_event, lemma, noun_at
from tiersimpact.quantity.readings import Reading, Sentence

_MORE = frozenset({"plus", "moins", "autant", "davantage"})
_TIMES = {
    stem + ending: times
    for stem, times in {"doubl": 2.0, "tripl": 3.0, "quadrupl": 4.0}.items()
    for ending in ("é", "ée", "és", "ées", "ent", "era", "eront", "ait", "aient")
}
_SHORT_TIMES = {f"x{times}": float(times) for times in range(2, 21)}
_DETERMINERS = frozenset({"nos", "les", "leurs", "ses", "la", "le", "notre", "sa", "leur", "son"})


def read_wordless(sentence: Sentence, known: list[Reading]) -> list[Reading]:
    """Find what is a quantity although no number is written."""
    signs = _signs().intersection(sentence.lows)
    if not signs:
        return []
    taken = {index for reading in known for index in range(reading.first, reading.last)}
    found: list[Reading] = []
    for index in [at for at, low in enumerate(sentence.lows) if low in signs]:
        reading = _recurring_event(sentence, index) or _comparison(sentence, index) or _multiple(sentence, index)
        if reading and taken.isdisjoint(range(reading.first, reading.last)):
            taken.update(range(reading.first, reading.last))
            found.append(reading)
    return found


@cache
def _signs() -> frozenset[str]:
    """Return the words that every such quantity holds one of."""
    return _MORE.union(_TIMES, _SHORT_TIMES, load_lexicon().period_adjectives)


def _recurring_event(sentence: Sentence, index: int) -> Reading | None:
    """« rencontre hebdomadaire », « un bal mensuel »."""
    lexicon = load_lexicon()
    period = lexicon.period_adjectives.get(sentence.low(index))
    if period is None:
        return None
    for at in (index - 1, index - 2, index - 3):
        word = lemma(sentence.raw(at)) if at >= 0 else ""
        if is_event(word) and sentence.low(at - 1) not in {"vie", "de"}:
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
    times = _TIMES.get(sentence.low(index))
    if times is None:
        return _short_multiple(sentence, index)
    reading = Reading(index, index + 1, times, "comparison", kind="comparison")
    determined = sentence.low(index + 1) in _DETERMINERS
    span = noun_at(sentence, index + 2, plural=False) if determined else None
    if span:
        reading.unit_text = sentence.slice(*span)
        reading.unit = lemma(reading.unit_text)
    else:
        read_number_of(sentence, reading)
    return reading


def _short_multiple(sentence: Sentence, index: int) -> Reading | None:
    """« nos adhésions x2 »; « tables x4 » is an inventory."""
    times = _SHORT_TIMES.get(sentence.low(index))
    if times is None or sentence.low(index - 2) not in _DETERMINERS:
        return None
    if noun_at(sentence, index - 1, plural=False) is None:
        return None
    noun = sentence.raw(index - 1)
    found = Reading(index, index + 1, times, "comparison", first=index - 1, last=index + 1, kind="comparison")
    found.unit, found.unit_text = lemma(noun), noun
    return found
