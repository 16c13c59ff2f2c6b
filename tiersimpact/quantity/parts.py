"""Parts of something: « un tiers des », « deux bons tiers », « trois quarts d'heure »."""

from __future__ import annotations

from tiersimpact.french.numbers import denominator
from tiersimpact.quantity.lexicon import load_lexicon
from tiersimpact.quantity.readings import OF, Reading, Sentence

_NOT_PARTS = frozenset({"demi", "demie"})
_OTHER_WORDS = frozenset({"-", "lieu", "lieux", "temps"})
"""« tiers-lieu », « trois quarts temps »: no part of anything."""


def read_parts(sentence: Sentence, i: int, j: int, times: float) -> Reading | None:
    """Read a fraction whose numerator stands at `i` and whose « tiers », « quarts »… begins at `j`.

    Examples
    --------
    >>> text = "deux bons tiers des voisins"
    >>> reading = read_parts(Sentence(text, 0, len(text)), 0, 1, 2.0)
    >>> reading is not None and round(reading.value or 0, 3)
    0.667
    """
    at = j
    while sentence.low(at) in load_lexicon().aine_adjectives:
        at += 1
    low = sentence.low(at)
    parts = denominator(low)
    if parts is None or low in _NOT_PARTS or sentence.low(at + 1) in _OTHER_WORDS:
        return None
    if times == 1:
        counts = sentence.low(at + 1) in OF or sentence.low(at + 1) in load_lexicon().cues["after_fraction"]
        return Reading(i, at + 1, 1 / parts, "fraction") if counts else None
    if times >= parts:
        return None
    return Reading(i, at + 1, times / parts, "fraction")
