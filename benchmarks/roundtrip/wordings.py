"""The generator's own wordings, typed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import srsly
from pydantic import BaseModel, ConfigDict


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Frequency(_Entry):
    """A frequency as printed and what it says."""

    text: str
    value: float
    unit: str
    qualifier: str
    per: str


class Number(_Entry):
    """A number as printed and what it says."""

    texts: tuple[str, ...]
    value: float
    qualifier: str


class Sentence(_Entry):
    """A standard sentence and how it is printed; the first wording is the platform's."""

    formula: str
    texts: tuple[str, ...]
    list: str | None = None
    many: tuple[str, ...] = ()
    unit: str | None = None


class Question(_Entry):
    """Sentences of which one answers the question."""

    chance: float
    sentences: tuple[Sentence, ...]


class Wordings(_Entry):
    """Everything that the generator knows how to print."""

    publics: dict[str, tuple[str, ...]]
    groups: dict[str, tuple[str, ...]]
    frequency: tuple[Frequency, ...]
    number: tuple[Number, ...]
    options: dict[str, tuple[str, ...]]
    named_in: dict[str, tuple[str, ...]]
    questions: dict[str, tuple[Question, ...]]
    headings: dict[str, tuple[str, ...]]
    places: tuple[str, ...]
    keywords: tuple[str, ...]


@cache
def load_wordings() -> Wordings:
    """Load the wordings beside this module."""
    return Wordings.model_validate(srsly.read_yaml(Path(__file__).with_name("wordings.yaml")))
