"""A page that shows reports as they were written, with what was found marked in them."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from .audit import audit
from .filling import render
from .french import in_french, quantity_in_french

if TYPE_CHECKING:
    from tiersimpact.analysis import Analysis
    from tiersimpact.grid import Grid
    from tiersimpact.records import Statement

# Colours and line styles that page.css tells apart; a category's label is always printed beside them.
N_COLOURS = 12


@dataclass(frozen=True, slots=True)
class _Card:
    """A statement as the page prints it."""

    anchor: str
    number: int
    statement: Statement
    colour: str
    label: str
    publics: list[str]
    quantities: list[str]
    warnings: list[str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of raw text as the page prints it; `label` is printed in front of it."""

    text: str
    kind: str
    cards: list[_Card]
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
    folder = files("tiersimpact.showing")
    style, script = ((folder / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    reports = [_report(number, analysis) for number, analysis in enumerate(analyses, 1)]
    return render(
        "page.html", reports=reports, style=style, script=script, style_hash=_hash(style), script_hash=_hash(script)
    )


def _hash(text: str) -> str:
    """Name a text in the page's security policy, so that the browser runs it and nothing else."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _report(number: int, analysis: Analysis) -> dict[str, object]:
    """Gather what the page prints of a report."""
    cards = {
        statement.id: _card(f"r{number}-{i}", i, statement, analysis.grid)
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
        "left_out": analysis.source.left_out,
    }


def _card(anchor: str, number: int, statement: Statement, grid: Grid) -> _Card:
    """Say in French what was found of a statement."""
    category = grid.categories.get(statement.category or "")
    colour = f"c{list(grid.categories).index(category.id) % N_COLOURS}" if category else "none"
    outside = "Mot-clé" if statement.kind == "keyword" else "Hors grille"
    return _Card(
        anchor,
        number,
        statement,
        colour,
        category.label if category else outside,
        [grid.public_types[public].label for public in statement.publics],
        [quantity_in_french(quantity) for quantity in statement.quantities],
        [in_french(warning, grid) for warning in statement.warnings],
    )


def _pieces(analysis: Analysis, cards: dict[str, _Card]) -> Iterator[_Piece]:
    """Print each stretch of the raw text, with a label where a statement begins or goes on after something else."""
    seen: set[str] = set()
    before: list[_Card] = []
    for stretch in audit(analysis):
        own = [cards[name] for name in stretch.statements]
        starts = own != before and stretch.kind in ("statement", "keyword")
        label = _label(own, again=own[0].anchor in seen) if starts else ""
        yield _Piece(stretch.text, stretch.kind, own, label, in_french(stretch.reason or ""))
        if own or stretch.kind != "blank":
            before = own
        if starts:
            seen.update(card.anchor for card in own)


def _label(cards: list[_Card], *, again: bool) -> str:
    """Number and category of the statements that a stretch belongs to."""
    first, last = cards[0], cards[-1]
    numbers = f"{first.number}" if first is last else f"{first.number}–{last.number}"
    return f"{numbers} suite" if again else f"{numbers} {first.label}"
