"""What a number counts: a measure, or the noun behind it."""

from __future__ import annotations

from tiersimpact.french.numbers import is_number_word
from tiersimpact.quantity.lexicon import Measure, load_lexicon
from tiersimpact.quantity.nouns import lemma, noun_at
from tiersimpact.quantity.readings import OF, Reading, Sentence
from tiersimpact.quantity.tokens import NUMBER, SIGN, WORD

_OWNERS = frozenset({"nos", "ces", "ses", "leurs", "vos", "mes"})
_SEXES = {"F": Measure("femme", "count", 1), "H": Measure("homme", "count", 1)}
PARTITIVE = frozenset(
    {"nos", "ces", "ses", "leurs", "vos", "mes", "les", "notre", "cette", "la", "le", "son", "sa", "leur"}
)


def measure_at(sentence: Sentence, index: int) -> tuple[Measure, int] | None:
    """Return the measure written at `index` and the token behind it."""
    lexicon = load_lexicon()
    raw = sentence.raw(index)
    if raw in _SEXES and _stands_with(sentence, index, "H" if raw == "F" else "F"):
        return _SEXES[raw], index + 1
    if raw in lexicon.symbols and sentence.low(index + 1) not in {"'", "’"}:
        return lexicon.measure_ids[lexicon.symbols[raw]], index + 1
    found = lexicon.measures.after(sentence.lows, index)
    if found and not (len(raw) == 1 and raw.isupper() and raw not in {"H"}):
        return lexicon.measure_ids[found[1]], index + found[0]
    return None


def _stands_with(sentence: Sentence, index: int, letter: str) -> bool:
    """Tell « 7F/3H », « 5 H et 4 F » from « 3H de cours »."""
    near = (index - 3, index - 2, index + 2, index + 3)
    return any(sentence.raw(at) == letter and sentence.kind(at - 1) == NUMBER for at in near)


def is_measured(sentence: Sentence, index: int) -> bool:
    """Tell whether a measure other than a count stands at `index`."""
    found = measure_at(sentence, index)
    return found is not None and found[0].kind != "count"


def could_be_unit(sentence: Sentence, index: int) -> bool:
    """Tell whether the word at `index` could be counted: a measure, or a word that is no function word."""
    low = sentence.low(index)
    if sentence.kind(index) == WORD and low not in load_lexicon().not_nouns and not is_number_word(low):
        return True
    return measure_at(sentence, index) is not None


def attach_unit(sentence: Sentence, reading: Reading) -> None:
    """Give a reading the unit that stands behind it, if any, and the full stop of « 12 pers. maxi »."""
    _attach_word(sentence, reading)
    shortened = reading.own and sentence.low(reading.last - 1) in load_lexicon().cues["abbreviated"]
    goes_on = sentence.kind(reading.last + 1) == WORD or sentence.low(reading.last + 1) == "/"
    if shortened and sentence.low(reading.last) == "." and goes_on:
        reading.last += 1


def _attach_word(sentence: Sentence, reading: Reading) -> None:
    if reading.form == "time":
        reading.unit, reading.unit_text, reading.kind, reading.measured, reading.own = (
            "heure",
            "h",
            "duration",
            True,
            True,
        )
        return
    if reading.form == "price":
        reading.unit, reading.unit_text, reading.kind, reading.measured, reading.own = "€", "€", "money", True, True
        return
    index = _behind(sentence, reading)
    if index is None:
        return
    if _attach_measure(sentence, reading, index):
        return
    plural = reading.value is None or reading.value >= 2 or reading.value_max is not None
    span = noun_at(sentence, index, plural=plural and reading.form != "fraction")
    if span is None:
        return
    start, end = span
    text = sentence.slice(start, end)
    reading.unit = "tiers-lieu" if end - start > 1 and sentence.low(start) == "tiers" else lemma(text)
    reading.unit_text = text
    reading.last = end
    reading.own = True


def _attach_measure(sentence: Sentence, reading: Reading, index: int) -> bool:
    lexicon = load_lexicon()
    at = index
    while sentence.low(at) in lexicon.prenominal and sentence.low(at) != "demi":
        at += 1
    found = measure_at(sentence, at)
    if found is None:
        return False
    measure, end = found
    if at > index and measure.kind != "duration":
        return False
    reading.unit, reading.kind, reading.measured, reading.own = (
        measure.id,
        measure.kind,
        measure.kind != "count" or measure.id == "ETP",
        True,
    )
    reading.unit_text = sentence.slice(at, end)
    reading.last = end
    if measure.scale != 1 and reading.value is not None:
        reading.value *= measure.scale
        reading.scale = measure.scale
    _add_fraction(sentence, reading)
    return True


def _add_fraction(sentence: Sentence, reading: Reading) -> None:
    """Read on: « une heure et demie », « une heure trente », « une heure et quart », « 2 ans 1/2 »."""
    if reading.value is None or reading.kind not in {"duration", "count", "length", "area", "mass"}:
        return
    after, then = sentence.low(reading.last), sentence.low(reading.last + 1)
    more = {"demi": 0.5, "demie": 0.5, "quart": 0.25, "quarts": 0.75}.get(then, 0.0)
    if after == "et" and more:
        reading.value += more
        reading.last += 2
    elif after == "trois" and then == "quarts":
        reading.value += 0.75
        reading.last += 2


def _behind(sentence: Sentence, reading: Reading) -> int | None:
    """Return where the unit may begin: past « de » when the number is a noun (« une vingtaine de »)."""
    index, low = reading.j, sentence.low(reading.j)
    if reading.form in {"aine", "exactly", "fraction", "vague"} or reading.scale >= 1e6:
        if low in OF:
            index += 1
            if sentence.low(index) == "entre" and sentence.low(index + 1) in {"eux", "elles", "nous", "vous"}:
                return None
            while sentence.low(index) in PARTITIVE:
                index += 1
            return None if sentence.kind(index) == NUMBER else index  # « la moitié des 30 salariés »
        if reading.form in {"aine", "fraction"}:
            return None
    elif (
        low in OF
        and reading.form in {"words", "digits", "none", "article"}
        and (low == "des" or sentence.low(index + 1) in _OWNERS)
    ):
        return index + 1 if low == "des" else index + 2
    if sentence.kind(index) == SIGN and low not in {"%", "€", "$", "°", "‰", "("}:
        return None
    return index
