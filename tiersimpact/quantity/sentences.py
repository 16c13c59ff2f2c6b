"""A text comes in, the slices that may hold a quantity go out: quickly, since most hold none."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache
from operator import itemgetter

from tiersimpact.french.numbers import COLLECTIVES, NUMBER_WORDS
from tiersimpact.quantity.lexicon import load_lexicon

_LONGEST = 1200
_LONGEST_FIGURE = 30
_CAPITAL = "A-ZÀ-ÖØ-Þ"
_BOUNDARY = re.compile(
    rf"[\n.!?…](?:(?<=\n)(?:(?P<blank>[ \t\r\u00a0]*\n\s*)"
    rf"|(?P<bullet>[ \t\u00a0]*(?:[-–—•*▪◦·‣✓➢►→●○■]|\d{{1,2}}[.)])[ \t\u00a0]+)"
    rf"|(?P<line>[ \t]*(?=[{_CAPITAL}][a-zà-ÿ’' ])))"
    rf"|(?<=[.!?…])(?<![.!?…].)(?P<stop>[.!?…]*+[»”\"’)\]]*)(?:\s+(?=[{_CAPITAL}«“\"\d\-–—•(\[])|\s*$))"
)
"""Begins with a set of characters, so that the search leaps from one to the next."""
_ABBREVIATION = re.compile(
    r"(?:\b(?:env|max|min|nb|nbre|av|bd|p|pp|art|M|Mme|Mlle|Dr|St|Ste|cf|approx|tél|tel|n|bât|resp|r|fig|vol|chap|éd|[A-Z]))\.$"
)
_NUMBER_ONLY = re.compile(r"[ \t]*[+~≈<>-]?[ \t]*\d[\d   .,]*[ \t]*(?:%|€|k€|M€|\+)?[ \t]*$")
_ALWAYS = [
    "aucune?",
    "moiti[ée]",
    "tiers",
    "quarts?",
    "quelques",
    "plusieurs",
    "poign[ée]e",
    "demi-\\w+",
    "cinquièmes?",
    "dixièmes?",
]


@cache
def _signs() -> re.Pattern[str]:
    """Compile what shows, in lower case, that a sentence may hold a number: a figure, or a word behind its blank."""
    lexicon = load_lexicon()
    words = {re.escape(word) for word in NUMBER_WORDS} | {f"{word}s?" for word in COLLECTIVES} | set(_ALWAYS)
    words |= set(lexicon.period_adjectives)
    single = "par chaque tous toutes seule? fois sur ou à voire hebdo mois an ans heure journée semaine minute"
    words |= {rf"une?\s+(?:\w+\s+){{0,2}}?(?:{'|'.join(single.split())})"}
    words |= {r"une? [\w·'’-]+(?: [\w·'’-]+){0,4} (?:par|chaque|tous|toutes)"}
    words |= {rf"{more} (?:de |d['’])" for more in ("plus", "moins", "autant")}
    words |= {r"une? (?:kilomètre|km|hectare|mètre|euro|etp|tonne|kilo|litre|million|milliard)"}
    words |= {r"doubl\w+", r"tripl\w+", r"quadrupl\w+", r"multiplié\w*", r"divisé\w*"}
    by_letter = itertools.groupby(sorted(words), key=itemgetter(0))  # one test a word, and not one for each of these
    branches = (f"{letter}(?:{'|'.join(word[1:] for word in group)})" for letter, group in by_letter)
    return re.compile(rf"[^a-zà-ÿœ](?:(?<=[\d½⅓⅔¼¾⅕⅛])|(?:{'|'.join(branches)})\b)")


def find_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text where no quantity may cross, and keep the pieces that hold a number or a number word.

    Examples
    --------
    >>> text = "Rien ici. Dix voisins. Un café."
    >>> [text[start:end] for start, end in find_sentences(text)]
    ['Dix voisins.']
    """
    low = " " + text.replace("İ", "i").lower()  # the one letter whose lower case is longer; a blank before each word
    signs = _signs()
    if len(text) <= _LONGEST and not signs.search(low):
        return
    for start, end in _cut(text):
        if signs.search(low, start, end + 1):
            yield start, end


def _cut(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BOUNDARY.finditer(text):
        if match.end() == len(text) or _cuts(text, start, match):
            end = match.end("stop") if match.lastgroup == "stop" else match.start()
            if end - start > _LONGEST:
                yield from _shorten(text, start, end)
            elif start < end:
                yield start, end
            start = match.end()
    yield from _shorten(text, start, len(text))


def _shorten(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a slice that is no sentence any more, so that reading stays linear in the length of the text."""
    while end - start > _LONGEST:
        stop = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST) + 1 or start + _LONGEST
        yield start, stop
        start = stop
    if start < end:
        yield start, end


def _cuts(text: str, start: int, match: re.Match[str]) -> bool:
    if match.lastgroup == "stop":
        if match.group().startswith("...."):
            return False
        return match.group()[:1] != "." or not _ABBREVIATION.search(
            text, max(start, match.start() - 6), match.start() + 1
        )
    if match.lastgroup == "line":
        line = text.rfind("\n", start, match.start()) + 1
        line = max(start, line)
        return match.start() - line > _LONGEST_FIGURE or not _NUMBER_ONLY.fullmatch(text, line, match.start())
    return True
