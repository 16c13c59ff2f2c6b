"""Gather a report's answers by category."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tiersimpact.formulas import recogniser
from tiersimpact.grid import Category, Grid
from tiersimpact.records import Statement

from .intensity import read_intensities
from .records import Answer, CategoryAnswers, Comment, Intensity, Questionnaire, Sentence
from .slots import read_answers, recognise


def rebuild(report: str, statements: Sequence[Statement], grid: Grid, *, text: str = "") -> Questionnaire:
    """Rebuild the questionnaire that a report answers.

    Parameters
    ----------
    report : str
        Name of the report.
    statements : sequence of Statement
        Its statements.
    grid : Grid
        The grid that it answers.
    text : str, default=""
        Its clean text, where intensities are printed.

    Returns
    -------
    Questionnaire
        The answers by category, in the grid's order, and the keywords.
    """
    intensities = read_intensities(text, statements, grid)
    categories = {}
    for category, entry in grid.categories.items():
        found = [statement for statement in statements if statement.category == category]
        if found or category in intensities:
            categories[category] = _category(entry, found, grid, intensities.get(category))
    keywords = dict.fromkeys(statement.text for statement in statements if statement.kind == "keyword")
    return Questionnaire(report, categories, tuple(keywords))


def _category(
    category: Category, found: Sequence[Statement], grid: Grid, intensity: Intensity | None
) -> CategoryAnswers:
    """All that the statements of a category say."""
    formulas = [statement for statement in found if statement.kind == "formula"]
    comments = [statement for statement in found if statement.kind == "verbatim"]
    named = {public for statement in found for public in statement.publics}
    return CategoryAnswers(
        label=category.label,
        direction=_direction(statement.polarity for statement in formulas),
        intensity=intensity,
        publics=tuple(public for public in grid.public_types if public in named),
        slots=_slots(formulas, grid),
        answers=tuple(_sentence(statement, category, grid) for statement in formulas),
        quantities=tuple(quantity for statement in found for quantity in statement.quantities),
        comments=tuple(Comment(statement.id, statement.polarity, statement.text) for statement in comments),
    )


def _slots(formulas: Iterable[Statement], grid: Grid) -> dict[str, tuple[Answer, ...]]:
    """Answers by slot, each once: a sentence printed twice answers once."""
    gathered: dict[str, dict[tuple[object, ...], Answer]] = {slot: {} for slot in grid.fills}
    for statement in formulas:
        for slot, answer in read_answers(statement, recognise(statement, grid), grid):
            gathered[slot].setdefault((answer.value, answer.polarity, answer.publics), answer)
    return {slot: tuple(answers.values()) for slot, answers in gathered.items() if answers}


def _sentence(statement: Statement, category: Category, grid: Grid) -> Sentence:
    match = recognise(statement, grid)
    return Sentence(
        formula=match.formula.id if match is not None and match.formula is not None else None,
        options=tuple(found.option.text for found in recogniser(grid).options(statement.text, category.id)),
        polarity=statement.polarity,
        publics=statement.publics,
        quantities=statement.quantities,
        statement=statement.id,
        quote=statement.text,
    )


def _direction(polarities: Iterable[str]) -> str | None:
    """Where the effect goes: a plain fact beside an effect takes nothing away from it."""
    said = set(polarities)
    moved = said - {"neutral"}
    if len(moved) > 1:
        return "mixed"
    return next(iter(moved or said), None)
