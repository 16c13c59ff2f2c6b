"""Ligatures that a PDF extraction lost: « di�iculté » is « difficulté »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiersimpact.french.vocabulary import is_known

from .edits import Edit

# Longest first: a word list holds misspellings that drop a letter, hardly any that double one.
LIGATURES = ("ffi", "ffl", "ff", "fi", "fl", "ft", "tt", "ti")
# U+FFFD, control characters, private use: what extractors put in the place of a glyph they cannot name.
_HOLE = "[\ufffd\x00-\x08\x0e-\x1f\ue000-\uf8ff]"
_LETTER = r"[^\W\d_]"
_MAX_HOLES = 3
_BROKEN = re.compile(
    rf"(?<!{_LETTER}){_LETTER}{{0,30}}(?:{_HOLE}{_LETTER}{{1,30}}){{1,{_MAX_HOLES}}}|(?<!{_LETTER}){_LETTER}{{1,30}}\ufffd"
)
_FIRST_HOLE = re.compile(_HOLE)
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
    if not _FIRST_HOLE.search(text):
        return
    broken = list(_BROKEN.finditer(text))
    intact = set(re.findall(r"[^\W\d_]+", text.lower()))
    for match in broken:
        filled = _fill(match.group(), intact)
        if filled is None:
            continue
        holes = _FIRST_HOLE.finditer(match.group())
        for hole, ligature in zip(holes, filled, strict=True):
            yield Edit(match.start() + hole.start(), match.start() + hole.end(), ligature, "lost ligature")


def _fill(word: str, intact: set[str]) -> list[str] | None:
    """Return the ligature of each hole, or None when no known word results."""
    holes = [match.start() for match in _FIRST_HOLE.finditer(word)]
    at_edge = holes[-1] == len(word) - 1 or holes[0] == 0
    if len(holes) > _MAX_HOLES or (at_edge and len(word) - len(holes) < _MIN_LETTERS):
        return None
    candidates = [(ligatures, whole) for ligatures, whole in _candidates(word) if not _DOUBLED.match(whole)]
    for known in (lambda w: w.lower() in intact, is_known):
        for ligatures, whole in candidates:
            if known(whole):
                return ligatures
    return None


def _candidates(word: str) -> Iterator[tuple[list[str], str]]:
    """Every way to fill the holes, longest ligatures first."""
    hole = _FIRST_HOLE.search(word)
    if hole is None:
        yield [], word
        return
    for ligature in LIGATURES:
        for rest, tail in _candidates(word[hole.end() :]):
            yield [ligature, *rest], word[: hole.start()] + ligature + tail
