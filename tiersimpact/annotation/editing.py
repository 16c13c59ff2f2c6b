"""Change one answer of a statement: statements come in and go out, always in the corpus's format."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite
from typing import Any

from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.grid import Grid
from tiersimpact.quantity import find_quantities
from tiersimpact.records import PublicSpan, Quantity

from .refusal import Refusal


def categorise(statement: AnnotatedStatement, category: str | None, grid: Grid) -> AnnotatedStatement:
    """File a statement under a category, or off the grid.

    Parameters
    ----------
    statement : AnnotatedStatement
        The statement.
    category : str or None
        Id of the grid; None for « hors grille ».
    grid : Grid
        Grid that the statement answers.

    Returns
    -------
    AnnotatedStatement
        With its family; the category is no longer a second one.

    Raises
    ------
    Refusal
        If the grid has no such category.
    """
    if category is None:
        return replace(statement, family=None, category=None, also=())
    _check_category(category, grid)
    also = tuple(name for name in statement.also if name != category)
    return replace(statement, family=grid.family_of[category], category=category, also=also)


def toggle_also(statement: AnnotatedStatement, category: str, grid: Grid) -> AnnotatedStatement:
    """Accept a second category as well, or no longer; the first category is none.

    Raises
    ------
    Refusal
        If it is the statement's category, or the grid does not have it.
    """
    _check_category(category, grid)
    if category == statement.category:
        raise Refusal("C'est déjà la catégorie de l'énoncé.")
    if category in statement.also:
        return replace(statement, also=tuple(name for name in statement.also if name != category))
    return replace(statement, also=(*statement.also, category))


def polarise(statement: AnnotatedStatement, polarity: str) -> AnnotatedStatement:
    """Set the polarity."""
    return replace(statement, polarity=polarity)


def toggle_public(statement: AnnotatedStatement, public: str, grid: Grid) -> AnnotatedStatement:
    """Say that a public is named; or take it away, with its marks.

    Raises
    ------
    Refusal
        If the grid has no such public.
    """
    check_public(public, grid)
    if public not in statement.publics:
        return replace(statement, publics=in_grid_order({*statement.publics, public}, grid))
    return replace(
        statement,
        publics=tuple(name for name in statement.publics if name != public),
        public_spans=tuple(span for span in statement.public_spans if span.public != public),
    )


def mark_public(statement: AnnotatedStatement, public: str, start: int, end: int, grid: Grid) -> AnnotatedStatement:
    """Mark the words that name a public; another public on the very same words gives way.

    Raises
    ------
    Refusal
        If the grid has no such public.
    """
    check_public(public, grid)
    same = next((span for span in statement.public_spans if (span.start, span.end) == (start, end)), None)
    if same is not None:
        statement = unmark_public(statement, statement.public_spans.index(same))
    spans = (*statement.public_spans, PublicSpan(public, statement.text[start:end], start, end))
    return replace(
        statement,
        publics=in_grid_order({*statement.publics, public}, grid),
        public_spans=tuple(sorted(spans, key=lambda span: (span.start, span.end))),
    )


def unmark_public(statement: AnnotatedStatement, index: int) -> AnnotatedStatement:
    """Remove a mark; with its last mark, the public goes as well.

    Raises
    ------
    Refusal
        If there is no such mark.
    """
    gone = _at(statement.public_spans, index)
    spans = tuple(span for i, span in enumerate(statement.public_spans) if i != index)
    left = {span.public for span in spans}
    publics = tuple(name for name in statement.publics if name != gone.public or name in left)
    return replace(statement, publics=publics, public_spans=spans)


def mark_quantity(statement: AnnotatedStatement, start: int, end: int) -> AnnotatedStatement:
    """Mark the words of a quantity; what they say is read from them, as far as it can be.

    Raises
    ------
    Refusal
        If these very words are marked already.
    """
    if any((quantity.start, quantity.end) == (start, end) for quantity in statement.quantities):
        raise Refusal("Ces mots sont déjà repérés comme quantité : corrigez-la dans le tableau.")
    words = statement.text[start:end]
    found = find_quantities(words)
    if len(found) == 1:
        marked = replace(found[0], text=words, start=start, end=end, part_of=None)
    else:
        marked = Quantity(words, start, end, None, None, "exact", None, None, None, "count")
    quantities = sorted((*statement.quantities, marked), key=lambda quantity: (quantity.start, quantity.end))
    return replace(statement, quantities=tuple(quantities))


def edit_quantity(statement: AnnotatedStatement, index: int, **fields: Any) -> AnnotatedStatement:
    """Correct fields of a quantity.

    Raises
    ------
    Refusal
        If there is no such quantity, or it gets a second figure without being a range or a change.
    """
    quantity = replace(_at(statement.quantities, index), **fields)
    if quantity.value_max is not None and quantity.qualifier not in ("range", "change"):
        raise Refusal("Une seconde valeur va avec « fourchette » ou « évolution ».")
    quantities = tuple(quantity if i == index else other for i, other in enumerate(statement.quantities))
    return replace(statement, quantities=quantities)


def drop_quantity(statement: AnnotatedStatement, index: int) -> AnnotatedStatement:
    """Remove a quantity.

    Raises
    ------
    Refusal
        If there is no such quantity.
    """
    _at(statement.quantities, index)
    return replace(statement, quantities=tuple(q for i, q in enumerate(statement.quantities) if i != index))


def remark(statement: AnnotatedStatement, *, flagged: bool, note: str) -> AnnotatedStatement:
    """Set flag and comment."""
    return replace(statement, flagged=flagged, note=note.strip() or None)


def adopt(statement: AnnotatedStatement, opinion: AnnotatedStatement) -> AnnotatedStatement:
    """Take all answers of another reading of the same text."""
    names = ("family", "category", "also", "polarity", "publics", "public_spans", "quantities")
    return replace(statement, **{name: getattr(opinion, name) for name in names})


def check_selection(statement: AnnotatedStatement, start: int, end: int, text: str) -> tuple[int, int]:
    """Compare selected words with the statement, and leave blanks at their ends out.

    Parameters
    ----------
    statement : AnnotatedStatement
        The statement that was shown.
    start, end : int
        Half-open offsets, in characters (code points).
    text : str
        The words as the browser saw them.

    Returns
    -------
    (int, int)
        Offsets of the words themselves.

    Raises
    ------
    Refusal
        If nothing is selected, or other words stand there.
    """
    if statement.text[start:end] != text:
        raise Refusal("La sélection ne correspond pas au texte : sélectionnez de nouveau.")
    words = text.strip()
    if not words:
        raise Refusal("Sélectionnez d'abord des mots de l'énoncé.")
    start += text.index(words)
    return start, start + len(words)


def check_public(public: str, grid: Grid) -> None:
    """Refuse a public that the grid does not have.

    Raises
    ------
    Refusal
        If so.
    """
    if public not in grid.public_types:
        raise Refusal(f"Public inconnu de la grille : {public}.")


def in_grid_order(publics: set[str], grid: Grid) -> tuple[str, ...]:
    """Sort publics as the grid does."""
    return tuple(name for name in grid.public_types if name in publics)


def parse_figure(typed: str) -> float | None:
    """Read a figure as people type it in French.

    Parameters
    ----------
    typed : str
        For example ``1 200`` or ``3,5``; blank for a vague quantity.

    Returns
    -------
    float or None
        A whole number where it is one.

    Raises
    ------
    Refusal
        If it is no number.

    Examples
    --------
    >>> parse_figure("1 200"), parse_figure("3,5"), parse_figure("")
    (1200, 3.5, None)
    """
    plain = "".join(typed.split()).replace(",", ".")
    if not plain:
        return None
    try:
        value = float(plain)
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise Refusal(f"« {typed.strip()[:20]} » n'est pas un nombre.")
    return int(value) if value.is_integer() else value


def _check_category(category: str, grid: Grid) -> None:
    if category not in grid.categories:
        raise Refusal(f"Catégorie inconnue de la grille : {category}.")


def _at(items: tuple[Any, ...], index: int) -> Any:
    if index >= len(items):
        raise Refusal("Ce repère n'existe plus.")
    return items[index]
