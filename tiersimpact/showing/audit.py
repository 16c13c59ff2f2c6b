"""What became of every character of a raw text: statement, keyword, heading, or dropped for a reason."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from tiersimpact.layout import parse_blocks

if TYPE_CHECKING:
    from tiersimpact.analysis import Analysis

StretchKind = Literal["statement", "keyword", "heading", "dropped", "blank"]

# Bullets, list numbers, heading and hashtag signs, full stops alone: nothing that a statement could quote.
MARK = "mark without words"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of raw text and what became of it.

    Attributes
    ----------
    start, end : int
        Half-open offsets in the raw text.
    text : str
        The stretch itself.
    kind : str
        ``statement``, ``keyword``, ``heading``, ``dropped`` or ``blank``.
    statements : tuple of str
        Ids of the statements it belongs to; a lead-in belongs to several, a sign dropped inside one to that one.
    reason : str or None
        Why it was dropped.
    """

    start: int
    end: int
    text: str
    kind: StretchKind
    statements: tuple[str, ...]
    reason: str | None


class _Claim(NamedTuple):
    """What one step says of a slice of raw text."""

    start: int
    end: int
    kind: StretchKind
    name: str  # a statement's id, or the reason


def audit(analysis: Analysis) -> list[Stretch]:
    """Tell what became of every character of a report.

    Parameters
    ----------
    analysis : Analysis
        Findings of one report.

    Returns
    -------
    list of Stretch
        They follow each other without gap from the first character of the raw text to the last.
    """
    raw = analysis.source.text
    return [
        _stretch(raw[low:high], low, claims)
        for start, end, claims in _cut(len(raw), list(_claims(analysis)))
        for low, high in ([(start, end)] if claims else _at_margins(raw, start, end))
    ]


def _claims(analysis: Analysis) -> Iterator[_Claim]:
    """What statements, headings and repairs say of the raw text."""
    clean = analysis.clean
    for statement in analysis.statements:
        kind: StretchKind = "keyword" if statement.kind == "keyword" else "statement"
        yield from (_Claim(start, end, kind, statement.id) for start, end in statement.sources)
    for block in parse_blocks(clean.text, analysis.grid):
        if block.kind == "heading":
            yield from (_Claim(start, end, "heading", "") for start, end in clean.sources(block.start, block.end))
    yield from (_Claim(piece.start, piece.end, "dropped", piece.reason) for piece in clean.dropped)


def _cut(length: int, claims: Sequence[_Claim]) -> Iterator[tuple[int, int, list[_Claim]]]:
    """Cut a text wherever a claim begins or ends, in one pass."""
    bounds = sorted({0, length, *(claim.start for claim in claims), *(claim.end for claim in claims)})
    waiting = sorted(claims, key=lambda claim: claim.start)[::-1]
    active: list[_Claim] = []
    for start, end in itertools.pairwise(bounds):
        active = [claim for claim in active if claim.end > start]
        while waiting and waiting[-1].start == start:
            active.append(waiting.pop())
        yield start, end, active


def _at_margins(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Set the blanks around a stretch apart."""
    text = raw[start:end]
    low = start + len(text) - len(text.lstrip())
    bounds = sorted({start, low, max(low, start + len(text.rstrip())), end})
    return itertools.pairwise(bounds)


def _stretch(text: str, start: int, claims: Sequence[_Claim]) -> Stretch:
    """Settle what became of a stretch: what is dropped inside a statement is dropped."""
    statements = tuple(claim.name for claim in claims if claim.kind in ("statement", "keyword"))
    reason = next((claim.name for claim in claims if claim.kind == "dropped"), None)
    if not text.strip():
        kind: StretchKind = "blank"
        reason = None
    elif reason is None and claims:
        kind = claims[0].kind
    else:
        kind = "dropped"
        reason = reason or MARK
    return Stretch(start, start + len(text), text, kind, statements, reason)
