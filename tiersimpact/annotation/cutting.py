"""Cut a statement in two or join two neighbours; offsets, sources and spans move along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple, TypeVar

from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.records import PublicSpan, Quantity
from tiersimpact.repair import CleanText

from .refusal import Refusal

Sources = tuple[tuple[int, int], ...]
Span = TypeVar("Span", PublicSpan, Quantity)


class _Place(NamedTuple):
    """Where a statement stands: in the clean text, and in the raw text."""

    start: int
    end: int
    sources: Sources


def split(
    statement: AnnotatedStatement, at: int, clean: CleanText | None = None
) -> tuple[AnnotatedStatement, AnnotatedStatement]:
    """Cut a statement in two.

    Parameters
    ----------
    statement : AnnotatedStatement
        Statement whose segmentation was wrong.
    at : int
        Offset in its text; the second part begins there.
    clean : CleanText, optional
        Clean text of its report. Without it, or where the text is not found in it, an offset that cannot be told
        is not guessed: both parts keep the place of the whole.

    Returns
    -------
    (AnnotatedStatement, AnnotatedStatement)
        Both keep the answers; each keeps its spans, and the publics that have one.

    Raises
    ------
    Refusal
        If a part would be empty, or the cut goes through a public or a quantity.
    """
    text = statement.text
    left_end = len(text[: max(at, 0)].rstrip())
    right_start = len(text) - len(text[max(at, 0) :].lstrip())
    if left_end == 0 or right_start >= len(text):
        raise Refusal("Placez la coupe entre deux mots de l'énoncé.")
    marks: tuple[PublicSpan | Quantity, ...] = (*statement.public_spans, *statement.quantities)
    for span in marks:
        if span.start < right_start and span.end > left_end:
            raise Refusal(f"La coupe traverse « {span.text} » : supprimez d'abord ce repère.")
    places = _cut_place(statement, left_end, right_start, clean)
    left = _part(statement, 1, 0, left_end, places[0])
    return left, _part(statement, 2, right_start, len(text), places[1])


def merge(first: AnnotatedStatement, second: AnnotatedStatement) -> AnnotatedStatement:
    """Join two neighbours of a report; the answers of the first stand.

    Parameters
    ----------
    first, second : AnnotatedStatement
        In reading order.

    Returns
    -------
    AnnotatedStatement
        Their texts with a blank between; publics, spans, quantities and sources of both.
    """
    shift = len(first.text) + 1
    prefix, colon, number = first.id.rpartition(":")
    notes = [note for note in (first.note, second.note) if note]
    return replace(
        first,
        id=f"{prefix}{colon}({number}+{second.id.rpartition(':')[2]})",
        text=f"{first.text} {second.text}",
        start=min(first.start, second.start),
        end=max(first.end, second.end),
        sources=_joined((*first.sources, *second.sources)),
        kind=first.kind if first.kind == second.kind else "verbatim",
        also=tuple(dict.fromkeys(name for name in (*first.also, *second.also) if name != first.category)),
        publics=tuple(dict.fromkeys((*first.publics, *second.publics))),
        public_spans=(*first.public_spans, *_moved(second.public_spans, shift)),
        quantities=(*first.quantities, *_moved(second.quantities, shift)),
        note="\n".join(notes) or None,
        flagged=first.flagged or second.flagged,
    )


def _part(statement: AnnotatedStatement, number: int, start: int, end: int, place: _Place) -> AnnotatedStatement:
    """One part of a statement: what stands between two offsets of its text."""
    spans = tuple(span for span in statement.public_spans if start <= span.start and span.end <= end)
    elsewhere = {span.public for span in statement.public_spans} - {span.public for span in spans}
    return replace(
        statement,
        id=f"{statement.id}.{number}",
        text=statement.text[start:end],
        start=place.start,
        end=place.end,
        sources=place.sources,
        publics=tuple(public for public in statement.publics if public not in elsewhere),
        public_spans=_moved(spans, -start),
        quantities=_moved((q for q in statement.quantities if start <= q.start and q.end <= end), -start),
    )


def _moved(spans: Iterable[Span], shift: int) -> tuple[Span, ...]:
    return tuple(replace(span, start=span.start + shift, end=span.end + shift) for span in spans)


def _cut_place(
    statement: AnnotatedStatement, left_end: int, right_start: int, clean: CleanText | None
) -> tuple[_Place, _Place]:
    """Where both parts stand; the place of the whole when it cannot be told."""
    whole = _Place(statement.start, statement.end, statement.sources)
    if clean is not None:
        return _cut_clean(statement, left_end, right_start, clean) or (whole, whole)
    length = len(statement.text)
    if len(statement.sources) == 1 and length == whole.end - whole.start:
        raw_start, raw_end = statement.sources[0]
        if length == raw_end - raw_start:
            return (
                _Place(whole.start, whole.start + left_end, ((raw_start, raw_start + left_end),)),
                _Place(whole.start + right_start, whole.end, ((raw_start + right_start, raw_end),)),
            )
    return whole, whole


def _cut_clean(
    statement: AnnotatedStatement, left_end: int, right_start: int, clean: CleanText
) -> tuple[_Place, _Place] | None:
    """Find the cut in the clean text by counting letters: between letters, a quoted text may differ from it."""
    text, body = statement.text, clean.text[statement.start : statement.end]
    letters = [i for i, character in enumerate(body) if character.isalnum()]
    if [body[i] for i in letters] != [character for character in text if character.isalnum()]:
        return None
    before = sum(map(str.isalnum, text[:left_end]))
    if not 0 < before < len(letters):
        return None
    right = letters[before]
    opening = text[right_start : text.index(body[right], right_start)]  # « or ( in front of the first letter
    if body[right - len(opening) : right] == opening:
        right -= len(opening)
    left = max(body.rfind(text[left_end - 1], letters[before - 1], right), letters[before - 1]) + 1
    own = clean.sources(statement.start, statement.end)
    lead_in = [source for source in statement.sources if not any(_overlap(source, other) for other in own)]
    bounds = ((statement.start, statement.start + left), (statement.start + right, statement.end))
    first, second = (_Place(*bound, (*lead_in, *clean.sources(*bound))) for bound in bounds)
    return first, second


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _joined(sources: Sources) -> Sources:
    """Drop repeated sources, join those that touch or overlap."""
    found: list[tuple[int, int]] = []
    for start, end in dict.fromkeys(sources):
        if found and found[-1][0] <= start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
