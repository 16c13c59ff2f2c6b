"""Years that say how old someone is: « une dame de 80 ans », « les 18-25 ans », « dès 3 ans »."""

from __future__ import annotations

import re
from itertools import pairwise

from tiersimpact.quantity.lexicon import load_lexicon
from tiersimpact.quantity.nouns import lemma
from tiersimpact.quantity.readings import Reading, Sentence
from tiersimpact.quantity.tokens import WORD

_PERSON_ENDING = re.compile(
    r"(?:eur|er|ère|euse|trice|ière|ier|iste|ien|ienne|ante?|arde?|oise?|logue|aine?|onne|çon|mane)s?$"
)
_THING_ENDING = re.compile(r"(?:[tsx]ion|ment|age|ure|té|ée|ence|ance|ail|at|isme|ue|oire|ement)s?$")
_SIGNS = {"-": "max", "+": "min"}
_OLDEST = 120
_SCHOOL_AGE = 5


def spread_ages(sentence: Sentence, readings: list[Reading]) -> None:
    """Give both of « deux sœurs de dix et douze ans » the kind of one."""
    for left, right in pairwise(readings):
        listed = sentence.lows[left.last : right.first] in (["et"], ["ou"], [","])
        if listed and left.unit == right.unit == "an" and "age" in {left.kind, right.kind}:
            left.kind = right.kind = "age"


def read_age(sentence: Sentence, reading: Reading) -> None:
    """Turn a duration into an age where the words around say so."""
    if reading.kind != "duration" or reading.unit not in {"an", "mois"} or (reading.value or 0) > _OLDEST:
        return
    sign = _SIGNS.get(sentence.low(reading.first - 1)) if sentence.glued(reading.first) else None
    if sign and reading.qualifier == "exact":  # « -12 ans », « +60 ans »
        reading.kind, reading.qualifier, reading.first = "age", sign, reading.first - 1
    elif _is_age(sentence, reading):
        reading.kind = "age"


def _is_age(sentence: Sentence, reading: Reading) -> bool:
    cues = load_lexicon().cues
    first = reading.first
    before, earlier = sentence.low(first - 1), sentence.low(first - 2)
    if reading.unit == "mois":
        return before == "de" and earlier in cues["babies"]
    after, then = sentence.low(reading.last), sentence.low(reading.last + 1)
    if before in cues["age_during"] or (before == "a" and earlier == "y") or after in cues["age_after_not"]:
        return False
    if any(low.startswith(("âg", "agé")) for low in sentence.lows[max(0, first - 5) : first]):
        return True
    if (
        sentence.low(first) == "dès"
        or (after in {"et", "ou"} and then in {"plus", "moins", "+"})
        or sentence.low(reading.last - 1) in {"plus", "moins"}
    ):
        return True
    if sentence.lows[first : first + 2] == ["à", "partir"]:
        return True
    bounded = reading.qualifier in {"min", "max", "range"}
    if before in {"les", "des", "aux", "nos"} and bounded:
        return True
    if before in {",", "("} and after in {",", ".", ")", "", ";", "et"} and reading.value_max is None and not bounded:
        framed = before == "," and after == "," and (reading.value or 0) >= _SCHOOL_AGE
        return framed or _is_person(sentence, first - 2) or _follows_person(sentence, reading)
    if before in cues["age_have"] and reading.qualifier != "change":
        return before != "a" or earlier != "il" or sentence.low(first - 3) != "y"
    return (bounded or before in {"de", ":", ","}) and _follows_person(sentence, reading)


def _is_person(sentence: Sentence, index: int) -> bool:
    low = sentence.low(index)
    known = low in load_lexicon().persons or bool(_PERSON_ENDING.search(low))
    return sentence.kind(index) == WORD and (known or sentence.raw(index)[:1].isupper())


def _follows_person(sentence: Sentence, reading: Reading) -> bool:
    """Look back for who, or what, is that many years old."""
    lexicon = load_lexicon()
    start = reading.first
    owner = start - 2 if sentence.low(start - 1) in {"de", ","} else start - 1
    if sentence.low(owner) in {"%", "tiers", "quart", "moitié", "cent"}:
        return True
    for at in range(start - 1, max(-1, start - 6), -1):
        low = sentence.low(at)
        if low in lexicon.lasting or lemma(sentence.raw(at)) in lexicon.lasting:
            return False
        if low in lexicon.persons or lemma(sentence.raw(at)) in lexicon.persons:
            return True
        if sentence.kind(at) != WORD and low not in {"(", ","}:
            return False
    low = sentence.low(owner)
    if low in {"de", "entre", ""} or sentence.kind(owner) != WORD or low in lexicon.not_nouns:
        return False
    if _THING_ENDING.search(low):
        return False
    if _PERSON_ENDING.search(low):
        return True
    return (sentence.low(owner - 1) in {"un", "une", ""} and (reading.value or 0) > 10) or (
        reading.qualifier == "range" and sentence.low(reading.first) == "entre"
    )
