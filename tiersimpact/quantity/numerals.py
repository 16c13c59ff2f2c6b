"""A sentence comes in, the numbers written in it go out, before anyone asks what they count."""

from __future__ import annotations

from functools import cache

from tiersimpact.french import WordMemory
from tiersimpact.french.numbers import (
    ARTICLES,
    COLLECTIVES,
    DENOMINATORS,
    NUMBER_WORDS,
    SCALES,
    collective,
    denominator,
    is_number_word,
    parse_number_words,
    split_words,
)
from tiersimpact.quantity.lexicon import load_lexicon
from tiersimpact.quantity.parts import read_parts
from tiersimpact.quantity.readings import OF, Reading, Sentence
from tiersimpact.quantity.slashes import read_slash
from tiersimpact.quantity.tokens import NUMBER, TIME, WORD
from tiersimpact.quantity.units import measure_at

_COLLECTED_SCALES = {"millier": 1e3, "milliers": 1e3, "million": 1e6, "millions": 1e6, "milliards": 1e9}
VAGUE_WORDS = frozenset({"quelques", "plusieurs"})
NONE_WORDS = frozenset({"aucun", "aucune", "aucuns", "aucunes"})
PLURAL_ARTICLES = frozenset({"des", "de", "les", "ces", "plusieurs", "quelques", "par"})
HANDFULS = frozenset({"poignée", "poignee", "myriade", "flopée", "ribambelle"})


_NOUNS = frozenset(form for word in (*COLLECTIVES, *DENOMINATORS) for form in (word, word + "s"))
_OPENERS = ARTICLES | NUMBER_WORDS | VAGUE_WORDS | NONE_WORDS | _NOUNS
"""Words that can begin a number."""
_GLUED_BEFORE = ("'", "’", "ʼ", "x", "X", "×")
"""« d'1 », « 3x2h »"""
_TAKEN_IN = frozenset({"(", "et"})
"""What stands before the same number said again, and before « et quelques »."""


@cache
def _continuations() -> frozenset[str]:
    """Return the words that may make another number of the one before them."""
    return _NOUNS | HANDFULS | {"et", *SCALES} | load_lexicon().aine_adjectives


def _may_open(low: str) -> bool:
    return low in _OPENERS or "-" in low or low[:1].isnumeric()


_opens = WordMemory(_may_open)


def read_numerals(sentence: Sentence) -> list[Reading]:
    """Find the numbers of a sentence, in order, without overlap.

    Examples
    --------
    >>> text = "Une vingtaine de voisins, 3 millions d'euros et deux tiers des 1 200 repas"
    >>> [(reading.value, reading.form) for reading in read_numerals(Sentence(text, 0, len(text)))]
    [(20.0, 'aine'), (3000000.0, 'digits'), (0.6666666666666666, 'fraction'), (1200.0, 'digits')]
    """
    found: list[Reading] = []
    free = 0
    for index in [at for at, low in enumerate(sentence.lows) if _opens[low]]:
        readings = _read_at(sentence, index) if index >= free else []
        if readings:
            found += readings
            free = readings[-1].j
            if sentence.low(free) == "et" and sentence.low(free + 1) == "quelques":
                free += 2
    return [
        _with_some(sentence, _with_echo(sentence, reading)) if sentence.low(reading.j) in _TAKEN_IN else reading
        for reading in found
    ]


def _read_at(sentence: Sentence, index: int) -> list[Reading]:
    kind, low = sentence.kind(index), sentence.low(index)
    if kind == NUMBER and "€" in low:
        return [Reading(index, index + 1, sentence.value(index), "price")]
    if kind == NUMBER:
        reading = read_slash(sentence, index) or _digits(sentence, index)
        return [reading] if reading else []
    if kind == TIME:
        return [Reading(index, index + 1, sentence.value(index), "time")]
    if kind != WORD:
        return []
    if low in ARTICLES:
        return [_article(sentence, index)]
    if is_number_word(low) and not _is_percent(sentence, index):
        return _words(sentence, index)
    reading = _noun(sentence, index) if low not in VAGUE_WORDS | NONE_WORDS else None
    if low in VAGUE_WORDS:
        reading = _collective(sentence, index, index + 1, None) or Reading(index, index + 1, None, "vague")
    elif low in NONE_WORDS and sentence.low(index + 1) != "autre":  # « aucune autre salle »: there is one
        reading = Reading(index, index + 1, 0.0, "none")
    return [reading] if reading else []


def _is_percent(sentence: Sentence, index: int) -> bool:
    """Tell « dix pour cent » from « pour cent vingt couverts »."""
    if sentence.low(index) != "cent" or sentence.low(index - 1) != "pour":
        return False
    return (
        sentence.kind(index - 2) == NUMBER or is_number_word(sentence.low(index - 2)) or sentence.low(index - 2) == "un"
    )


def _digits(sentence: Sentence, index: int) -> Reading | None:
    """Read « 3 », « 3 millions », « 1 200 », « 10k »; None when letters are glued to it (« 4x4 », « 3D »)."""
    after = index + 1
    word_before = sentence.glued(index) and sentence.kind(index - 1) == WORD
    if word_before and not sentence.raw(index - 1).endswith(_GLUED_BEFORE):
        return None
    value = sentence.value(index)
    reading = Reading(index, after, value, "digits")
    if sentence.glued(after) and sentence.kind(after) == WORD:
        if sentence.low(after) == "k" and sentence.kind(after + 1) == WORD and not _is_euro(sentence, after + 1):
            return Reading(index, after + 1, value * 1000, "digits", scale=1000)
        if not _may_be_glued(sentence, after):
            return None
    following = sentence.low(after)
    if following not in _continuations():
        return reading
    scale = SCALES.get(following)
    if scale:
        reading.value, reading.scale, reading.j = value * scale, scale, after + 1
        reading.last = reading.j
        return _and_half(sentence, reading)
    parts = read_parts(sentence, index, after, value) if following in {"tiers", "quarts"} else None
    return parts or _collective(sentence, index, after, value) or reading


def _is_euro(sentence: Sentence, index: int) -> bool:
    return sentence.low(index) in {"€", "euros", "euro"}


def _may_be_glued(sentence: Sentence, index: int) -> bool:
    return len(sentence.raw(index)) > 3 or measure_at(sentence, index) is not None


def _and_half(sentence: Sentence, reading: Reading) -> Reading:
    """Add the half of « un million et demi »."""
    if sentence.low(reading.j) == "et" and sentence.low(reading.j + 1) in {"demi", "demie"} and reading.value:
        reading.value += reading.scale / 2
        reading.j += 2
        reading.last = reading.j
    return reading


def _words(sentence: Sentence, index: int) -> list[Reading]:
    """Read a run of number words: one number, or several side by side (« deux trois »)."""
    stop = index + 1
    while stop < len(sentence.lows) and _continues(sentence, stop):
        stop += 1
    parts, origin = split_words(sentence.lows[index:stop])
    found: list[Reading] = []
    for start, end, value in parse_number_words(parts):
        i, j = index + origin[start], index + origin[end - 1] + 1
        if found and i < found[-1].j:  # « deux-trois » is one token
            found[-1].value_max, found[-1].qualifier = value, "range"
            continue
        scale = next((SCALES[part] for part in reversed(parts[start:end]) if part in SCALES), 1.0)
        scale = scale if parts[end - 1] in SCALES and parts[end - 1] != "mille" else 1.0
        found.append(Reading(i, j, value, "words", scale=scale))
    if found and sentence.low(found[-1].j) in _continuations():
        found[-1] = _words_then_noun(sentence, found[-1])
    return found


def _continues(sentence: Sentence, index: int) -> bool:
    low, before = sentence.low(index), sentence.low(index - 1)
    if is_number_word(low):
        return True
    if low in ARTICLES:
        return before == "et" or before in {"cent", "cents", "mille", "vingt"}
    if low in {"et", "virgule"}:
        following = sentence.low(index + 1)
        return is_number_word(following) or (low == "et" and following in ARTICLES and before not in SCALES)
    return False


def _words_then_noun(sentence: Sentence, reading: Reading) -> Reading:
    """Read on past the words: « deux dizaines », « trois quarts », « deux millions et demi »."""
    parts = read_parts(sentence, reading.i, reading.j, reading.value or 0)
    return parts or _collective(sentence, reading.i, reading.j, reading.value) or _and_half(sentence, reading)


def _collective(sentence: Sentence, i: int, j: int, times: float | None) -> Reading | None:
    """Read « vingtaine », « dizaines de milliers »… at `j`; `times` is what stands before, None when it is vague."""
    lexicon = load_lexicon()
    at = j
    while sentence.low(at) in lexicon.aine_adjectives:
        at += 1
    low = sentence.low(at)
    size: float | None = collective(low)
    if size is None and times is None and low in {"millions", "milliards"}:
        size = SCALES[low]
    if size is None or low == "paires" or (low == "paire" and _pair_of_things(sentence, at)):
        return None
    end, scale = at + 1, 1.0
    if sentence.low(end) in OF and sentence.low(end + 1) in _COLLECTED_SCALES:
        scale = _COLLECTED_SCALES[sentence.low(end + 1)]
        end += 2
    if times is None:
        return Reading(i, end, None, "vague")
    form = "exactly" if low == "paire" else "aine"
    return Reading(i, end, times * size * scale, form, scale=size if times > 1 else 1.0)


def _pair_of_things(sentence: Sentence, at: int) -> bool:
    return sentence.low(at + 1) in OF and sentence.low(at + 2) in load_lexicon().cues["pairs"]


def _article(sentence: Sentence, index: int) -> Reading:
    """Read what « un » or « une » begins: « une vingtaine », « un tiers des », « un million », or a bare article."""
    after = sentence.low(index + 1)
    if after not in _continuations():
        return Reading(index, index + 1, 1.0, "article")
    reading = _collective(sentence, index, index + 1, 1.0)
    if reading:
        return reading
    if after in {"million", "milliard"}:
        parts, origin = split_words(sentence.lows[index : index + 12])
        _, end, value = parse_number_words(parts)[0]
        return _and_half(sentence, Reading(index, index + origin[end - 1] + 1, value, "words", scale=SCALES[after]))
    bare = 2 if after in load_lexicon().aine_adjectives else 1
    if sentence.low(index + bare) in HANDFULS:
        return Reading(index, index + bare + 1, None, "vague")
    return read_parts(sentence, index, index + 1, 1.0) or Reading(index, index + 1, 1.0, "article")


def _noun(sentence: Sentence, index: int) -> Reading | None:
    """Read a number noun without « un »: « la moitié », « des dizaines », « la vingtaine de », « le tiers des »."""
    low, before = sentence.low(index), sentence.low(index - 1)
    following = sentence.low(index + 1)
    first = index - 1 if before in {"la", "le", "cette", "leur", "sa", "notre"} else index
    if low in {"moitié", "moitie"}:
        return Reading(first, index + 1, 0.5, "fraction") if before != "à" else None
    if low in {"tiers", "quart"} and before in {"le", "du"} and following in OF:
        return Reading(first, index + 1, 1 / (denominator(low) or 1), "fraction")
    if low in {"deux-tiers", "trois-quarts"} and following in OF:
        return Reading(index, index + 1, 2 / 3 if low.startswith("deux") else 3 / 4, "fraction")
    if low == "demi" and following == "-":
        return None
    if (
        collective(low)
        and low.endswith("s")
        and (before in PLURAL_ARTICLES or index == 0)
        and following in OF | {"par"}
    ):
        return _collective(
            sentence, index - 1 if before in {"des", "de", "plusieurs", "quelques"} else index, index, None
        )
    if collective(low) and not low.endswith("s") and first < index and following in OF:
        return _collective(sentence, first, index, 1.0)
    return None


def _with_some(sentence: Sentence, reading: Reading) -> Reading:
    """Take in « et quelques »: « deux cents et quelques voisins »."""
    some = sentence.low(reading.j) == "et" and sentence.low(reading.j + 1) == "quelques"
    if some and reading.form in {"digits", "words"}:
        reading.qualifier = "approx"
        reading.j = reading.last = reading.j + 2
    return reading


def _with_echo(sentence: Sentence, reading: Reading) -> Reading:
    """Take in the same number said twice: « douze (12) bénévoles »."""
    if sentence.low(reading.j) == "(":
        close = next(
            (k for k in range(reading.j + 1, min(reading.j + 8, len(sentence.lows))) if sentence.lows[k] == ")"),
            0,
        )
        inside = _read_at(sentence, reading.j + 1) if close else []
        if len(inside) == 1 and inside[0].j == close and inside[0].value == reading.value:
            reading.j = reading.last = close + 1
    return reading
