"""Numbers that are no quantities: dates, places, references, titles, idioms. The words are in ``data/traps.yaml``."""

from __future__ import annotations

from functools import cache

from tiersimpact.french.numbers import ARTICLES, is_number_word, parse_number_words, split_words
from tiersimpact.quantities.lexicon import Phrase, load_lexicon
from tiersimpact.quantities.nouns import looks_plural, noun_at
from tiersimpact.quantities.readings import Reading, Sentence
from tiersimpact.quantities.tokens import CODE, NUMBER, ORDINAL, WORD
from tiersimpact.quantities.units import measure_at

_JOINERS = frozenset({",", "et", "ou", "au", "-", "–", "/", "à", "puis"})
_TIMES = frozenset({"x", "×", "X", "*"})


def is_trap(sentence: Sentence, reading: Reading) -> bool:
    """Tell whether a number, before anyone looks for its unit, is no quantity at all."""
    return (
        _is_idiom(sentence, reading)
        or _is_date(sentence, reading)
        or is_year(sentence, reading)
        or _is_address(sentence, reading)
        or _is_numbered(sentence, reading)
        or _is_format(sentence, reading)
        or _is_postcode(sentence, reading)
        or _is_name(sentence, reading)
        or _is_title(sentence, reading)
        or _is_third_place(sentence, reading)
        or _is_new(sentence, reading)
    )


@cache
def _idioms() -> dict[object, list[tuple[Phrase, int, int]]]:
    """Index the idioms by the value of their number, or by its word when it has none."""
    index: dict[object, list[tuple[Phrase, int, int]]] = {}
    for phrase in load_lexicon().idioms:
        at = next((k for k, word in enumerate(phrase) if is_number_word(word)), None)
        if at is None:
            for k, word in enumerate(phrase):
                if k == 0 or word in ARTICLES:
                    index.setdefault(word, []).append((phrase, k, k + 1))
            continue
        end = at + 1
        while end < len(phrase) and (is_number_word(phrase[end]) or (phrase[end] in {"et"} and end + 1 < len(phrase))):
            if phrase[end] == "et" and not (is_number_word(phrase[end + 1]) or phrase[end + 1] in ARTICLES):
                break
            end += 1
        if phrase[end - 1] == "et":
            end += 1
        parts, _ = split_words(phrase[at:end])
        values = parse_number_words(parts)
        index.setdefault(values[0][2] if len(values) == 1 else phrase[at], []).append((phrase, at, end))
    return index


def _is_idiom(sentence: Sentence, reading: Reading) -> bool:
    keys: set[object] = {reading.value, *sentence.lows[reading.i : reading.j]}
    for key in keys:
        for phrase, at, end in _idioms().get(key, ()):
            before, after = phrase[:at], phrase[end:]
            numeral = (
                reading.j
                if key == reading.value
                else reading.i + sentence.lows[reading.i : reading.j].index(str(key)) + 1
            )
            start = reading.i if key == reading.value else numeral - 1
            head = tuple(sentence.lows[max(0, start - len(before)) : start])
            tail = tuple(sentence.lows[numeral : numeral + len(after)])
            if head == before and tail == after:
                return bool(after) or not (noun_at(sentence, numeral, plural=True) or measure_at(sentence, numeral))
    return False


def _is_date(sentence: Sentence, reading: Reading) -> bool:
    """« 12 mai », « 3 et 4 juin », « samedi 12 », « le 12/05 »."""
    lexicon = load_lexicon()
    if reading.value is None or reading.form not in {"digits", "words", "slash"}:
        return False
    if reading.form == "slash":
        return sentence.low(reading.i - 1) in lexicon.weekdays | {"le", "du", "au", "les"} and not _noun_like(
            sentence, reading.j
        )
    if reading.value > 31 or reading.value < 1:
        return False
    if sentence.low(reading.i - 1) in lexicon.weekdays:
        return True
    at = reading.j
    for _ in range(8):
        low = sentence.low(at)
        if low in lexicon.months and not (low in {"mars", "mai"} and False):
            return True
        if not (
            low in _JOINERS or sentence.kind(at) in {NUMBER, ORDINAL} or is_number_word(low) or low in lexicon.weekdays
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
        and not _noun_like(sentence, reading.j + 2)
    ):
        return True
    if before in {"-", "–", "/", "à", "et", ","} and _year_at(sentence, reading.i - 2):
        return not _noun_like(sentence, reading.j) or before in {"-", "–", "/"}
    return 1900 <= value <= 2100 and not (_noun_like(sentence, reading.j) and not _year_then_verb(sentence, reading))


def _is_short_year(sentence: Sentence, reading: Reading) -> bool:
    """« 2021-22 », « en 68 » after a year or a season."""
    before = sentence.low(reading.i - 1)
    return before in {"-", "–", "/"} and _year_at(sentence, reading.i - 2) and not _noun_like(sentence, reading.j)


def _year_at(sentence: Sentence, index: int) -> bool:
    raw = sentence.raw(index)
    return raw.isdigit() and len(raw) == 4 and raw[:2] in {"18", "19", "20"}


def _year_then_verb(sentence: Sentence, reading: Reading) -> bool:
    return not looks_plural(sentence.low(reading.j)) and measure_at(sentence, reading.j) is None


def _noun_like(sentence: Sentence, index: int) -> bool:
    if measure_at(sentence, index):
        return True
    low = sentence.low(index)
    return sentence.kind(index) == WORD and low not in load_lexicon().not_nouns and not is_number_word(low)


def _is_address(sentence: Sentence, reading: Reading) -> bool:
    """« 12 rue de la Paix », « 27 bis, avenue Foch », « au 97 »."""
    if reading.form not in {"digits", "words", "article", "slash"}:
        return False
    lexicon = load_lexicon()
    at = reading.j
    if sentence.low(at) in {"-", "/"} and sentence.kind(at + 1) == NUMBER:
        at += 2
    if sentence.low(at) in {"bis", "ter", "quater"} or (
        len(sentence.low(at)) == 1 and sentence.low(at).isalpha() and sentence.raw(at).isupper()
    ):
        at += 1
    if sentence.low(at) == ",":
        at += 1
    street = sentence.low(at) in lexicon.streets and reading.form != "article" and reading.value != 1
    if street or (sentence.low(at) in lexicon.streets and reading.form == "digits"):
        then = sentence.low(at + 1)
        place = then in {"de", "du", "des", "la", "le", "les"} or sentence.raw(at + 1)[:1].isupper() or then == "."
        if sentence.low(at) in {"cours", "clos"}:
            return (
                sentence.raw(at + 1)[:1].isupper()
                or sentence.raw(at + 2)[:1].isupper()
                or sentence.raw(at + 3)[:1].isupper()
            )
        return place or at > reading.j
    if sentence.low(at) in {"rue", "bis", "ter"} or sentence.low(reading.j) in {"bis", "ter"}:
        return True
    before = sentence.low(reading.i - 1)
    return (
        before in {"au", "le"}
        and reading.form == "digits"
        and not _noun_like(sentence, reading.j)
        and sentence.low(reading.j) not in {"%", "€", "à", "-", "/"}
    )


def _is_numbered(sentence: Sentence, reading: Reading) -> bool:
    """« bâtiment 4 », « n° 12 », « article L. 123 », « Lyon 2 »."""
    if reading.form not in {"digits", "words", "article"}:
        return False
    lexicon = load_lexicon()
    before, raw = sentence.low(reading.i - 1), sentence.raw(reading.i - 1)
    at = reading.i - 1
    if before in {".", "-", "°"} and sentence.low(at - 1) in lexicon.numbered | {"l", "r", "d", "n"}:
        return before != "-" or len(sentence.low(at - 1)) > 1
    if before.startswith("n°") or before in {"#", "§"}:
        return True
    if (
        before in lexicon.numbered
        and reading.form != "article"
        and not (before.endswith("s") and looks_plural(sentence.low(reading.j)))
    ):
        return not (reading.form == "words" and looks_plural(sentence.low(reading.j)))
    listed = (
        before in {"et", ",", "à", "-", "ou"}
        and sentence.kind(at - 1) == NUMBER
        and sentence.low(at - 2) in lexicon.numbered
    )
    if listed and not looks_plural(sentence.low(reading.j)):
        return True
    if reading.form != "digits" or at < 0 or not raw[:1].isupper() or sentence.kind(at) != WORD:
        return False
    if at == 0 or before in lexicon.not_nouns or sentence.low(at - 1) in {"«", '"', ":", "(", "•", "-"}:
        return False
    follows = noun_at(sentence, reading.j, plural=True) or measure_at(sentence, reading.j)
    return not follows and sentence.low(reading.j) not in {"à", "-", "–", "ou", "et", "/"}


def _is_format(sentence: Sentence, reading: Reading) -> bool:
    """« 4x4 », « 80 x 60 », « 16/9 », « 8/10 », « 24h/24 », « 1:50 »."""
    after, before = sentence.low(reading.j), sentence.low(reading.i - 1)
    if after in _TIMES and sentence.kind(reading.j + 1) == NUMBER:
        return True
    if before in _TIMES and sentence.kind(reading.i - 2) == NUMBER:
        return True
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
        return not (_noun_like(sentence, reading.j) or sentence.low(reading.j) in {"par", "fois"})
    return sentence.kind(reading.i - 1) == CODE and sentence.glued(reading.i)


def _is_postcode(sentence: Sentence, reading: Reading) -> bool:
    """« 69007 Lyon », « 59100 », « SIRET 123 456 789 00012 »."""
    if reading.form != "digits" or reading.j != reading.i + 1:
        return False
    raw = sentence.raw(reading.i)
    if not raw.isdigit():
        return False
    if len(raw) > 8:
        return True
    following = sentence.raw(reading.j)
    return len(raw) == 5 and (
        following[:1].isupper()
        or (
            not _noun_like(sentence, reading.j)
            and sentence.low(reading.j) not in {"%", "€"}
            and sentence.low(reading.i - 1) not in {":", "=", "de", "à", "environ"}
        )
    )


def _is_name(sentence: Sentence, reading: Reading) -> bool:
    """« Les 3 Moulins », « la Maison des Sept Collines », « Deux-Sèvres »."""
    if reading.form not in {"digits", "words"}:
        return False
    following = sentence.raw(reading.j)
    if (
        not (following[:1].isupper() and following[1:2].islower())
        or sentence.kind(reading.j) != WORD
        or measure_at(sentence, reading.j)
    ):
        return False
    before = sentence.raw(reading.i - 1)
    if before.lower() in {"les", "des", "aux"}:
        return True
    if reading.form == "words" and sentence.raw(reading.i)[:1].isupper() and reading.i > 0:
        return True
    return before[:1].isupper() and sentence.kind(reading.i - 1) == WORD and reading.i > 1


def _is_title(sentence: Sentence, reading: Reading) -> bool:
    """« 8 femmes », « Les 4 saisons » in quotation marks: short, opened by a capital or the number itself."""
    opening = next(
        (k for k in range(reading.i - 1, max(-1, reading.i - 8), -1) if sentence.lows[k] in {"«", "“", '"', "»", "”"}),
        None,
    )
    if opening is None or sentence.lows[opening] in {"»", "”"}:
        return False
    closing = next(
        (k for k in range(reading.j, min(len(sentence.lows), reading.j + 8)) if sentence.lows[k] in {"»", "”", '"'}),
        None,
    )
    if closing is None or closing - opening > 8:
        return False
    if sentence.lows[opening] == '"' and sum(low == '"' for low in sentence.lows[:opening]) % 2:
        return False
    if sentence.low(closing - 1) in {".", "!", "?", ","}:
        return False
    return True


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
        (looks_plural(after) and _noun_like(sentence, reading.j))
        or measure_at(sentence, reading.j)
        or after in {"à", "ou"}
    )
    return not nine or (sentence.low(reading.i - 1) in {"flambant", "du", "tout", "de"} and not looks_plural(after))
