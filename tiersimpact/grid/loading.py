"""Read a grid file and say, by line, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from pydantic import ValidationError

from tiersimpact.errors import GridError
from tiersimpact.french import fold, words

from .schema import Grid
from .yaml_lines import Place, line_of, read_yaml

Fault = tuple[Place, str, str]


@cache
def load_grid() -> Grid:
    """Load the grid that ships with the package.

    Returns
    -------
    Grid
        The questionnaire on the social and urban effects of tiers-lieux.

    Examples
    --------
    >>> load_grid().categories["lien_social"].label
    'Lien social'
    """
    with as_file(files("tiersimpact.grid") / "grid.yaml") as path:
        return read_grid(path)


def read_grid(path: Path) -> Grid:
    """Read and check a grid file.

    Parameters
    ----------
    path : Path
        YAML file.

    Returns
    -------
    Grid
        The checked grid.

    Raises
    ------
    GridError
        If the file cannot be read, is no YAML, or breaks a rule of the grid.
    """
    tree = read_yaml(path, "grid")
    try:
        grid = Grid.model_validate(tree)
    except ValidationError as error:
        first = error.errors()[0]
        place: Place = first["loc"]
        name = ".".join(str(step) for step in place)
        raise GridError(
            line_of(path, tree, place), f"{name}: {first['msg']}", "Compare with `tiersimpact grid --yaml`."
        ) from error
    for fault, problem, mend in _faults(grid):
        raise GridError(line_of(path, tree, fault), problem, mend)
    return grid


def _faults(grid: Grid) -> Iterator[Fault]:
    """Yield what pydantic cannot see: ids and wordings that clash, references to nothing."""
    yield from _clashing_ids(grid)
    yield from _unknown_references(grid)
    yield from _clashing_headings(grid)
    yield from _clashing_aliases(grid)


def _clashing_ids(grid: Grid) -> Iterator[Fault]:
    seen: set[str] = set()
    for i, family in enumerate(grid.families):
        entries: list[tuple[Place, str]] = [(("families", i, "id"), family.id)]
        entries += [
            (("families", i, "categories", j, "id"), category.id) for j, category in enumerate(family.categories)
        ]
        for place, name in entries:
            if name in seen:
                yield place, f"id '{name}' is used twice", "Give each family and category an id of its own."
            seen.add(name)
    seen = set()
    for i, slot in enumerate(grid.slots):
        if slot.id in seen:
            yield ("slots", i, "id"), f"slot id '{slot.id}' is used twice", "Merge the two entries or rename one."
        seen.add(slot.id)
    seen = set()
    for i, public in enumerate(grid.publics):
        if public.id in seen:
            yield (
                ("publics", i, "id"),
                f"public id '{public.id}' is used twice",
                "Merge the two entries or rename one.",
            )
        seen.add(public.id)


def _unknown_references(grid: Grid) -> Iterator[Fault]:
    known = set(grid.categories)
    references: list[tuple[Place, str]] = []
    for i, family in enumerate(grid.families):
        for j, category in enumerate(family.categories):
            for k, formula in enumerate(category.formulas):
                place: Place = ("families", i, "categories", j, "formulas", k, "also_in")
                references += [(place, name) for name in formula.also_in]
    for i, public in enumerate(grid.publics):
        references += [(("publics", i, "only_in"), name) for name in public.only_in]
    for place, name in references:
        if name not in known:
            yield (
                place,
                f"'{name}' is no category of this grid",
                f"Known categories: {', '.join(sorted(known))}.",
            )


def _clashing_headings(grid: Grid) -> Iterator[Fault]:
    owner: dict[str, str] = {}
    for i, family in enumerate(grid.families):
        entries: list[tuple[Place, str, Sequence[str]]] = [(("families", i, "headings"), family.id, family.headings)]
        entries += [
            (("families", i, "categories", j, "headings"), category.id, category.headings)
            for j, category in enumerate(family.categories)
        ]
        for place, name, headings in entries:
            for k, heading in enumerate(headings):
                key = " ".join(fold(heading).split())
                if owner.setdefault(key, name) != name:
                    problem = f"heading '{heading}' stands for both '{owner[key]}' and '{name}'"
                    yield (*place, k), problem, "Keep it under one of them."


def _clashing_aliases(grid: Grid) -> Iterator[Fault]:
    owner: dict[tuple[str, ...], str] = {}
    for i, public in enumerate(grid.publics):
        for k, alias in enumerate(public.aliases):
            key = tuple(word.key for word in words(alias))
            if not key:
                yield (
                    ("publics", i, "aliases", k),
                    f"alias '{alias}' holds no word",
                    "Write at least one word.",
                )
            if owner.setdefault(key, public.id) != public.id:
                problem = f"alias '{alias}' stands for both '{owner[key]}' and '{public.id}'"
                yield ("publics", i, "aliases", k), problem, "Keep it under one of them."
