"""In which order statements are asked about: least certain first, near-copies apart."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import pairwise
from math import log

from tiersimpact.french import fold

Scores = Mapping[str, float]

# Statements as alike as this share half of their word pairs; 5 others come between two of them.
ALIKE = 0.5
APART = 5


def margin(scores: Scores) -> float:
    """Tell how far the likeliest answer is ahead of the second: small where the model hesitates.

    Parameters
    ----------
    scores : mapping of str to float
        Answers with their probabilities; empty when nobody was asked.

    Returns
    -------
    float
        0 to 1.

    Examples
    --------
    >>> round(margin({"a": 0.5, "b": 0.4, "c": 0.1}), 2)
    0.1
    """
    first, second = sorted((*scores.values(), 0.0, 0.0), reverse=True)[:2]
    return first - second


def certainty(scores: Scores) -> float:
    """Give the negative entropy in nats: small where the model hesitates among many answers.

    Parameters
    ----------
    scores : mapping of str to float
        The likeliest answers with their probabilities; what is missing to 1 counts as one more answer.

    Returns
    -------
    float
        At most 0; minus infinity when nobody was asked.

    Examples
    --------
    >>> certainty({"a": 1.0})
    0.0
    >>> certainty({"a": 0.5, "b": 0.5}) < certainty({"a": 0.9, "b": 0.1})
    True
    """
    if not scores:
        return float("-inf")
    rest = max(1 - sum(scores.values()), 0.0)
    return sum(share * log(share) for share in (*scores.values(), rest) if share > 0)


MEASURES: dict[str, Callable[[Scores], float]] = {"margin": margin, "entropy": certainty}


def least_certain_first(items: Iterable[tuple[str, str, Scores]], measure: str) -> list[str]:
    """Order statements so that the model's doubts come first and near-copies do not follow each other.

    Parameters
    ----------
    items : iterable of (str, str, mapping)
        Id, text and scores of each statement.
    measure : {"margin", "entropy"}
        How doubt is measured.

    Returns
    -------
    list of str
        All ids. A near-copy of one of the five statements before it waits; when only such are left, they follow.
    """
    doubt = MEASURES[measure]
    ranked = sorted(items, key=lambda item: doubt(item[2]))
    return _spread([(name, _pairs(text)) for name, text, _ in ranked])


def _spread(ranked: Collection[tuple[str, frozenset[str]]]) -> list[str]:
    """Put off what is too much like the last ones."""
    order: list[str] = []
    recent: deque[frozenset[str]] = deque(maxlen=APART)
    waiting: deque[tuple[str, frozenset[str]]] = deque()

    def take(name: str, pairs: frozenset[str]) -> None:
        order.append(name)
        recent.append(pairs)

    for name, pairs in ranked:
        if any(_alike(pairs, other) for other in recent):
            waiting.append((name, pairs))
            continue
        take(name, pairs)
        if waiting and not any(_alike(waiting[0][1], other) for other in recent):
            take(*waiting.popleft())
    return [*order, *(name for name, _ in waiting)]


def _pairs(text: str) -> frozenset[str]:
    """Neighbouring words, the text's ends included."""
    words = ["", *fold(text).split(), ""]
    return frozenset(f"{one} {other}" for one, other in pairwise(words))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * len(one | other)
