"""The polarity of a free comment, by the words that readers hear as unwelcome; positive when there are none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files

from pydantic import BaseModel, ConfigDict
from srsly import read_yaml

from tiersimpact.french import words

MAX_GAP = 3


class _Cues(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    negative: tuple[str, ...]
    neutral: tuple[str, ...]
    mixed: tuple[str, ...]


@cache
def _cues() -> dict[str, dict[str, list[list[str]]]]:
    """Cues by polarity, then by first word."""
    with as_file(files("tiersimpact.classifier") / "polarity.yaml") as path:
        cues = _Cues.model_validate(read_yaml(path))
    index: dict[str, dict[str, list[list[str]]]] = {}
    for name in ("negative", "neutral", "mixed"):
        by_first = index.setdefault(name, {})
        for cue in getattr(cues, name):
            keys = _keys(cue)
            by_first.setdefault(keys[0], []).append(keys)
    return index


def _keys(cue: str) -> list[str]:
    return [key for part in cue.split() for key in (["*"] if part == "*" else [word.key for word in words(part)])]


def polarity_of(text: str) -> str:
    """Say whether a comment tells of something welcome.

    Parameters
    ----------
    text : str
        One free comment.

    Returns
    -------
    str
        ``positive``, ``negative``, ``neutral`` or ``mixed``.

    Examples
    --------
    >>> polarity_of("les riverains se plaignent du bruit"), polarity_of("prêts d'outils")
    ('negative', 'positive')
    """
    keys = [word.key for word in words(text)]
    if _holds(keys, "neutral"):
        return "neutral"
    if not _holds(keys, "negative"):
        return "positive"
    return "mixed" if _holds(keys, "mixed") else "negative"


def _holds(keys: Sequence[str], name: str) -> bool:
    cues = _cues()[name]
    return any(_stands_at(cue, keys, i) for i, key in enumerate(keys) for cue in cues.get(key, ()))


def _stands_at(cue: Sequence[str], keys: Sequence[str], i: int) -> bool:
    if not cue:
        return True
    if cue[0] == "*":
        return any(_stands_at(cue[1:], keys, i + gap) for gap in range(1, MAX_GAP + 1))
    return i < len(keys) and keys[i] == cue[0] and _stands_at(cue[1:], keys, i + 1)
