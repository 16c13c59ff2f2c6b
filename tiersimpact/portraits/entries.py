"""The statements of a report as the page lists them, and its counts tell them apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tiersimpact.showing import Card, Passage, make_card, show_source

if TYPE_CHECKING:
    from tiersimpact.analysis import Analysis

# What the page's filter calls a statement that the grid has no category for.
OUTSIDE = "none"


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement on the page.

    Attributes
    ----------
    place : str
        Anchor of the place whose report says it.
    name : str
        Name of that report.
    card : Card
        The statement in the words of a French reader.
    passages : tuple of Passage
        Where it stands in the report.
    """

    place: str
    name: str
    card: Card
    passages: tuple[Passage, ...]

    @property
    def category(self) -> str:
        """Id of its category, or what stands for none."""
        return self.card.statement.category or OUTSIDE

    @property
    def needs_review(self) -> bool:
        """Whether a reader should look before trusting it."""
        return self.card.statement.needs_review

    @property
    def by_words_only(self) -> bool:
        """Whether nothing but its words, no heading and no standard sentence under one, says its category."""
        return self.category != OUTSIDE and self.card.statement.category_source == "text"

    @property
    def checks(self) -> tuple[str, ...]:
        """What a careful reader may want to see apart."""
        quantities = self.card.statement.quantities
        found = {
            "review": self.needs_review,
            "words": self.by_words_only,
            "quantity": bool(quantities),
            "vague": any(quantity.value is None for quantity in quantities),
        }
        return tuple(name for name, holds in found.items() if holds)


# What counts are made by: axis → where an entry stands on it. The page's filter has one field for each.
AXES: dict[str, Callable[[Entry], tuple[str, ...]]] = {
    "place": lambda entry: (entry.place,),
    "category": lambda entry: (entry.category,),
    "public": lambda entry: entry.card.statement.publics,
    "polarity": lambda entry: (entry.card.statement.polarity,),
}


def list_entries(place: str, analysis: Analysis) -> Iterator[Entry]:
    """List the statements of a report, keywords left out.

    Parameters
    ----------
    place : str
        Anchor of the place on the page.
    analysis : Analysis
        Findings of its report.

    Yields
    ------
    Entry
        In reading order.
    """
    for number, statement in enumerate(analysis.statements, 1):
        if statement.kind != "keyword":
            card = make_card(f"{place}-{number}", number, statement, analysis.grid)
            yield Entry(place, analysis.report, card, show_source(statement, source=analysis.source).passages)
