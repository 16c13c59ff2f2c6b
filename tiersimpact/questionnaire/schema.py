"""The JSON Schema of a questionnaire filled in, made from the records and a grid."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, get_args

from tiersimpact.grid import Grid
from tiersimpact.grid.schema import Polarity

from .records import Questionnaire

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def load_schema() -> dict[str, Any]:
    """Load the JSON Schema that ships with the package, of the shipped grid.

    Returns
    -------
    dict
        What every line of ``tiersimpact analyze --format questionnaire`` validates against.
    """
    schema: dict[str, Any] = json.loads((files(__package__) / "schema.json").read_text(encoding="utf-8"))
    return schema


def questionnaire_schema(grid: Grid) -> dict[str, Any]:
    """Make the JSON Schema of the questionnaires that answer a grid.

    Parameters
    ----------
    grid : Grid
        Any grid.

    Returns
    -------
    dict
        A JSON Schema (draft 2020-12) that allows the grid's categories, public types and slots only.

    Examples
    --------
    >>> from tiersimpact.grid import load_grid
    >>> schema = questionnaire_schema(load_grid())
    >>> list(schema["properties"]["questionnaire"]["properties"])[:2]
    ['lien_social', 'sante_bien_etre']
    """
    from pydantic import TypeAdapter

    schema = TypeAdapter(Questionnaire).json_schema(mode="serialization")
    parts = schema["$defs"]
    for part in (schema, *parts.values()):
        part["additionalProperties"] = False
        part.pop("description", None)  # docstrings are for readers of the code
    _narrow(schema, parts, grid)
    title = f"tiersimpact questionnaire: {grid.name}, version {grid.version}"
    return {"$schema": DIALECT, **schema, "title": title}


def _narrow(schema: dict[str, Any], parts: dict[str, Any], grid: Grid) -> None:
    """Say which categories, slots, public types and polarities there are."""
    category = {"$ref": "#/$defs/CategoryAnswers"}
    schema["properties"]["questionnaire"] = _closed({id_: category for id_ in grid.categories})
    slots = parts["CategoryAnswers"]["properties"]["slots"]
    answers = slots["additionalProperties"]
    parts["CategoryAnswers"]["properties"]["slots"] = _closed({slot: answers for slot in grid.fills})
    polarity = {"enum": list(get_args(Polarity))}
    parts["CategoryAnswers"]["properties"]["direction"] = {"anyOf": [polarity, {"type": "null"}]}
    for part in parts.values():
        if "publics" in part["properties"]:
            part["properties"]["publics"]["items"] = {"enum": list(grid.public_types)}
        if "polarity" in part["properties"]:
            part["properties"]["polarity"] = polarity


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}
