"""Numbers that signs around them make something else: titles, formats, scores, « 24h/24 », bullets."""

from __future__ import annotations

from tiersimpact.quantity.lexicon import load_lexicon
from tiersimpact.quantity.nouns import lemma, looks_plural, noun_at
from tiersimpact.quantity.readings import Reading, Sentence
from tiersimpact.quantity.tokens import CODE, NUMBER, WORD
from tiersimpact.quantity.units import measure_at

_TIMES = frozenset({"x", "×", "X", "*"})
_QUOTES = frozenset({"«", "»", "“", "”", '"'})
_LONGEST_TITLE = 8


def is_title(sentence: Sentence, reading: Reading) -> bool:
    """« 8 femmes », « Les 4 saisons » in quotation marks: a title, not somebody's words."""
    quote = _quote_around(sentence, reading)
    if quote is None or reading.form not in {"digits", "words"}:
        return False
    opening, closing = quote
    lexicon = load_lexicon()
    before = opening - 1 if sentence.low(opening - 1) != ":" else opening - 2
    if lemma(sentence.raw(before)) in lexicon.titled:
        return True
    inside = sentence.lows[opening + 1 : closing]
    if any(low in lexicon.cues["talk"] for low in inside) or sentence.low(closing - 1) in {".", "!", "?", ","}:
        return False
    return (
        len(inside) <= _LONGEST_TITLE and sentence.raw(opening + 1)[:1] != sentence.low(opening + 1)[:1]
    ) or reading.i == opening + 1


def _quote_around(sentence: Sentence, reading: Reading) -> tuple[int, int] | None:
    """Return the quotation marks around a number, None when it stands in no short quotation."""
    if _QUOTES.isdisjoint(sentence.lows[max(0, reading.i - _LONGEST_TITLE) : reading.i]):
        return None
    opening = reading.i - 1
    while sentence.lows[opening] not in _QUOTES:
        opening -= 1
    if sentence.lows[opening] not in {"«", "“", '"'}:
        return None
    if sentence.lows[opening] == '"' and sum(low == '"' for low in sentence.lows[:opening]) % 2:
        return None
    for closing in range(reading.j, min(len(sentence.lows), reading.j + _LONGEST_TITLE)):
        if sentence.lows[closing] in _QUOTES:
            return opening, closing
    return None


def is_format(sentence: Sentence, reading: Reading) -> bool:
    """« 4x4 », « 80 x 60 », « 16/9 », « 8/10 », « 24h/24 », « 1:50 »."""
    after, before = sentence.low(reading.j), sentence.low(reading.i - 1)
    if after in _TIMES and sentence.kind(reading.j + 1) == NUMBER:
        return not _lasts(sentence, reading.j + 2)
    if before in _TIMES and sentence.kind(reading.i - 2) == NUMBER:
        return not _lasts(sentence, reading.j)
    if (
        after == ":"
        and sentence.glued(reading.j)
        and sentence.kind(reading.j + 1) == NUMBER
        and sentence.glued(reading.j + 1)
    ):
        return True
    if (
        before == ":"
        and sentence.glued(reading.i)
        and sentence.kind(reading.i - 2) == NUMBER
        and sentence.glued(reading.i - 1)
    ):
        return True
    if reading.form == "slash":
        low, high = reading.value or 0, reading.value_max or 0
        if low >= high or sentence.low(reading.i - 1) in {"format", "note", "noté", "notée", "échelle"}:
            return True
        return not (_counts_several(sentence, reading) or sentence.low(reading.j) in {"par", "fois"})
    return sentence.kind(reading.i - 1) == CODE and sentence.glued(reading.i)


def _lasts(sentence: Sentence, index: int) -> bool:
    """« 3 x 2h » is how often and how long; « 80 x 60 cm » is a size."""
    found = measure_at(sentence, index)
    return found is not None and found[0].kind == "duration"


def _counts_several(sentence: Sentence, reading: Reading) -> bool:
    """Tell « 1/2 bénévoles », « 2/3 séance par mois » from « 1/2 tarif », « 1/4 finale »."""
    if measure_at(sentence, reading.j):
        return True
    span = noun_at(sentence, reading.j, plural=True)
    return span is not None and (reading.value != 1 or looks_plural(sentence.low(span[1] - 1)))


def is_round_the_clock(sentence: Sentence, reading: Reading) -> bool:
    """« 24h/24 », « 7 jours sur 7 »."""
    if reading.value not in {24, 7}:
        return False
    over = {"/", "sur"}
    ahead = sentence.low(reading.j + 1) in over and _same_number(sentence, reading.j + 2, reading)
    behind = sentence.low(reading.i - 1) in over and _same_number(sentence, reading.i - 3, reading)
    return ahead or behind


def _same_number(sentence: Sentence, index: int, reading: Reading) -> bool:
    if sentence.kind(index) == NUMBER:
        return sentence.value(index) == reading.value
    return index >= 0 and sentence.lows[index : index + reading.j - reading.i] == sentence.lows[reading.i : reading.j]


def is_bullet(sentence: Sentence, reading: Reading) -> bool:
    """« 1. Accueillir », « 2) Former », « 3/ Essaimer »."""
    return (
        reading.i == 0
        and reading.form == "digits"
        and sentence.low(reading.j) in {".", ")", "/", "°", "-", "–"}
        and not sentence.glued(reading.j + 1)
        and sentence.kind(reading.j + 1) == WORD
        and (sentence.glued(reading.j) or sentence.raw(reading.j + 1)[:1].isupper())
    )
