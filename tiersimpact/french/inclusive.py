"""Inclusive writing: read « voisin·e·s », « voisin.e.s », « voisin(e)s »… as « voisins ».

The spellings follow the practice of the field; a suffix is accepted only behind a stem that can
carry it, so that a full stop without its blank (« quartier.les ») is no inclusive word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from .folding import fold
from .memory import WordMemory

# suffix → endings that the masculine stem must have ("" = any)
_SUFFIXES: dict[str, tuple[str, ...]] = {
    "e": ("",),
    "es": ("",),
    "s": ("",),
    "ne": ("n",),
    "nes": ("n",),
    "le": ("l",),
    "les": ("l",),
    "te": ("t", "tou"),
    "tes": ("t", "tou"),
    "se": ("s", "x"),
    "ses": ("s", "x"),
    "fe": ("f",),
    "ve": ("f",),
    "ves": ("f",),
    "ere": ("er",),
    "eres": ("er",),
    "iere": ("er",),
    "ieres": ("er",),
    "euse": ("eur", "eux"),
    "euses": ("eur", "eux"),
    "rice": ("eur",),
    "rices": ("eur",),
    "trice": ("eur",),
    "trices": ("eur",),
    "eresse": ("eur",),
    "ienne": ("ien",),
    "iennes": ("ien",),
    "elle": ("el", "eux"),
    "elles": ("el", "eux"),
    "esse": ("e",),
    "ive": ("if",),
    "ives": ("if",),
    "ale": ("al", "aux"),
    "ales": ("al", "aux"),
}
_FEMININE = {"euse": "eur", "trice": "teur", "ienne": "ien", "elle": "el", "onne": "on"}
_FEMININE_ENDINGS = tuple(_FEMININE)
_SUFFIX = "|".join(sorted(_SUFFIXES, key=len, reverse=True))
_LONGEST_STEM = 40
_STEM = rf"(?<![^\W\d_])[^\W\d_]{{2,{_LONGEST_STEM}}}"
_SPELLINGS = [
    rf"(?P<s1>{_STEM})·(?P<f1>{_SUFFIX})(?:·(?P<p1>s|x))?(?![^\W\d_·])",
    rf"(?P<s2>{_STEM})\.(?P<f2>{_SUFFIX})(?:\.(?P<p2>s|x))?(?![^\W\d_])",
    rf"(?P<s3>{_STEM})-(?P<f3>{_SUFFIX})-(?P<p3>s|x)(?![^\W\d_])",
    rf"(?P<s4>{_STEM})\((?P<f4>{_SUFFIX})\)(?P<p4>s|x)?(?![^\W\d_])",
    rf"(?P<s5>{_STEM})-(?P<f5>ne|nes|euse|euses|rice|rices|trice|trices|ere|eres|ienne|iennes|ive|ives)(?P<p5>)(?![^\W\d_-])",
    rf"(?P<s6>{_STEM})/(?P<f6>ne|nes|euse|euses|rice|rices|trice|trices|ere|eres|e|es)(?:/(?P<p6>s))?(?![^\W\d_])",
    rf"(?P<s7>{_STEM})-(?P<f7>e|es)(?P<p7>)(?![^\W\d_-])",
]
_INCLUSIVE = re.compile("|".join(_SPELLINGS))
_MARKS = re.compile(r"[·•‧⋅∙・.(/‐‑–-](?<=[^\W\d_].)[^\W\d_]")  # begins with the sign: the search leaps to it
_LAST_LETTERS = re.compile(r"[^\W\d_]+$")
_WORD = re.compile(r"[^\W_]+")
_STRETCH = re.compile(r"\S+")
_AROUND_WORDS = '.,;:!?…«»()"'


class Word(NamedTuple):
    """A word with its key.

    Attributes
    ----------
    key : str
        What singular, plural, masculine, feminine and inclusive spellings have in common.
    start, end : int
        Half-open offsets in the text.
    """

    key: str
    start: int
    end: int


def _masculine(match: re.Match[str]) -> tuple[str, bool] | None:
    """Return the stem and whether it is a plural, or None when the stem cannot carry the suffix."""
    groups = match.groupdict()
    spelling = next(i for i in "1234567" if groups[f"s{i}"])
    stem, suffix, plural = groups[f"s{spelling}"], groups[f"f{spelling}"], groups[f"p{spelling}"]
    if not any(stem.endswith(ending) for ending in _SUFFIXES[suffix]):
        return None
    return stem, bool(plural) or suffix.endswith("s")


def reduce_inclusive(text: str) -> str:
    """Write inclusive spellings as the plain masculine word.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text with each inclusive spelling reduced; everything else untouched.

    Examples
    --------
    >>> reduce_inclusive("des voisin·e·s, un.e musicien.ne, acteur·rice·s et tou.te.s")
    'des voisins, un musicien, acteurs et tous'
    """
    if not _MARKS.search(text):
        return text
    pieces, position = [], 0
    for match, stem, plural in _inclusive_words(fold(text)):
        ending = "s" if plural and stem[-1] not in "sx" else ""
        pieces += [text[position : match.start() + len(stem)], ending]
        position = match.end()
    return "".join([*pieces, text[position:]])


@lru_cache(maxsize=50_000)
def agreement_key(word: str) -> str:
    """Reduce a folded word to what its forms in gender and number share.

    The key is for matching, not for reading: it is no lemma.

    Parameters
    ----------
    word : str
        One word, already folded.

    Returns
    -------
    str
        The key.

    Examples
    --------
    >>> {agreement_key(w) for w in ["voisin", "voisine", "voisins", "voisines"]}
    {'voisin'}
    >>> agreement_key("actrices") == agreement_key("acteur")
    True
    """
    if len(word) <= 3:
        return word
    if word.endswith("eaux"):
        word = word[:-1]
    elif word.endswith("aux"):
        word = word[:-3] + "al"
    elif word[-1] in "sx" and word[-2] != "s":
        word = word[:-1]
    word = word[:-1] if word.endswith("ee") else word
    if word.endswith(_FEMININE_ENDINGS):
        for feminine, masculine in _FEMININE.items():
            if word.endswith(feminine) and len(word) > len(feminine) + 1:
                return word[: -len(feminine)] + masculine
    return word.rstrip("e") if len(word) > 4 else word


def words(text: str) -> Sequence[Word]:
    """Cut a text into words with their keys, inclusive spellings as one word.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    sequence of Word
        In order, without overlap.

    Examples
    --------
    >>> [(w.key, w.end) for w in words("voisin·e·s du quartier")]
    [('voisin', 10), ('du', 13), ('quartier', 22)]
    """
    return _remembered(text) if len(text) <= _MAX_REMEMBERED else _read_words(text)


def word_keys(text: str) -> tuple[str, ...]:
    """Return the keys of the words of a text, quicker than the words themselves.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    tuple of str
        As of `words`.

    Examples
    --------
    >>> word_keys("voisin·e·s du quartier")
    ('voisin', 'du', 'quartier')
    """
    return tuple(chain.from_iterable(map(_keys_in.__getitem__, text.split())))


# Every step asks for the words of the same sentences; whole reports are not worth the memory.
_MAX_REMEMBERED = 2000


@lru_cache(maxsize=512)
def _remembered(text: str) -> tuple[Word, ...]:
    return _read_words(text)


def _read_words(text: str) -> tuple[Word, ...]:
    found = []
    for stretch in _STRETCH.finditer(text):
        at = stretch.start()
        found += [Word(key, at + start, at + end) for key, start, end in _parts_of[stretch.group()]]
    return tuple(found)


def words_in_stretch(stretch: str) -> Sequence[Word]:
    """Return the words of a text without blanks, which is remembered longer than whole texts.

    Parameters
    ----------
    stretch : str
        Any text without blanks.

    Returns
    -------
    sequence of Word
        As of `words`.

    Examples
    --------
    >>> [word.key for word in words_in_stretch("rez-de-chaussée,")]
    ['rez', 'de', 'chauss']
    """
    return [Word(*part) for part in _parts_of[stretch]]


# A word in a stretch without blanks, as of `Word`; a plain tuple, which garbage collections soon leave alone.
_Part = tuple[str, int, int]


def _read_stretch(stretch: str) -> tuple[_Part, ...]:
    """Words of a stretch without blanks."""
    folded = fold(stretch)
    plain = folded.strip(_AROUND_WORDS)
    if plain.isalnum():
        start = folded.index(plain)
        return ((agreement_key(plain), start, start + len(plain)),)
    special = {match.start(): (stem, match.end()) for match, stem, _ in _inclusive_words(folded)}
    found = []
    position = 0
    for match in _WORD.finditer(folded):
        start, end = match.span()
        if start < position:
            continue
        stem, position = special.get(start) or (match.group(), end)
        found.append((agreement_key(stem), start, position))
    return tuple(found)


def _keys_of(stretch: str) -> tuple[str, ...]:
    return tuple([key for key, _, _ in _parts_of[stretch]])


# no word, nor an inclusive spelling, runs across a blank
_parts_of = WordMemory(_read_stretch)
_keys_in = WordMemory(_keys_of)


def _inclusive_words(folded: str) -> Iterator[tuple[re.Match[str], str, bool]]:
    """Inclusive spellings, each with its masculine stem and whether it is a plural."""
    position = 0
    for mark in _MARKS.finditer(folded):
        stem = _LAST_LETTERS.search(folded, max(position, mark.start() - _LONGEST_STEM - 1), mark.start())
        match = _INCLUSIVE.match(folded, stem.start()) if stem is not None else None
        if match is None:
            continue
        position = match.end()
        form = _masculine(match)
        if form is not None:
            yield match, *form
