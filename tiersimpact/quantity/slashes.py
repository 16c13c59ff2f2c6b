"""Two numbers with a slash: « 2/3 des adhérents » is a fraction, « 2/3 actions par mois » a range."""

from __future__ import annotations

from dataclasses import dataclass

from tiersimpact.quantity.lexicon import load_lexicon
from tiersimpact.quantity.nouns import looks_plural
from tiersimpact.quantity.readings import OF, Reading, Sentence
from tiersimpact.quantity.tokens import NUMBER
from tiersimpact.quantity.units import could_be_unit, measure_at

_PARTS = frozenset({2, 3, 4, 5, 10})
"""What people divide by when they write « 1/3 » for a share."""
_WORKED = frozenset({"poste", "temps"})
"""What is counted in parts beside measures; before other nouns « 1/2 » is an adjective."""
_NOT_BEHIND_SHARE = frozenset({"par", "-", "/", "lieu", "lieux"})


@dataclass(frozen=True, slots=True)
class _Slash:
    """Both sides of « 2/3 » and where it ends."""

    low: float
    high: float
    j: int


def _slash_at(sentence: Sentence, index: int) -> _Slash | None:
    left, right = sentence.raw(index), sentence.raw(index + 2)
    if sentence.low(index + 1) not in {"/", "\u2044"} or sentence.kind(index + 2) != NUMBER:
        return None
    if not left.isdigit() or not right.isdigit() or sentence.glued(index + 1) != sentence.glued(index + 2):
        return None
    return _Slash(sentence.value(index), sentence.value(index + 2), index + 3)


def _stands_for_share(sentence: Sentence, index: int, stop: int) -> bool:
    """« presque 1/4 le samedi », « les 2/3 habitent ici »; not « environ 2/3 personnes », « les 3/4 juin »."""
    if sentence.low(index - 1) not in {"les", "aux"} and not load_lexicon().before.before(sentence.lows, index):
        return False
    behind = sentence.low(stop)
    return behind not in _NOT_BEHIND_SHARE | load_lexicon().months and not could_be_unit(sentence, stop)


def _divides(sentence: Sentence, slash: _Slash) -> bool:
    """« 1/2 heure », « 1/4 h », « un 3/4 temps »; not « 1/2 heures par jour », « 2/3 ans », « 1/2 tarif »."""
    behind = sentence.low(slash.j)
    if behind in _WORKED:
        return True
    return slash.low == 1 and not looks_plural(behind) and measure_at(sentence, slash.j) is not None


def read_slash(sentence: Sentence, index: int) -> Reading | None:
    """Read « 2/3 des adhérents » as a fraction, « 2/3 actions par mois » as a range."""
    slash = _slash_at(sentence, index)
    if slash is None or slash.high <= 0:
        return None
    following = sentence.low(slash.j)
    part = slash.low / slash.high
    if slash.low < slash.high and slash.high <= 100 and following in OF:
        return Reading(index, slash.j, part, "fraction")
    if slash.low < slash.high <= 10 and following in {"sont", "ont", "viennent", "étaient", "environ"}:
        return Reading(index, slash.j, part, "fraction")
    if slash.low < slash.high and slash.high in _PARTS:
        if _stands_for_share(sentence, index, slash.j):
            return Reading(index, slash.j, part, "fraction")
        if _divides(sentence, slash):
            return Reading(index, slash.j, part, "digits")
    first = index - 1 if sentence.low(index - 1) == "entre" else index
    return Reading(
        index, slash.j, slash.low, "slash", value_max=slash.high, qualifier="range", first=first, last=slash.j
    )
