"""What the browser needs once: labels and keys, from the grid and from ``interface.yaml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from typing import Any

from srsly import read_yaml

from tiersimpact.grid import Grid

from .keys import letter_keys, position_keys


def describe_interface(grid: Grid, annotators: tuple[str, ...] = ()) -> dict[str, Any]:
    """Put together labels and keys.

    Parameters
    ----------
    grid : Grid
        Grid that the statements answer.
    annotators : tuple of str
        In a review: who is compared.

    Returns
    -------
    dict
        ``families`` (each with its categories), ``publics``, ``annotators``, each with labels and keys, and what
        ``interface.yaml`` says; ready for JSON.
    """
    fixed = _fixed()
    keyed = [*fixed["actions"], fixed["outside"], *fixed["polarities"]]
    taken = {entry["key"] for entry in keyed}
    digits = position_keys(grid.categories)
    letters = letter_keys([(public.id, public.label) for public in grid.publics], taken=taken)
    own = letter_keys([(name, name) for name in annotators], taken=taken | set(letters.values()))
    families = [
        {
            "label": family.label,
            "categories": [{"id": c.id, "label": c.label, "code": digits.get(c.id)} for c in family.categories],
        }
        for family in grid.families
    ]
    publics = [{"id": p.id, "label": p.label, "key": letters.get(p.id)} for p in grid.publics]
    people = [{"label": name, "key": own.get(name)} for name in annotators]
    return {**fixed, "families": families, "publics": publics, "annotators": people}


@cache
def _fixed() -> dict[str, Any]:
    with as_file(files("tiersimpact.annotation") / "interface.yaml") as path:
        fixed: dict[str, Any] = read_yaml(path)
    return fixed
