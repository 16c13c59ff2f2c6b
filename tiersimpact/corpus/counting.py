"""Count what a corpus holds, and where it is thin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tiersimpact.grid import Grid

from .labels import KIND_LABELS, OUTSIDE_LABEL, POLARITY_LABELS
from .records import AnnotatedStatement


@dataclass(frozen=True, slots=True)
class Count:
    """How often something is there.

    Attributes
    ----------
    label : str
        What a reader calls it, in French where it has a label.
    statements : int
        Statements that have it.
    reports : int
        Reports that these are of.
    """

    label: str
    statements: int
    reports: int


def count_corpus(statements: Sequence[AnnotatedStatement], grid: Grid) -> dict[str, list[Count]]:
    """Count statements by everything that a reader may look for.

    Parameters
    ----------
    statements : sequence of AnnotatedStatement
        A corpus.
    grid : Grid
        Its grid: what it names and the corpus has not is counted 0.

    Returns
    -------
    dict of str to list of Count
        By French title: categories, publics and polarities in the grid's order, the others by name.
    """

    def counts(labels: Mapping[Any, str], names: Callable[[AnnotatedStatement], Iterable[Any]]) -> list[Count]:
        found: dict[Any, list[AnnotatedStatement]] = {name: [] for name in labels}
        for statement in statements:
            for name in names(statement):
                found[name].append(statement)
        return [_count(labels[name], having) for name, having in found.items()]

    def names_of(field: str) -> list[Count]:
        names = sorted({getattr(statement, field) for statement in statements})
        return counts(dict(zip(names, names, strict=True)), lambda statement: [getattr(statement, field)])

    categories = {category.id: category.label for category in grid.categories.values()}
    publics = {public.id: public.label for public in grid.publics}
    return {
        "Catégories": counts(categories | {None: OUTSIDE_LABEL}, lambda statement: [statement.category]),
        "Publics": counts(publics, lambda statement: statement.publics),
        "Polarité": counts(POLARITY_LABELS, lambda statement: [statement.polarity]),
        "Nature": counts(KIND_LABELS, lambda statement: [statement.kind]),
        "État": names_of("status"),
        "Annotateurs": names_of("annotator"),
        "Rapports": names_of("report"),
    }


def _count(label: str, statements: Sequence[AnnotatedStatement]) -> Count:
    return Count(label, len(statements), len({statement.report for statement in statements}))
