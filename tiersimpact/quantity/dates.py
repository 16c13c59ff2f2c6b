"""Numbers that are a day or a year: « 12 mai », « en 2022 », « les années 80 »."""

from __future__ import annotations

from tiersimpact.french.numbers import is_number_word
from tiersimpact.quantity.lexicon import load_lexicon
from tiersimpact.quantity.nouns import looks_plural
from tiersimpact.quantity.readings import Reading, Sentence
from tiersimpact.quantity.tokens import NUMBER, ORDINAL
from tiersimpact.quantity.units import could_be_unit, measure_at

DATE_JOINERS = frozenset({",", "et", "ou", "au", "-", "–", "/", "à", "puis"})


def is_date(sentence: Sentence, reading: Reading) -> bool:
    """« 12 mai », « 3 et 4 juin », « samedi 12 », « le 12/05 »."""
    lexicon = load_lexicon()
    if reading.value is None or reading.form not in {"digits", "words", "slash"}:
        return False
    if reading.form == "slash":
        return sentence.low(reading.i - 1) in lexicon.weekdays | {"le", "du", "au", "les"} and not could_be_unit(
            sentence, reading.j
        )
    if reading.value > 31 or reading.value < 1:
        return False
    if sentence.low(reading.i - 1) in lexicon.weekdays:
        return True
    at = reading.j
    for _ in range(8):
        low = sentence.low(at)
        if low in lexicon.months:
            return True
        if not (
            low in DATE_JOINERS
            or sentence.kind(at) in {NUMBER, ORDINAL}
            or is_number_word(low)
            or low in lexicon.weekdays
        ):
            return False
        at += 1
    return False


def is_year(sentence: Sentence, reading: Reading) -> bool:
    """« en 2022 », « 2019-2022 », « les années 80 », « deux mille dix »."""
    lexicon = load_lexicon()
    value = reading.value
    before, after = sentence.low(reading.i - 1), sentence.low(reading.j)
    if before in {"années", "annees"} and reading.form in {"digits", "words"}:
        return True
    if reading.form == "slash":
        return bool(value) and 1900 <= (value or 0) <= 2100
    if value is None or reading.form not in {"digits", "words"} or value != int(value):
        return False
    written_as_year = reading.form == "words" or sentence.raw(reading.i).isdigit()
    if not (1500 <= value <= 2100 and written_as_year):
        return _is_short_year(sentence, reading)
    if before in lexicon.year_before or before in lexicon.months or sentence.kind(reading.i - 1) == ORDINAL:
        return not (measure_at(sentence, reading.j) and before not in {"en", "depuis", "fin", "début"})
    if (
        after in {"-", "–", "/", "à", "et", ","}
        and _year_at(sentence, reading.j + 1)
        and not could_be_unit(sentence, reading.j + 2)
    ):
        return True
    if before in {"-", "–", "/", "à", "et", ","} and _year_at(sentence, reading.i - 2):
        return not could_be_unit(sentence, reading.j) or before in {"-", "–", "/"}
    return 1900 <= value <= 2100 and not (could_be_unit(sentence, reading.j) and not _year_then_verb(sentence, reading))


def _is_short_year(sentence: Sentence, reading: Reading) -> bool:
    """« 2021-22 », « en 68 » after a year or a season."""
    before = sentence.low(reading.i - 1)
    return before in {"-", "–", "/"} and _year_at(sentence, reading.i - 2) and not could_be_unit(sentence, reading.j)


def _year_at(sentence: Sentence, index: int) -> bool:
    raw = sentence.raw(index)
    return raw.isdigit() and len(raw) == 4 and raw[:2] in {"18", "19", "20"}


def _year_then_verb(sentence: Sentence, reading: Reading) -> bool:
    return not looks_plural(sentence.low(reading.j)) and measure_at(sentence, reading.j) is None
