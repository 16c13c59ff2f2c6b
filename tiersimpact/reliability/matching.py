"""Put the statements of several annotators side by side, by report, offsets and text; match spans that overlap."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.errors import CorpusError

Key = tuple[str, int, int, str]
Span = tuple[int, int, Hashable]


def by_place(statements: Iterable[AnnotatedStatement], annotator: str) -> dict[Key, AnnotatedStatement]:
    """Index the statements of one annotator by report, offsets and text.

    Raises
    ------
    CorpusError
        If one is there twice, as in the files of several annotators put together.
    """
    places: dict[Key, AnnotatedStatement] = {}
    for statement in statements:
        key = (statement.report, statement.start, statement.end, statement.text)
        if places.setdefault(key, statement) is not statement:
            problem = f"statements {places[key].id} and {statement.id} stand at the same place"
            raise CorpusError(annotator, problem, "Give each annotator's statements on their own.")
    return places


def shared_keys(annotators: Sequence[Mapping[Key, AnnotatedStatement]]) -> list[Key]:
    """List the places that at least two annotators have, in the order in which they first appear."""
    every = dict.fromkeys(key for places in annotators for key in places)
    return [key for key in every if sum(key in places for places in annotators) > 1]


def overlapping(first: Iterable[Span], second: Iterable[Span]) -> int:
    """Count the pairs of spans with the same label that share a character, each span in one pair at most.

    Examples
    --------
    >>> overlapping([(0, 5, "x"), (8, 9, "x")], [(4, 9, "x"), (0, 9, "y")])
    1
    """
    left = sorted(second, key=lambda span: span[:2])
    pairs = 0
    for start, end, label in sorted(first, key=lambda span: span[:2]):
        for i, (other_start, other_end, other_label) in enumerate(left):
            if other_start < end and start < other_end and label == other_label:
                del left[i]
                pairs += 1
                break
    return pairs


def touched(spans: Iterable[Span], others: Sequence[Span]) -> list[Span]:
    """Keep the spans that share a character with one of the others."""
    return [span for span in spans if any(start < span[1] and span[0] < end for start, end, _ in others)]
