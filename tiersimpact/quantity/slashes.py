"""Two numbers with a slash: « 2/3 des adhérents » is a fraction, « 2/3 actions par mois » a range."""

from __future__ import annotations

from dataclasses import dataclass

from tiersimpact.quantity.readings import OF, Reading, Sentence
from tiersimpact.quantity.tokens import NUMBER


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
    if (slash.low, slash.high) == (1, 2) and following not in {"fois", "lieu", "lieux"}:
        return Reading(index, slash.j, part, "digits")
    first = index - 1 if sentence.low(index - 1) == "entre" else index
    return Reading(
        index, slash.j, slash.low, "slash", value_max=slash.high, qualifier="range", first=first, last=slash.j
    )
