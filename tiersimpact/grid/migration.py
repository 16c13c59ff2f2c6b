"""Rules that lead from the ids of an older grid to those of a newer one, read from a small YAML file.

categories:
  - {from: cadre_de_vie, to: qualite_de_vie}              # renamed
  - {from: [reseaux, solidarite], to: entraide}           # merged
  - {from: services_publics, to: [guichets, transports]}  # split: a reader decides anew
  - {from: innovation_publique, to: []}                   # dropped: a reader decides anew
publics:
  - {from: voisins, to: habitants}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tiersimpact.errors import GridError

from .schema import Grid, Id
from .yaml_lines import Place, line_of, read_yaml

Ids = Id | tuple[Id, ...]


class _Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    old: Ids = Field(alias="from")
    new: Ids = Field(alias="to")


class _RuleFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    categories: tuple[_Rule, ...] = ()
    publics: tuple[_Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Migration:
    """What becomes of each id of an older grid; an id that is not named stays.

    Attributes
    ----------
    categories, publics : dict of str to tuple of str
        New ids by old id: one when renamed or merged, several when split, none when dropped.
    """

    categories: dict[str, tuple[str, ...]]
    publics: dict[str, tuple[str, ...]]


def load_migration(path: str | Path, *, grid: Grid) -> Migration:
    """Read and check a file of rules.

    Parameters
    ----------
    path : str or Path
        YAML file.
    grid : Grid
        The newer grid.

    Returns
    -------
    Migration
        The checked rules.

    Raises
    ------
    GridError
        If the file cannot be read, an id has two rules, or a rule leads to an id that the grid does not have; the
        message names the line.
    """
    path = Path(path)
    tree = read_yaml(path, "file of rules")
    try:
        file = _RuleFile.model_validate(tree)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(step) for step in first["loc"])
        mend = "Write rules as {from: old_id, to: new_id} under 'categories' and 'publics'."
        raise GridError(line_of(path, tree, first["loc"]), f"{name or 'file'}: {first['msg']}", mend) from error
    for kind, rules, known in (
        ("categories", file.categories, list(grid.categories)),
        ("publics", file.publics, list(grid.public_types)),
    ):
        for place, problem, mend in _faults(kind, rules, known):
            raise GridError(line_of(path, tree, place), problem, mend)
    return Migration(_by_old_id(file.categories), _by_old_id(file.publics))


def _faults(kind: str, rules: Sequence[_Rule], known: Sequence[str]) -> Iterator[tuple[Place, str, str]]:
    seen: set[str] = set()
    for i, rule in enumerate(rules):
        for name in _each(rule.old):
            if name in seen:
                yield (kind, i, "from"), f"'{name}' has two rules", "Keep one; to split, list all new ids after 'to'."
            seen.add(name)
        for name in _each(rule.new):
            if name not in known:
                close = get_close_matches(name, known, n=1)
                mend = f"Did you mean '{close[0]}'?" if close else f"Known: {', '.join(known)}."
                yield (kind, i, "to"), f"'{name}' is not in the new grid", mend


def _each(ids: Ids) -> tuple[str, ...]:
    return (ids,) if isinstance(ids, str) else ids


def _by_old_id(rules: Sequence[_Rule]) -> dict[str, tuple[str, ...]]:
    return {name: _each(rule.new) for rule in rules for name in _each(rule.old)}
