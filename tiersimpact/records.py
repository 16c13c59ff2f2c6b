"""What tiersimpact finds, as plain frozen records; ``to_dict`` gives the published field order."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


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

    def to_dict(self) -> dict[str, Any]:
        """Return the record as a dict, in the published field order."""
        return asdict(self)


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
        return asdict(self)
