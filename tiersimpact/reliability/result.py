"""How far annotators agree, as a record that prints as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_HEADS = {
    "kappa": "Cohen's kappa", "alpha": "Krippendorff's alpha", "same": "same answer",
    "exact": "F1, same bounds", "overlapping": "F1, overlapping",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure with its interval.

    Attributes
    ----------
    value : float
        The measure; not a number where it says nothing.
    low, high : float
        95 % bootstrap interval over reports; not a number with a single report.
    """

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        if isnan(self.value):
            return "–"
        return f"{self.value:.2f}" if isnan(self.low) else f"{self.value:.2f} [{self.low:.2f}, {self.high:.2f}]"


@dataclass(frozen=True, slots=True)
class Row:
    """What was compared.

    Attributes
    ----------
    field : str
        A field of the statements, or the id of a public.
    count : int
        Statements, or spans of all annotators, that were compared.
    measures : dict of str to Estimate
        For answers ``kappa`` (mean over pairs of annotators), ``alpha`` and ``same`` (share of pairs of answers);
        for spans ``exact`` and ``overlapping`` (F1).
    """

    field: str
    count: int
    measures: dict[str, Estimate]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far annotators agree.

    Attributes
    ----------
    annotators : tuple of str
        Their names.
    reports, statements : int
        What at least two of them read.
    alone : dict of str to int
        For each annotator, statements at whose place no other has any.
    fields : tuple of Row
        Category, polarity, kind and each public.
    spans : tuple of Row
        Bounds of statements, of publics and of quantities.
    """

    annotators: tuple[str, ...]
    reports: int
    statements: int
    alone: dict[str, int]
    fields: tuple[Row, ...]
    spans: tuple[Row, ...]

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"{' / '.join(self.annotators)}: {self.statements} statements of {self.reports} reports"
        if any(self.alone.values()):
            yield f"read by one alone: {', '.join(f'{name} {count}' for name, count in self.alone.items() if count)}"
        for title, rows in (("field", self.fields), ("spans", self.spans)):
            yield ""
            yield f"{title:28}{'compared':>8}" + "".join(f"{_HEADS[name]:>22}" for name in rows[0].measures)
            for row in rows:
                yield f"{row.field:28}{row.count:8}" + "".join(f"{cell!s:>22}" for cell in row.measures.values())

    def to_frame(self) -> pd.DataFrame:
        """Put the measures into a table.

        Returns
        -------
        pandas.DataFrame
            A row for each field and measure: ``field``, ``measure``, ``value``, ``low``, ``high``, ``compared``.
        """
        import pandas as pd

        rows = [
            (row.field, name, measure.value, measure.low, measure.high, row.count)
            for row in (*self.fields, *self.spans)
            for name, measure in row.measures.items()
        ]
        return pd.DataFrame(rows, columns=["field", "measure", "value", "low", "high", "compared"])
