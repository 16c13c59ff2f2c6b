"""A page that shows reports as they were written, with what was found marked in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .audit import audit
from .cards import Card, make_card
from .filling import render_page
from .french import in_french

if TYPE_CHECKING:
    from tiersimpact.analysis import Analysis


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of raw text as the page prints it; `label` is printed in front of it."""

    text: str
    kind: str
    cards: list[Card]
    label: str
    reason: str


def to_html(analyses: Iterable[Analysis]) -> str:
    """Show reports on one page.

    Parameters
    ----------
    analyses : iterable of Analysis
        Findings.

    Returns
    -------
    str
        An HTML page in French. It loads nothing, and nothing that a report says can run in it.
    """
    reports = [_report(number, analysis) for number, analysis in enumerate(analyses, 1)]
    return render_page("page.html", style="page.css", script="page.js", reports=reports)


def _report(number: int, analysis: Analysis) -> dict[str, object]:
    """Gather what the page prints of a report."""
    cards = {
        statement.id: make_card(f"r{number}-{i}", i, statement, analysis.grid)
        for i, statement in enumerate(analysis.statements, 1)
    }
    shown = {card.statement.category: card for card in cards.values() if card.statement.category}
    return {
        "name": analysis.report,
        "anchor": f"r{number}",
        "cards": list(cards.values()),
        "pieces": list(_pieces(analysis, cards)),
        "legend": [shown[category] for category in analysis.grid.categories if category in shown],
        "dropped": [(piece.text.strip(), in_french(piece.reason)) for piece in analysis.dropped],
        "left_out": [(left.text, in_french(left.reason)) for left in analysis.source.left_out],
    }


def _pieces(analysis: Analysis, cards: dict[str, Card]) -> Iterator[_Piece]:
    """Print each stretch of the raw text, with a label where a statement begins or goes on after something else."""
    seen: set[str] = set()
    before: list[Card] = []
    for stretch in audit(analysis):
        own = [cards[name] for name in stretch.statements]
        starts = own != before and stretch.kind in ("statement", "keyword")
        label = _label(own, again=own[0].anchor in seen) if starts else ""
        yield _Piece(stretch.text, stretch.kind, own, label, in_french(stretch.reason or ""))
        if own or stretch.kind != "blank":
            before = own
        if starts:
            seen.update(card.anchor for card in own)


def _label(cards: list[Card], *, again: bool) -> str:
    """Number and category of the statements that a stretch belongs to."""
    first, last = cards[0], cards[-1]
    numbers = f"{first.number}" if first is last else f"{first.number}–{last.number}"
    return f"{numbers} suite" if again else f"{numbers} {first.label}"
