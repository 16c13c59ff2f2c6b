"""Units that stand with another number: lists (« 8, 12 et 15 bénévoles ») and ellipsis (« 45 en 2023 »)."""

from __future__ import annotations

from tiersimpact.quantity.labels import read_label, read_number_of
from tiersimpact.quantity.lexicon import load_lexicon
from tiersimpact.quantity.nouns import is_participle, lemma, looks_plural, noun_at
from tiersimpact.quantity.readings import OF, Reading, Sentence
from tiersimpact.quantity.tokens import CODE, WORD

_LIST_GAPS = frozenset(
    [
        *((sign,) for sign in (",", "et", "ou", "puis", ";", "contre", "/", "sur", "des")),
        *((",", word) for word in ("et", "ou", "puis")),
        ("et", "puis"),
        *(("de", owner) for owner in ("nos", "ces", "ses", "leurs")),
    ]
)
"""What may stand between two numbers that count the same noun."""
_SHORT_MEASURES = frozenset({"minute", "heure", "km", "m"})
_NEAR = 8
_REACH = 30
_PLAIN = frozenset({"digits", "words", "aine"})
_GROUP_ARTICLES = frozenset({"les", "nos", "ces", "leurs", "ses", "des"})


def lend_units(sentence: Sentence, readings: list[Reading]) -> None:
    """Give a unit to numbers that have none of their own, and mark parts of a whole."""
    if len(readings) > 1:
        for index in range(len(readings)):
            _give_up_adjective(readings, index)
        _lend_backward(sentence, readings)
    for index, reading in enumerate(readings):
        if reading.unit is None and reading.kind == "comparison":
            read_number_of(sentence, reading)
        elif reading.unit is None:
            _borrow(sentence, readings, index)
        _mark_part(sentence, readings, index)


def _borrow(sentence: Sentence, readings: list[Reading], index: int) -> None:
    reading = readings[index]
    if read_label(sentence, reading) or read_number_of(sentence, reading):
        return
    if reading.form in {"digits", "words"} and reading.value_max is None and not may_stand(sentence, reading):
        return
    if reading.form in {"none", "article"}:
        return
    if not _borrow_before(sentence, readings, index):
        _borrow_group(sentence, reading)


def _lend(lender: Reading, reading: Reading) -> None:
    reading.unit, reading.unit_text, reading.measured = lender.unit, lender.unit_text, lender.measured
    if reading.form != "fraction":
        reading.kind = "count" if lender.kind in {"fraction", "comparison", "frequency"} else lender.kind


def _give_up_adjective(readings: list[Reading], index: int) -> None:
    """Refuse « maintenus » as the noun of « 9 emplois créés, 2 maintenus »."""
    reading = readings[index]
    if not reading.own or reading.measured or reading.unit_text is None or reading.per or reading.form == "none":
        return
    low = reading.unit_text.lower()
    if low not in load_lexicon().postnominal and not is_participle(low):
        return
    if any(
        earlier.unit and not earlier.measured and earlier.form != "article"
        for earlier in readings[max(0, index - _NEAR) : index]
    ):
        reading.unit = reading.unit_text = None
        reading.own = False
        reading.last = reading.j


def _lend_backward(sentence: Sentence, readings: list[Reading]) -> None:
    """« 8, 12 et 15 bénévoles »: the noun behind the last one counts for all."""
    for left, right in zip(reversed(readings[:-1]), reversed(readings[1:]), strict=True):
        between = tuple(sentence.lows[left.last : right.first])
        if left.unit is not None or right.unit is None or between not in _LIST_GAPS or _is_code(sentence, left):
            continue
        if left.form not in _PLAIN and not (left.form == "fraction" and between[0] in OF):
            continue
        if right.form in _PLAIN and right.kind not in {"fraction", "comparison"}:
            _lend(right, left)
            if left.scale == 1 and left.value is not None and left.value < right.scale:
                left.value *= right.scale


def _is_code(sentence: Sentence, reading: Reading) -> bool:
    """Tell « Ubuntu 22 et 8 Go » from « 8 et 12 bénévoles »."""
    at = reading.first - 1
    name = (
        sentence.kind(at) == WORD
        and sentence.raw(at)[:1].isupper()
        and sentence.low(at) not in load_lexicon().not_nouns
    )
    return sentence.kind(at) == CODE or (name and at > 0)


def _borrow_before(sentence: Sentence, readings: list[Reading], index: int) -> bool:
    """« 30 bénévoles en 2022, 45 en 2023 »: the noun of the quantity before counts for this one too."""
    reading = readings[index]
    for lender in reversed(readings[max(0, index - _NEAR) : index]):
        if lender.unit is None or lender.form == "article" or lender.unit == "fois":
            continue
        if not lender.measured or _lends_measure(sentence, lender, reading):
            _lend(lender, reading)
            return True
    return False


def _lends_measure(sentence: Sentence, lender: Reading, reading: Reading) -> bool:
    """« 20 minutes à pied, 5 en vélo »: a measure is lent to a number that goes on the same list."""
    listed = sentence.low(reading.first - 1) in {",", "et", ";", "puis", "contre", ":", "dont"}
    if lender.kind in {"money", "area", "mass"} or lender.unit == "ETP":
        return listed
    return listed and lender.unit in _SHORT_MEASURES and sentence.low(reading.last) in load_lexicon().cues["place"]


def _borrow_group(sentence: Sentence, reading: Reading) -> None:
    """« Parmi les riverains interrogés, un sur cinq », « les voisins étaient invités, 37 sont venus »."""
    followed = sentence.low(reading.last) in load_lexicon().cues["group_verbs"]
    if reading.form != "fraction" and not followed and not reading.per and sentence.low(reading.first - 2) != "en":
        return
    for at in range(reading.first - 1, max(-1, reading.first - _REACH), -1):
        if sentence.low(at) in _GROUP_ARTICLES and sentence.kind(at + 1) == WORD:
            span = noun_at(sentence, at + 1, plural=False)
            if span and span[1] <= reading.first and looks_plural(sentence.low(span[1] - 1)):
                reading.unit_text = sentence.slice(*span)
                reading.unit = lemma(reading.unit_text)
                return


def _mark_part(sentence: Sentence, readings: list[Reading], index: int) -> None:
    """« une vingtaine de participants dont 5 structures »: the second is part of the first."""
    if index == 0:
        return
    reading, before = readings[index], readings[index - 1]
    at = reading.first - 1
    if sentence.low(at) in {"les", "nos"}:
        at -= 1
    if sentence.low(at) == "dont":
        reading.part = next(
            (whole for whole in reversed(readings[max(0, index - _NEAR) : index]) if whole.part is None), None
        )
    elif sentence.low(at) in {"et", ","} and before.part is not None and reading.first - before.last <= 2:
        reading.part = before.part


def may_stand(sentence: Sentence, reading: Reading) -> bool:
    """Tell whether a number without noun may be a count: « 45 en 2023 », « en reste 11 », not « porte vitrée 14 »."""
    at = reading.first - 1
    low = sentence.low(at)
    if at < 0 or reading.first < reading.i:
        return True
    if low in {"les", "des"} and reading.value is not None and reading.value >= 1:
        following = sentence.low(reading.last)
        return following == "autres" or (following in {"de", "du"} and reading.value > 100)
    refused = low in load_lexicon().cues["refusing"] and sentence.low(at - 1) != "lieu"  # « 24 au lieu de 12 »
    if refused or sentence.kind(at) == CODE:
        return False
    if sentence.kind(at) != WORD or low in load_lexicon().not_nouns or low in load_lexicon().cues["be"]:
        return low not in {"#", "n°", "-"}
    return sentence.low(at - 1) == "en" or low in {"respectivement", "soit", "environ"} or sentence.kind(at) != WORD


def stands_alone(sentence: Sentence, reading: Reading) -> bool:
    """Tell whether a number that counts nothing we know is a quantity: « nous étions 40 », « une trentaine »."""
    if reading.form in {"aine", "fraction"} or reading.per or reading.value_max is not None or reading.own:
        return True
    if reading.form not in {"digits", "words"}:
        return False
    if reading.qualifier in {"min", "max", "approx"} and reading.first < reading.i:
        return True
    lexicon = load_lexicon()
    at = reading.first - 1
    while sentence.low(at) in lexicon.cues["between"]:
        at -= 1
    following = sentence.low(reading.last)
    ends = following in lexicon.not_nouns or following in {"", ".", ",", "!", ";", "?", ":", "»"}
    return ends and sentence.low(at) in lexicon.cues["be"] and sentence.low(at - 1) != "ce"
