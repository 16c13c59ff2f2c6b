"""A statement in the words of a French reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .french import in_french, quantity_in_french

if TYPE_CHECKING:
    from tiersimpact.grid import Grid
    from tiersimpact.records import Statement

# Colours and line styles that base.css tells apart; a category's label is always printed beside them.
N_COLOURS = 12


@dataclass(frozen=True, slots=True)
class Card:
    """A statement as a page prints it.

    Attributes
    ----------
    anchor : str
        Where it stands on the page.
    number : int
        Its place in the report, from 1.
    statement : Statement
        The statement itself.
    colour : str
        CSS class of its category.
    label : str
        Its category's label, or what it is instead.
    publics, quantities, warnings : list of str
        What was found of it.
    """

    anchor: str
    number: int
    statement: Statement
    colour: str
    label: str
    publics: list[str]
    quantities: list[str]
    warnings: list[str]


def make_card(anchor: str, number: int, statement: Statement, grid: Grid) -> Card:
    """Say in French what was found of a statement.

    Parameters
    ----------
    anchor : str
        Where it stands on the page.
    number : int
        Its place in the report, from 1.
    statement : Statement
        Any statement.
    grid : Grid
        The grid that its report answers.

    Returns
    -------
    Card
        What a page prints of it.
    """
    category = grid.categories.get(statement.category or "")
    outside = "Mot-clé" if statement.kind == "keyword" else "Hors grille"
    return Card(
        anchor,
        number,
        statement,
        category_colour(category.id, grid) if category else "none",
        category.label if category else outside,
        [grid.public_types[public].label for public in statement.publics],
        [quantity_in_french(quantity) for quantity in statement.quantities],
        [in_french(warning, grid) for warning in statement.warnings],
    )


def category_colour(category: str, grid: Grid) -> str:
    """Name the CSS class of a category, the same on every page.

    Parameters
    ----------
    category : str
        Id of the category.
    grid : Grid
        The grid that has it.

    Returns
    -------
    str
        ``c0``, ``c1``…
    """
    return f"c{list(grid.categories).index(category) % N_COLOURS}"
