"""The grid's answers rebuilt from a report's statements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .formulas import recogniser
from .grid import Grid
from .records import Statement


def rebuild(statements: Iterable[Statement], grid: Grid) -> dict[str, dict[str, Any]]:
    """Gather a report's answers by category.

    Parameters
    ----------
    statements : iterable of Statement
        Statements of one report.
    grid : Grid
        The grid that the report answers.

    Returns
    -------
    dict of str to dict
        Category id → ``label``, ``publics`` (ids), ``answers`` (standard sentences with formula, options, polarity
        and quote), ``quantities`` and ``comments`` (with polarity and quote), in the grid's order; categories
        without statement are left out.
    """
    known = recogniser(grid)
    gathered: dict[str, list[Statement]] = {category: [] for category in grid.categories}
    for statement in statements:
        if statement.category is not None:
            gathered[statement.category].append(statement)
    result = {}
    for category, found in gathered.items():
        if not found:
            continue
        answers = [statement for statement in found if statement.kind == "formula"]
        named = {public for statement in found for public in statement.publics}
        result[category] = {
            "label": grid.categories[category].label,
            "publics": [public for public in grid.public_types if public in named],
            "answers": [
                {
                    "formula": _formula_id(known.recognise(statement.lead_in or statement.text)),
                    "options": known.options(statement.text, category),
                    "polarity": statement.polarity,
                    "publics": list(statement.publics),
                    "quantities": [quantity.to_dict() for quantity in statement.quantities],
                    "statement": statement.id,
                    "quote": statement.text,
                }
                for statement in answers
            ],
            "quantities": [quantity.to_dict() for statement in found for quantity in statement.quantities],
            "comments": [
                {"statement": statement.id, "polarity": statement.polarity, "quote": statement.text}
                for statement in found
                if statement.kind == "verbatim"
            ],
        }
    return result


def _formula_id(match: Any) -> str | None:
    return match.formula.id if match is not None and match.formula is not None else None
