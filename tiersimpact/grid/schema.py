"""The grid as typed, frozen objects; pydantic checks each field, `Grid` checks the whole."""

from __future__ import annotations

import hashlib
import re
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Polarity = Literal["positive", "negative", "neutral", "mixed"]

SLOT = re.compile(r"\{(\w+)\}")


class _Entry(BaseModel):
    """Base of the grid's parts: frozen, and a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(_Entry):
    """An answer option of a standard sentence.

    Attributes
    ----------
    slot : str
        Slot of the sentence that the option fills.
    text : str
        The option as printed.
    variants : tuple of str
        Other printed wordings.
    polarity : str
        What choosing the option says.
    alone : bool
        Whether the words are recognised outside their sentence too.
    """

    slot: Id
    text: Text
    variants: tuple[Text, ...] = ()
    polarity: Polarity
    alone: bool = True


class Answer(_Entry):
    """What a standard sentence answers by being chosen.

    Attributes
    ----------
    slot : str
        The slot that it fills.
    text : str
        The answer, in the words that a reader records.
    """

    slot: Id
    text: Text


class Slot(_Entry):
    """An answer slot, the same in every sentence that has it.

    Attributes
    ----------
    id, label : str
        Identifier and French label.
    fill : {"options", "publics", "number", "frequency"}
        What fills it.
    """

    id: Id
    label: Text
    fill: Literal["options", "publics", "number", "frequency"]


class Formula(_Entry):
    """A standard sentence of the questionnaire.

    Attributes
    ----------
    id : str
        Unique within its category.
    text : str
        The sentence, with answer slots in braces.
    variants : tuple of str
        Other printed wordings.
    answer : Answer or None
        What the sentence answers by being chosen.
    polarity : str
        What the sentence says when no option says otherwise.
    list : {"nouns", "effects"} or None
        What a list after the sentence holds: nouns that belong to it, or effects that stand alone.
    asserts : bool
        Whether the sentence says something without its list.
    follows : bool
        Whether it continues the sentence before it (« et ont permis à… »).
    also_in : tuple of str
        Other categories under whose heading the same sentence is printed.
    """

    id: Id
    text: Text
    variants: tuple[Text, ...] = ()
    answer: Answer | None = None
    polarity: Polarity
    list: Literal["nouns", "effects"] | None = None
    asserts: bool = False
    follows: bool = False
    also_in: tuple[Id, ...] = ()


class Category(_Entry):
    """A category of the grid.

    Attributes
    ----------
    id, label : str
        Identifier and French label.
    headings : tuple of str
        Printed headings, case and accents aside.
    words : tuple of str
        Words that are at home in the category's comments.
    formulas : tuple of Formula
        Its standard sentences.
    options : tuple of Option
        Answers recognised even without their sentence.
    share : float
        How often comments are written under it, beside the other categories.
    """

    id: Id
    label: Text
    headings: tuple[Text, ...]
    words: tuple[Text, ...] = ()
    formulas: tuple[Formula, ...] = ()
    options: tuple[Option, ...] = ()
    share: float = Field(default=1.0, gt=0)


class Family(_Entry):
    """A family of categories."""

    id: Id
    label: Text
    headings: tuple[Text, ...]
    categories: tuple[Category, ...] = Field(min_length=1)


class PublicType(_Entry):
    """A type of public.

    Attributes
    ----------
    id, label : str
        Identifier and French label.
    aliases : tuple of str
        Names in the masculine singular or any other form; ``*`` stands for one to three words.
    only_in : tuple of str
        Categories outside which the aliases say nothing; empty for all.
    """

    id: Id
    label: Text
    aliases: tuple[Text, ...] = Field(min_length=1)
    only_in: tuple[Id, ...] = ()


class Grid(_Entry):
    """A questionnaire: families, categories, public types and standard sentences.

    Attributes
    ----------
    name : str
        Name of the grid.
    version : int
        Counts up when ids change.
    titles : tuple of str
        Words of a report's own title, which is no heading of the grid.
    outside_headings : tuple of str
        Headings of pages around the report; what follows belongs to no category.
    slots : tuple of Slot
        The answer slots, in the order of the questionnaire.
    families : tuple of Family
        The families with their categories.
    publics : tuple of PublicType
        The public types.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    name: Text
    version: int = Field(ge=1)
    titles: tuple[Text, ...] = ()
    outside_headings: tuple[Text, ...] = ()
    slots: tuple[Slot, ...] = ()
    families: tuple[Family, ...] = Field(min_length=1)
    publics: tuple[PublicType, ...] = ()

    @classmethod
    def from_yaml(cls, path: str | Path) -> Grid:
        """Read a grid from a YAML file.

        Parameters
        ----------
        path : str or Path
            The file.

        Returns
        -------
        Grid
            The checked grid.

        Raises
        ------
        GridError
            If the file cannot be read or breaks a rule; the message names the line.
        """
        from .loading import read_grid

        return read_grid(Path(path))

    @cached_property
    def categories(self) -> dict[str, Category]:
        """Categories by id, in the grid's order."""
        return {category.id: category for family in self.families for category in family.categories}

    @cached_property
    def family_of(self) -> dict[str, str]:
        """Family id by category id."""
        return {category.id: family.id for family in self.families for category in family.categories}

    @cached_property
    def public_types(self) -> dict[str, PublicType]:
        """Public types by id."""
        return {public.id: public for public in self.publics}

    @cached_property
    def fills(self) -> dict[str, str]:
        """What fills each slot, by slot: those that the grid lists in its order, then those of its sentences."""
        formulas = [formula for category in self.categories.values() for formula in category.formulas]
        texts = [text for formula in formulas for text in (formula.text, *formula.variants)]
        listed = {slot.id: str(slot.fill) for slot in self.slots}
        return listed | {slot: "options" for text in texts for slot in SLOT.findall(text) if slot not in listed}

    @cached_property
    def fingerprint(self) -> str:
        """Short hash of everything the grid says: same grid, same fingerprint."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]

    def __hash__(self) -> int:
        """Hash by content, so that caches can be keyed by grid."""
        return hash(self.fingerprint)
