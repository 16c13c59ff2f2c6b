"""Ligatures that a PDF extraction lost: « di�iculté » is « difficulté »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from tiersimpact.french.vocabulary import is_known

from .edits import Edit

# Longest first: a word list holds misspellings that drop a letter, hardly any that double one.
LIGATURES = ("ffi", "ffl", "ff", "fi", "fl", "ft", "tt", "ti")
# Before an e, « chauffer » and « bouffe » are far more frequent than « chauffier » and « bouffie ».
_BEFORE_E = ("ffl", "ff", "ffi", "fl", "fi", "ft", "tt", "ti")
# A participle agrees oftener than a word list shows: « bénéficiées ».
_AGREEMENT = re.compile(r"(?<=[éiu])(?:e?s|e)$")
# U+FFFD, control characters, private use: what extractors put in the place of a glyph they cannot name.
_HOLE = "[\ufffd\x00-\x08\x0e-\x1f\ue000-\uf8ff]"
_LETTER = r"[^\W\d_]"
_MAX_HOLES = 3
_BROKEN = re.compile(
    rf"(?<!{_LETTER}){_LETTER}{{0,30}}(?:{_HOLE}{_LETTER}{{1,30}}){{1,{_MAX_HOLES}}}|(?<!{_LETTER}){_LETTER}{{1,30}}\ufffd"
)
_ONE_HOLE = re.compile(_HOLE)
_LETTERS = re.compile(rf"{_LETTER}+")
# A hole at either end of so short a rest could be anything.
_MIN_LETTERS = 2
# No French word begins like this.
_DOUBLED = re.compile(r"ff|tt", re.IGNORECASE)


def repair_ligatures(text: str) -> Iterator[Edit]:
    """Propose the ligature that makes a French word of each broken one.

    Parameters
    ----------
    text : str
        Any text.

    Yields
    ------
    Edit
        One for each hole that could be filled; words of the same text are preferred to the vocabulary's.

    Examples
    --------
    >>> [edit.new for edit in repair_ligatures("des di\ufffdicultés à l'o\ufffdce")]
    ['ff', 'ffi']
    """
    if not _ONE_HOLE.search(text):
        return
    intact = set(_LETTERS.findall(text.lower()))
    fillings: dict[str, tuple[str, ...]] = {}
    for match in _BROKEN.finditer(text):
        word = match.group()
        if word not in fillings:
            fillings[word] = _fill(word, intact)
        for hole, ligature in zip(_ONE_HOLE.finditer(word), fillings[word], strict=False):
            start = match.start() + hole.start()
            yield Edit(start, start + 1, ligature, "lost ligature")


def _fill(word: str, intact: set[str]) -> tuple[str, ...]:
    """Return the ligature of each hole, none when no known word results; the longest ligatures come first."""
    pieces = _ONE_HOLE.split(word)
    at_edge = not (pieces[0] and pieces[-1])
    if at_edge and sum(map(len, pieces)) < _MIN_LETTERS:
        return ()
    fill = "{}".join(pieces).format
    choices = (_BEFORE_E if rest[:1] == "e" else LIGATURES for rest in pieces[1:])
    filled = ((ligatures, fill(*ligatures)) for ligatures in product(*choices))
    candidates = [(ligatures, whole) for ligatures, whole in filled if not _DOUBLED.match(whole)]
    for known in (lambda w: w.lower() in intact, is_known, lambda w: is_known(_AGREEMENT.sub("", w))):
        for ligatures, whole in candidates:
            if known(whole):
                return ligatures
    return ()
