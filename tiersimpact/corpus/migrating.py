"""Bring annotations of an older grid to a newer one; what a rule cannot decide is marked for a reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from tiersimpact.grid import Grid
from tiersimpact.grid.migration import Migration
from tiersimpact.records import PublicSpan

from .checking import Checker, check_records
from .reading import Paths, read_records
from .records import TO_REVIEW, AnnotatedStatement

_Rules = Mapping[str, tuple[str, ...]]


def migrate_corpus(paths: Paths, migration: Migration, *, grid: Grid) -> list[AnnotatedStatement]:
    """Read annotations of an older grid as annotations of a newer one.

    An id that was renamed or merged is replaced wherever it is named. A category that was split or dropped leaves the
    category empty, with its new ids among ``also``; a public that was split gives all of its new ids, at the same
    words. Such statements get ``to_review`` as their status and the old id in their note. No statement is left out.

    Parameters
    ----------
    paths : path or iterable of paths
        JSONL files and folders of them.
    migration : Migration
        The rules.
    grid : Grid
        The newer grid.

    Returns
    -------
    list of AnnotatedStatement
        In the order of `load_corpus`.

    Raises
    ------
    CorpusError
        If a line breaks the format, or names an id that is neither in the newer grid nor in the rules.
    """
    checker = Checker(grid, older_categories=migration.categories, older_publics=migration.publics)
    return [_migrated(statement, migration, grid) for statement in check_records(_records(paths), checker)]


def _records(paths: Paths) -> Iterator[tuple[str, dict[str, Any]]]:
    """Leave the family out: it follows from the category."""
    for where, record in read_records(paths):
        yield where, {name: value for name, value in record.items() if name != "family"}


def _migrated(statement: AnnotatedStatement, migration: Migration, grid: Grid) -> AnnotatedStatement:
    categories, publics = migration.categories, migration.publics
    category, also = _single(statement.category, categories), statement.also
    if category is None and statement.category is not None:
        also = (statement.category, *also)
    migrated = replace(
        statement,
        category=category,
        family=None if category is None else grid.family_of[category],
        also=tuple(name for name in _all(also, categories) if name != category),
        heading=_single(statement.heading, categories),
        publics=_all(statement.publics, publics),
        public_spans=tuple(
            PublicSpan(name, span.text, span.start, span.end)
            for span in statement.public_spans
            for name in _all([span.public], publics)
        ),
        quantities=tuple(
            replace(quantity, public=_single(quantity.public, publics)) for quantity in statement.quantities
        ),
    )
    undecided = [*_undecided([statement.category], categories), *_undecided(statement.publics, publics)]
    if not undecided:
        return migrated
    note = "; ".join(filter(None, (statement.note, *undecided)))
    return replace(migrated, status=TO_REVIEW, note=note)


def _single(name: str | None, rules: _Rules) -> str | None:
    """Replace an id; None when the rule leaves a choice."""
    targets = () if name is None else rules.get(name, (name,))
    return targets[0] if len(targets) == 1 else None


def _all(names: Iterable[str], rules: _Rules) -> tuple[str, ...]:
    """Replace ids by all of their new ones, none twice."""
    return tuple(dict.fromkeys(target for name in names for target in rules.get(name, (name,))))


def _undecided(names: Iterable[str | None], rules: _Rules) -> Iterator[str]:
    """Say for each id whose rule leaves a choice what it was and may be."""
    for name in names:
        targets = rules.get(name or "", ("itself",))
        if len(targets) != 1:
            yield f"{name} → {' | '.join(targets) or '?'}"
