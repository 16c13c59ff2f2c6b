"""What tiersimpact finds, as plain frozen records; ``to_dict`` gives the published field order."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from .classifier.explaining import Explanation
    from .reading import Source

    Explainer = Callable[["Statement"], Explanation]

# What a statement carries along to answer questions about itself; no part of the record.
_UNPUBLISHED = ("origin", "explainer")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts.

    Attributes
    ----------
    text : str
        The words, from the qualifier to the counted noun.
    start, end : int
        Half-open offsets of `text` in the text it was read from.
    value : float or None
        The number; None for vague words (« quelques »). Percentages are 0-100, fractions 0-1.
    value_max : float or None
        Upper bound of a range, or the figure after a change.
    qualifier : str
        ``exact``, ``approx``, ``min``, ``max``, ``range`` or ``change``.
    unit : str or None
        Singular of the counted noun without inclusive writing, or the measure (``%``, ``€``, ``heure``…).
    unit_text : str or None
        The unit as written.
    per : str or None
        Period or item of a rate (``mois``, ``semaine``, ``étage``…).
    kind : str
        ``count``, ``frequency``, ``duration``, ``age``, ``percentage``, ``fraction``, ``money``, ``area``,
        ``length``, ``mass`` or ``comparison``.
    public : str or None
        Id of the public type when the counted noun is one.
    when : str or None
        The year the quantity is said of, as written.
    part_of : str or None
        Text of the quantity this one is part of (« dont 5 structures »).
    """

    text: str
    start: int
    end: int
    value: float | None
    value_max: float | None
    qualifier: str
    unit: str | None
    unit_text: str | None
    per: str | None
    kind: str
    public: str | None = None
    when: str | None = None
    part_of: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the record as a dict, in the published field order."""
        return dict(zip(_QUANTITY_FIELDS, _QUANTITY_VALUES(self), strict=True))


@dataclass(frozen=True, slots=True)
class PublicSpan:
    """A mention of a public type.

    Attributes
    ----------
    public : str
        Id of the public type in the grid.
    text : str
        The words.
    start, end : int
        Half-open offsets of `text` in the text it was read from.
    """

    public: str
    text: str
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        """Return the record as a dict, in the published field order."""
        return {"public": self.public, "text": self.text, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Statement:
    """One assertion that a reader would quote, with everything found in it.

    Attributes
    ----------
    report : str
        Name of the report.
    id : str
        ``report:number``, unique within a batch of reports of different names.
    text : str
        What a reader would quote; public spans and quantities count in it.
    start, end : int
        Half-open offsets in the clean text.
    sources : tuple of (int, int)
        Half-open offsets in the raw text of everything the statement is made of.
    kind : str
        ``formula`` (standard sentence), ``verbatim`` (free comment) or ``keyword``.
    family, category : str or None
        Where the grid files it; None when it belongs nowhere or nothing tells.
    category_score : float or None
        Calibrated probability of `category`, 0-1; None when no classifier was asked.
    category_scores : dict of str to float
        The three likeliest categories, likeliest first; empty when no classifier was asked.
    category_source : str or None
        What decided: ``heading``, ``text`` or ``both``.
    needs_review : bool
        Whether a reader should look.
    warnings : tuple of str
        What disagreed, was missing or was put back in order.
    polarity : str
        ``positive``, ``negative``, ``neutral`` or ``mixed``.
    publics : tuple of str
        Ids of the public types named, in the grid's order.
    public_spans : tuple of PublicSpan
        Where they are named.
    quantities : tuple of Quantity
        Numbers and what they count.
    lead_in : str or None
        The sentence that introduces the list it is an item of.
    interleaved : bool
        Whether its pieces had been torn apart or displaced in the raw text.
    heading : str or None
        Category that the heading above it says; it may be wrong in text torn apart.
    origin : Source or None
        The report it was read in, so that it can be shown there; no part of the published record.
    explainer : callable or None
        Answers `explain`; no part of the published record.
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
    category_score: float | None
    category_scores: dict[str, float]
    category_source: str | None
    needs_review: bool
    warnings: tuple[str, ...]
    polarity: str
    publics: tuple[str, ...]
    public_spans: tuple[PublicSpan, ...]
    quantities: tuple[Quantity, ...]
    lead_in: str | None = None
    interleaved: bool = False
    heading: str | None = None
    origin: Source | None = field(default=None, repr=False, compare=False)
    explainer: Explainer | None = field(default=None, repr=False, compare=False)

    def explain(self) -> Explanation:
        """Say why the statement has its category: what the heading said, and the words that weighed most.

        Returns
        -------
        Explanation
            Readable when printed.

        Raises
        ------
        ValueError
            If the statement does not come from `tiersimpact.analyze`.
        """
        if self.explainer is None:
            raise ValueError("this statement was not read by tiersimpact.analyze, so nothing is known of its reasons")
        return self.explainer(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the record as a dict ready for JSON, in the published field order."""
        record = dict(zip(_STATEMENT_FIELDS, _STATEMENT_VALUES(self), strict=True))
        record["sources"] = [list(source) for source in self.sources]
        record["warnings"] = list(self.warnings)
        record["publics"] = list(self.publics)
        record["public_spans"] = [span.to_dict() for span in self.public_spans]
        record["quantities"] = [quantity.to_dict() for quantity in self.quantities]
        return record


# Published fields in their order, read all at once: records are written by the thousand.
_QUANTITY_FIELDS = tuple(Quantity.__dataclass_fields__)
_QUANTITY_VALUES = attrgetter(*_QUANTITY_FIELDS)
_STATEMENT_FIELDS = tuple(name for name in Statement.__dataclass_fields__ if name not in _UNPUBLISHED)
_STATEMENT_VALUES = attrgetter(*_STATEMENT_FIELDS)
