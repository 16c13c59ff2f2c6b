"""What the browser needs once: labels and keys, from the grid and from ``interface.yaml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from string import ascii_lowercase
from typing import Any

from srsly import read_yaml

from tiersimpact.grid import Grid

from .keys import letter_keys, position_keys


def describe_interface(grid: Grid, readings: int = 0) -> dict[str, Any]:
    """Put together labels and keys.

    Parameters
    ----------
    grid : Grid
        Grid that the statements answer.
    readings : int, default=0
        In a review: how many are compared.

    Returns
    -------
    dict
        ``families`` (each with its categories) and ``publics`` with labels and keys, ``opinions`` (a key for each
        reading), and what ``interface.yaml`` says; ready for JSON.
    """
    fixed = _fixed()
    keyed = [*fixed["actions"], fixed["outside"], *fixed["polarities"]]
    taken = {entry["key"] for entry in keyed}
    digits = position_keys(grid.categories)
    letters = letter_keys([(public.id, public.label) for public in grid.publics], taken=taken)
    free = [letter for letter in ascii_lowercase if letter not in taken | set(letters.values())]
    families = [
        {
            "label": family.label,
            "categories": [{"id": c.id, "label": c.label, "code": digits.get(c.id)} for c in family.categories],
        }
        for family in grid.families
    ]
    publics = [{"id": p.id, "label": p.label, "key": letters.get(p.id)} for p in grid.publics]
    return {**fixed, "families": families, "publics": publics, "opinions": free[:readings]}


@cache
def _fixed() -> dict[str, Any]:
    with as_file(files("tiersimpact.annotation") / "interface.yaml") as path:
        fixed: dict[str, Any] = read_yaml(path)
    return fixed
