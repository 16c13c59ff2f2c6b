"""What an annotator can do, as checked messages: nothing else that a browser sends is carried out."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.grid import Grid
from tiersimpact.grid.schema import Polarity

from . import editing
from .refusal import Refusal

Text = Annotated[str, StringConstraints(max_length=2000)]
Offset = Annotated[int, Field(ge=0)]


class Command(BaseModel):
    """Base of all commands: no value is converted, no field is unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    do: str


class OnStatement(Command):
    """A command that names the statement the annotator saw when giving it."""

    statement: Text


class Edit(OnStatement):
    """A command that changes the answers of a statement.

    Attributes
    ----------
    answers : frozenset of str
        Answers that are no longer due: those about publics and quantities, unless said otherwise.
    """

    answers: ClassVar[frozenset[str]] = frozenset({"marks"})

    def edit(self, statement: AnnotatedStatement, grid: Grid) -> AnnotatedStatement:
        """Return the statement with the new answer.

        Raises
        ------
        Refusal
            If the answer makes no sense for it.
        """
        raise NotImplementedError


class Categorise(Edit):
    """File the statement under a category, or off the grid (None)."""

    answers: ClassVar[frozenset[str]] = frozenset({"category"})

    do: Literal["category"] = "category"
    category: Text | None

    def edit(self, statement: AnnotatedStatement, grid: Grid) -> AnnotatedStatement:  # noqa: D102
        return editing.categorise(statement, self.category, grid)


class ToggleAlso(Edit):
    """Accept a second category, or no longer."""

    answers: ClassVar[frozenset[str]] = frozenset()

    do: Literal["also"] = "also"
    category: Text

    def edit(self, statement: AnnotatedStatement, grid: Grid) -> AnnotatedStatement:  # noqa: D102
        return editing.toggle_also(statement, self.category, grid)


class Polarise(Edit):
    """Say whether the effect is good or bad."""

    answers: ClassVar[frozenset[str]] = frozenset({"polarity"})

    do: Literal["polarity"] = "polarity"
    polarity: Polarity

    def edit(self, statement: AnnotatedStatement, grid: Grid) -> AnnotatedStatement:  # noqa: D102
        return editing.polarise(statement, self.polarity)


class TogglePublic(Edit):
    """Say that a public is named, or no longer."""

    do: Literal["public"] = "public"
    public: Text

    def edit(self, statement: AnnotatedStatement, grid: Grid) -> AnnotatedStatement:  # noqa: D102
        return editing.toggle_public(statement, self.public, grid)


class MarkPublic(Edit):
    """Mark the words that name a public."""

    do: Literal["mark_public"] = "mark_public"
    public: Text
    start: Offset
    end: Offset
    text: Text

    def edit(self, statement: AnnotatedStatement, grid: Grid) -> AnnotatedStatement:  # noqa: D102
        start, end = editing.check_selection(statement, self.start, self.end, self.text)
        return editing.mark_public(statement, self.public, start, end, grid)


class UnmarkPublic(Edit):
    """Remove the mark of a public."""

    do: Literal["unmark_public"] = "unmark_public"
    index: Offset

    def edit(self, statement: AnnotatedStatement, grid: Grid) -> AnnotatedStatement:  # noqa: D102
        return editing.unmark_public(statement, self.index)


class MarkQuantity(Edit):
    """Mark the words of a quantity."""

    do: Literal["mark_quantity"] = "mark_quantity"
    start: Offset
    end: Offset
    text: Text

    def edit(self, statement: AnnotatedStatement, grid: Grid) -> AnnotatedStatement:  # noqa: D102
        start, end = editing.check_selection(statement, self.start, self.end, self.text)
        return editing.mark_quantity(statement, start, end)


class EditQuantity(Edit):
    """Correct what a quantity says; figures come as they were typed."""

    do: Literal["edit_quantity"] = "edit_quantity"
    index: Offset
    value: Text
    value_max: Text
    unit: Text
    per: Text
    qualifier: Literal["exact", "approx", "min", "max", "range", "change"]
    kind: Literal[
        "count", "frequency", "duration", "age", "percentage", "fraction", "money", "area", "length", "mass",
        "comparison",
    ]  # fmt: skip
    public: Text | None

    def edit(self, statement: AnnotatedStatement, grid: Grid) -> AnnotatedStatement:  # noqa: D102
        if self.public is not None:
            editing.check_public(self.public, grid)
        return editing.edit_quantity(
            statement,
            self.index,
            value=editing.parse_figure(self.value),
            value_max=editing.parse_figure(self.value_max),
            unit=self.unit.strip() or None,
            per=self.per.strip() or None,
            qualifier=self.qualifier,
            kind=self.kind,
            public=self.public,
        )


class DropQuantity(Edit):
    """Remove a quantity."""

    do: Literal["drop_quantity"] = "drop_quantity"
    index: Offset

    def edit(self, statement: AnnotatedStatement, grid: Grid) -> AnnotatedStatement:  # noqa: D102
        return editing.drop_quantity(statement, self.index)


class Remark(Edit):
    """Flag the statement for others, with or without a comment; or take the flag down."""

    answers: ClassVar[frozenset[str]] = frozenset()

    do: Literal["remark"] = "remark"
    flagged: bool
    note: Text

    def edit(self, statement: AnnotatedStatement, grid: Grid) -> AnnotatedStatement:  # noqa: D102
        return editing.remark(statement, flagged=self.flagged, note=self.note)


class Adopt(OnStatement):
    """In a review: take the answers of one of the annotators."""

    do: Literal["adopt"] = "adopt"
    opinion: Offset


class Accept(OnStatement):
    """Take the answers as they stand for decided."""

    do: Literal["accept"] = "accept"


class Skip(OnStatement):
    """Leave the statement out of the corpus."""

    do: Literal["skip"] = "skip"


class Split(OnStatement):
    """Cut the statement in two."""

    do: Literal["split"] = "split"
    at: Offset


class Merge(OnStatement):
    """Join the statement with the next one of its report."""

    do: Literal["merge"] = "merge"


class Undo(Command):
    """Take the last change back."""

    do: Literal["undo"] = "undo"


class Redo(Command):
    """Make the change again that was taken back."""

    do: Literal["redo"] = "redo"


class Step(Command):
    """Go forward or back in the queue."""

    do: Literal["step"] = "step"
    by: Literal[-1, 1]


class NextUndecided(Command):
    """Go to the next statement without a decision."""

    do: Literal["next_undecided"] = "next_undecided"


class GoTo(Command):
    """Go to a statement."""

    do: Literal["go"] = "go"
    statement: Text


class Narrow(Command):
    """Show only some statements."""

    do: Literal["narrow"] = "narrow"
    report: Text | None = None
    category: Text | None = None
    only: Literal["all", "undecided", "disagreement", "needs_review", "flagged", "skipped"] = "all"
    words: Text = ""


Action = Edit | Adopt | Accept | Skip | Split | Merge | Undo | Redo
Move = Step | NextUndecided | GoTo | Narrow
AnyCommand = Annotated[
    Categorise | ToggleAlso | Polarise | TogglePublic | MarkPublic | UnmarkPublic | MarkQuantity | EditQuantity
    | DropQuantity | Remark | Adopt | Accept | Skip | Split | Merge | Undo | Redo | Step | NextUndecided | GoTo
    | Narrow,
    Field(discriminator="do"),
]  # fmt: skip
_READER: TypeAdapter[Any] = TypeAdapter(AnyCommand)


def parse_command(message: Any) -> Action | Move:
    """Check a message.

    Parameters
    ----------
    message : object
        What a browser sent: ``{"do": "category", "statement": "la-cale:3", "category": null}``.

    Returns
    -------
    Command
        One of the commands of this module.

    Raises
    ------
    Refusal
        If it is no command.
    """
    try:
        command: Action | Move = _READER.validate_python(message)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise Refusal(f"Commande refusée ({place or 'message'} : {first['msg']}).") from error
    return command
