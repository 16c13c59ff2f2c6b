"""French numbers: words and digits come in, values go out; what the number means is decided elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from text_to_num import Token, find_numbers

ARTICLES = frozenset({"un", "une"})
"""Number words that are articles most of the time."""

SCALES = {"mille": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9}
"""Words that multiply the figure before them (« 3 millions »)."""

NUMBER_WORDS = frozenset(
    [
        "zéro",
        "zero",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "onze",
        "douze",
        "treize",
        "quatorze",
        "quinze",
        "seize",
        "vingt",
        "vingts",
        "trente",
        "quarante",
        "cinquante",
        "soixante",
        "septante",
        "huitante",
        "octante",
        "nonante",
        "cent",
        "cents",
        "mille",
        "milles",
        "million",
        "millions",
        "milliard",
        "milliards",
    ]
)
"""Cardinal words, without « un » and « une »."""

_INNER_WORDS = NUMBER_WORDS | ARTICLES | {"et"}

COLLECTIVES = {
    "paire": 2,
    "demi-douzaine": 6,
    "huitaine": 8,
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "septantaine": 70,
    "nonantaine": 90,
    "centaine": 100,
    "millier": 1000,
} | {f"{size}{ending}": size for size in (10, 12, 15, 20, 30, 40, 50, 60, 100) for ending in ("aine", "taine")}
"""Nouns that are a round number (« une vingtaine », « une 10aine »), in the singular."""

DENOMINATORS = {
    "demi": 2,
    "demie": 2,
    "moitié": 2,
    "moitie": 2,
    "tiers": 3,
    "quart": 4,
    "quarts": 4,
    "cinquième": 5,
    "sixième": 6,
    "septième": 7,
    "huitième": 8,
    "neuvième": 9,
    "dixième": 10,
    "douzième": 12,
    "vingtième": 20,
    "centième": 100,
}
"""Nouns that are one part of something, in the singular."""

_COLLECTIVE_FORMS = {word + "s": size for word, size in COLLECTIVES.items()} | COLLECTIVES
_DENOMINATOR_FORMS = {word + "s": parts for word, parts in DENOMINATORS.items()} | DENOMINATORS

VULGAR_FRACTIONS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅛": 1 / 8}
"""Fractions that are one character."""

SPACES = "  \u00a0\u2009\u202f\u2007\u2008"
"""Blanks that may separate thousands."""

_GROUPED = re.compile(rf"\d{{1,3}}(?:[{SPACES}.'’]{{1,2}}\d{{3}})+")
_LONGEST_RUN = 40


class _Word(Token):
    """One word, as text2num wants it."""

    def __init__(self, word: str) -> None:
        self.word = word

    def text(self) -> str:
        return self.word


@lru_cache(maxsize=4096)
def parse_number_words(words: tuple[str, ...]) -> tuple[tuple[int, int, float], ...]:
    """Find the cardinals in a run of French number words.

    Parameters
    ----------
    words : tuple of str
        Words in lower case, without hyphens.

    Returns
    -------
    tuple of (int, int, float)
        First word, one past the last word, and value of each number, in order.

    Examples
    --------
    >>> parse_number_words(("deux", "cent", "cinquante", "mille"))
    ((0, 4, 250000.0),)
    >>> parse_number_words(("deux", "trois"))
    ((0, 1, 2.0), (1, 2, 3.0))
    """
    found: list[tuple[int, int, float]] = []
    for offset in range(0, len(words), _LONGEST_RUN):
        run = [_Word(_plain(word)) for word in words[offset : offset + _LONGEST_RUN]]
        for number in find_numbers(run, "fr", 0.0):
            if not number.is_ordinal:
                found.append((offset + number.start, offset + number.end, float(number.value)))
    return tuple(found)


def _plain(word: str) -> str:
    return {"zero": "zéro", "milles": "mille"}.get(word, word)


def parse_digits(digits: str) -> float:
    """Read a number written in digits the French way.

    Examples
    --------
    >>> parse_digits("1 200"), parse_digits("2.500"), parse_digits("3,5"), parse_digits("1.234,5")
    (1200.0, 2500.0, 3.5, 1234.5)
    """
    if digits.isdecimal():
        return float(digits)
    grouped = _GROUPED.match(digits)
    if grouped and not digits.startswith("0"):
        whole, rest = digits[: grouped.end()], digits[grouped.end() :]
        digits = re.sub(r"\D", "", whole) + rest
    figures = re.sub(r"[^\d.,]", "", digits).replace(",", ".")
    whole, dot, rest = figures.rpartition(".")  # « 0 800 123 456 » is no amount, but no reason to stop either
    return float(whole.replace(".", "") + dot + rest)


def collective(word: str) -> int | None:
    """Return the round number of a word such as « vingtaine(s) », else None.

    Examples
    --------
    >>> collective("vingtaines"), collective("fontaine")
    (20, None)
    """
    return _COLLECTIVE_FORMS.get(word)


def denominator(word: str) -> int | None:
    """Return the parts a fraction word cuts in (« quarts » → 4), else None.

    Examples
    --------
    >>> denominator("quarts"), denominator("cinquièmes"), denominator("quartier")
    (4, 5, None)
    """
    return _DENOMINATOR_FORMS.get(word)


def is_number_word(word: str) -> bool:
    """Tell whether every part of a word is a number (« quatre-vingt-deux »).

    Examples
    --------
    >>> is_number_word("vingt-et-un"), is_number_word("deux-roues"), is_number_word("un")
    (True, False, False)
    """
    if "-" not in word:
        return word in NUMBER_WORDS
    first, *others = word.split("-")
    return first in NUMBER_WORDS and _INNER_WORDS.issuperset(others)


def split_words(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Cut words at their hyphens, and say which word each part came from.

    Examples
    --------
    >>> split_words(["vingt-deux", "mille"])
    (('vingt', 'deux', 'mille'), (0, 0, 1))
    """
    parts = [(part, index) for index, word in enumerate(words) for part in word.split("-") if part]
    return tuple(part for part, _ in parts), tuple(index for _, index in parts)
