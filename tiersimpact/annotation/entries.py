"""What an annotator works on: a statement, how far its decision has come, and what the model proposed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, get_args

from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.records import PublicSpan, Quantity

Progress = Literal["open", "draft", "decided", "skipped"]
PROGRESS: tuple[Progress, ...] = get_args(Progress)

# Answers that a decision needs; in blind mode both are due.
ANSWERS = frozenset({"category", "polarity"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement under annotation.

    Attributes
    ----------
    statement : AnnotatedStatement
        The statement as it is answered so far.
    progress : {"open", "draft", "decided", "skipped"}
        ``draft``: changed, but not accepted.
    missing : frozenset of str
        Answers still due: ``category``, ``polarity``; in a review also ``marks`` (publics and quantities).
    title : str or None
        Heading printed above it.
    """

    statement: AnnotatedStatement
    progress: Progress = "open"
    missing: frozenset[str] = frozenset()
    title: str | None = None

    @property
    def id(self) -> str:
        """Id of the statement."""
        return self.statement.id

    def to_dict(self) -> dict[str, Any]:
        """Return the entry ready for JSON."""
        return {
            "statement": self.statement.to_dict(),
            "progress": self.progress,
            "missing": sorted(self.missing),
            "title": self.title,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Entry:
        """Read what `to_dict` wrote.

        Raises
        ------
        KeyError, TypeError, ValueError
            If the record is something else.
        """
        if record["progress"] not in PROGRESS:
            raise ValueError(f"progress '{record['progress']}'")
        statement = _read_statement(record["statement"])
        return cls(statement, record["progress"], frozenset(record["missing"]), record["title"])


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the model says of a statement.

    Attributes
    ----------
    category : str or None
        Its category; None for « hors grille ».
    scores : dict of str to float
        The likeliest answers with their probabilities, likeliest first.
    needs_review : bool
        Whether the model is unsure.
    disagrees : bool
        Whether heading and words name different categories.
    """

    category: str | None
    scores: dict[str, float] = field(default_factory=dict)
    needs_review: bool = False
    disagrees: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the proposal ready for JSON."""
        return asdict(self)


@dataclass(frozen=True)
class Batch:
    """Statements of one report.

    Attributes
    ----------
    report : str
        Its name.
    entries : list of Entry
        In reading order.
    whole : bool
        Whether these are all of its statements.
    proposals : dict of str to Proposal
        What the model said, by statement, where it was asked.
    """

    report: str
    entries: list[Entry]
    whole: bool
    proposals: dict[str, Proposal] = field(default_factory=dict)


def blank(entry: Entry) -> Entry:
    """Take everything off that a reader shall find out alone.

    Parameters
    ----------
    entry : Entry
        A statement with its pre-filled answers.

    Returns
    -------
    Entry
        The same text without answers.
    """
    empty = replace(
        entry.statement,
        family=None, category=None, also=(), polarity="neutral", publics=(), public_spans=(), quantities=(),
    )  # fmt: skip
    return replace(entry, statement=empty, missing=ANSWERS)


def _read_statement(record: Mapping[str, Any]) -> AnnotatedStatement:
    lists = {
        "sources": tuple((start, end) for start, end in record["sources"]),
        "also": tuple(record["also"]),
        "publics": tuple(record["publics"]),
        "public_spans": tuple(PublicSpan(**span) for span in record["public_spans"]),
        "quantities": tuple(Quantity(**quantity) for quantity in record["quantities"]),
    }
    return AnnotatedStatement(**{**record, **lists})
