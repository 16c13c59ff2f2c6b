"""A questionnaire filled in, as plain frozen records; ``to_dict`` gives the published fields."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from tiersimpact.records import Quantity


@dataclass(frozen=True, slots=True)
class Evidence:
    """The statement that proves an answer.

    Attributes
    ----------
    statement : str
        Id of the statement.
    quote : str
        Its text.
    """

    statement: str
    quote: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a report answers in one slot of the grid.

    Attributes
    ----------
    value : str
        The option in the grid's words, the id of a public type, or the words printed.
    text : str
        The words printed.
    known : bool
        Whether the value is one that the grid offers; a free answer is not.
    polarity : str
        What the answer says.
    publics : tuple of str
        Public types of whom it is said.
    quantity : Quantity or None
        For numbers and frequencies, what the words say; offsets count in the quote.
    evidence : Evidence
        The statement that proves it.
    """

    value: str
    text: str
    known: bool
    polarity: str
    publics: tuple[str, ...]
    quantity: Quantity | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Sentence:
    """A standard sentence that a report prints.

    Attributes
    ----------
    formula : str or None
        Id of the sentence in its category; None when only an option was recognised.
    options : tuple of str
        Options that it prints, in the grid's words.
    polarity : str
        What it says.
    publics : tuple of str
        Public types that it names.
    quantities : tuple of Quantity
        Numbers that it gives.
    statement : str
        Id of the statement.
    quote : str
        Its text.
    """

    formula: str | None
    options: tuple[str, ...]
    polarity: str
    publics: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    statement: str
    quote: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A free comment.

    Attributes
    ----------
    statement : str
        Id of the statement.
    polarity : str
        What it says.
    quote : str
        Its text.
    """

    statement: str
    polarity: str
    quote: str


@dataclass(frozen=True, slots=True)
class Intensity:
    """How strong an effect was judged, printed as ``++++``.

    Attributes
    ----------
    value : int
        Number of marks.
    quote : str
        The heading or sentence that the marks stand behind, with them.
    """

    value: int
    quote: str


@dataclass(frozen=True, slots=True)
class CategoryAnswers:
    """Everything that a report answers in one category.

    Attributes
    ----------
    label : str
        French label of the category.
    direction : str or None
        Where the effect goes, from the standard sentences; None without any.
    intensity : Intensity or None
        How strong it was judged, when the report says so.
    publics : tuple of str
        Ids of all public types named.
    slots : dict of str to tuple of Answer
        The answers by slot, in the grid's order; slots without answer are left out.
    answers : tuple of Sentence
        The standard sentences printed.
    quantities : tuple of Quantity
        All numbers, of sentences and comments.
    comments : tuple of Comment
        The free comments.
    """

    label: str
    direction: str | None
    intensity: Intensity | None
    publics: tuple[str, ...]
    slots: dict[str, tuple[Answer, ...]]
    answers: tuple[Sentence, ...]
    quantities: tuple[Quantity, ...]
    comments: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A report's answers.

    Attributes
    ----------
    report : str
        Name of the report.
    questionnaire : dict of str to CategoryAnswers
        Category id → answers, in the grid's order; categories of which nothing is said are left out.
    keywords : tuple of str
        The report's hashtags.
    """

    report: str
    questionnaire: dict[str, CategoryAnswers]
    keywords: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the record as dicts and lists ready for JSON, in the published field order."""
        record: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return record
