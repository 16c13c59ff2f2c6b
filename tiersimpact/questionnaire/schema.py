"""The JSON Schema of a questionnaire filled in, made from the records and a grid."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, get_args

from tiersimpact.grid import Grid
from tiersimpact.grid.schema import Polarity

from .records import Questionnaire

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def questionnaire_schema(grid: Grid | None = None) -> dict[str, Any]:
    """Give the JSON Schema of a questionnaire filled in.

    Parameters
    ----------
    grid : Grid, optional
        The grid that it answers; by default the shipped one, whose schema is a file of the package.

    Returns
    -------
    dict
        A JSON Schema (draft 2020-12) of the lines of ``tiersimpact analyze --format questionnaire``; it allows the
        grid's categories, public types and slots only.

    Examples
    --------
    >>> schema = questionnaire_schema()
    >>> list(schema["properties"]["questionnaire"]["properties"])[:2]
    ['lien_social', 'sante_bien_etre']
    """
    if grid is None:
        shipped: dict[str, Any] = json.loads((files(__package__) / "schema.json").read_text(encoding="utf-8"))
        return shipped
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
