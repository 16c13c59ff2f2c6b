"""Check ``data/*.yaml`` and compile it: ``python -m tiersimpact.quantity.compiling``.

Importing pydantic and a YAML reader costs more processor time than reading a report, so this is done once,
by whoever changes a list, and a test holds both in step.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import srsly
from pydantic import BaseModel, TypeAdapter, model_validator

DATA = Path(__file__).parent / "data"
COMPILED = DATA / "lexicon.json"

Kind = Literal["count", "duration", "percentage", "money", "area", "length", "mass"]


class _Row(BaseModel, frozen=True, extra="forbid"):
    """A record in which a misspelt key is an error."""


class MeasureRow(_Row):
    """A unit of measure."""

    id: str
    kind: Kind
    scale: float = 1
    forms: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()


class QualifierTable(_Row):
    """Words around a number."""

    before: dict[Literal["approx", "min", "max"], tuple[str, ...]]
    after: dict[Literal["approx", "min", "max"], tuple[str, ...]]
    modifiers: tuple[str, ...]
    aine_adjectives: tuple[str, ...]


class PeriodTable(_Row):
    """Calendar periods."""

    periods: dict[str, tuple[str, ...]]
    adjectives: dict[str, tuple[str, ...]]
    not_items: tuple[str, ...]
    events: tuple[str, ...]


class NounTable(_Row):
    """Nouns and what is none."""

    prenominal: tuple[str, ...]
    adjective_nouns: tuple[str, ...]
    postnominal: tuple[str, ...]
    not_nouns: tuple[str, ...]
    invariable: tuple[str, ...]
    irregular: dict[str, str]
    persons: tuple[str, ...]
    participle_nouns: tuple[str, ...]
    common: tuple[str, ...]
    lasting: tuple[str, ...]
    acronyms: tuple[str, ...]


class TrapTable(_Row):
    """What is no quantity."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    year_before: tuple[str, ...]
    streets: tuple[str, ...]
    numbered: tuple[str, ...]
    titled: tuple[str, ...]
    birthday_before: tuple[str, ...]
    birthday_words: tuple[str, ...]
    idioms: tuple[str, ...]


class LexiconFile(_Row):
    """All tables together."""

    measures: tuple[MeasureRow, ...]
    qualifiers: QualifierTable
    periods: PeriodTable
    nouns: NounTable
    traps: TrapTable
    cues: dict[str, tuple[str, ...]]

    @model_validator(mode="after")
    def _one_meaning_per_form(self) -> LexiconFile:
        seen: dict[str, str] = {}
        for row in self.measures:
            for form in row.forms:
                key = form.lower()
                if seen.setdefault(key, f"{row.id}*{row.scale}") != f"{row.id}*{row.scale}":
                    raise ValueError(f"measure form {form!r} is listed under two units: {seen[key]} and {row.id}")
        return self


def compile_lexicon() -> str:
    """Return the JSON text that the YAML files compile to."""
    tables = {name: srsly.read_yaml(DATA / f"{name}.yaml") for name in LexiconFile.model_fields}
    lexicon = TypeAdapter(LexiconFile).validate_python(tables)
    return json.dumps(lexicon.model_dump(), ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    COMPILED.write_text(compile_lexicon(), encoding="utf-8")
