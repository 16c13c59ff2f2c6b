"""An annotated statement: what a reader decided about a statement, by whom and how far."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from tiersimpact.records import PublicSpan, Quantity


@dataclass(frozen=True, slots=True)
class AnnotatedStatement:
    """A statement as a reader understood it.

    Attributes
    ----------
    report : str
        Name of the report.
    id : str
        ``report:number``, unique in a corpus.
    text : str
        What a reader would quote; public spans and quantities count in it.
    start, end : int
        Half-open offsets in the clean text.
    sources : tuple of (int, int)
        Half-open offsets in the raw text of everything the statement is made of.
    kind : str
        ``formula`` (standard sentence), ``verbatim`` (free comment) or ``keyword``.
    family, category : str or None
        Where the grid files it; None when it belongs nowhere.
    also : tuple of str
        Categories that a reader would accept as well.
    heading : str or None
        Category that the printed heading names.
    polarity : str
        ``positive``, ``negative``, ``neutral`` or ``mixed``.
    publics : tuple of str
        Ids of the public types named.
    public_spans : tuple of PublicSpan
        Where they are named.
    quantities : tuple of Quantity
        Numbers and what they count.
    annotator : str
        Who decided.
    status : str
        How far the decision has come (``gold`` in our own corpus).
    decided_at : str or None
        When it was decided: ISO 8601, UTC (``2026-03-01T14:05:09Z``).
    note : str or None
        What the annotator remarks.
    flagged : bool
        Whether the annotator asks others to look.
    """

    report: str
    id: str
    text: str
    start: int
    end: int
    sources: tuple[tuple[int, int], ...]
    kind: str
    family: str | None
    category: str | None
    also: tuple[str, ...]
    heading: str | None
    polarity: str
    publics: tuple[str, ...]
    public_spans: tuple[PublicSpan, ...]
    quantities: tuple[Quantity, ...]
    annotator: str
    status: str
    decided_at: str | None = None
    note: str | None = None
    flagged: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the record as a dict ready for JSON, in the published field order; remarks only when there are."""
        record: dict[str, Any] = {name: getattr(self, name) for name in FIELDS}
        for name in REMARKS:
            if not record[name]:
                del record[name]
        record["sources"] = [list(source) for source in self.sources]
        record["also"] = list(self.also)
        record["publics"] = list(self.publics)
        record["public_spans"] = [span.to_dict() for span in self.public_spans]
        record["quantities"] = [quantity.to_dict() for quantity in self.quantities]
        return record


FIELDS = tuple(field.name for field in fields(AnnotatedStatement))
# What an annotator may add to a decision; written only when it is there.
REMARKS = ("decided_at", "note", "flagged")

# Status of a statement that a reader has to decide anew.
TO_REVIEW = "to_review"
