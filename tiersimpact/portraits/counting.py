"""Counts of statements: by polarity, and in tables of two axes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from .entries import AXES, Entry

# The order in which counts are printed.
POLARITIES = ("positive", "mixed", "neutral", "negative")
# Darkest tint of a table's cells; each one stands for twice as many statements as the one before.
DARKEST = 4


@dataclass(frozen=True, slots=True)
class Count:
    """Statements of one polarity.

    Attributes
    ----------
    polarity : str
        What they say.
    total : int
        How many there are.
    n_review : int
        How many of them a reader should look at.
    """

    polarity: str
    total: int
    n_review: int


@dataclass(frozen=True, slots=True)
class Cell:
    """The statements where a row and a column meet.

    Attributes
    ----------
    column : str
        Label of the column.
    counts : tuple of Count
        By polarity, empty ones left out.
    filter : str
        Fields of the page's filter that show these statements, as in an address.
    """

    column: str
    counts: tuple[Count, ...]
    filter: str

    @property
    def level(self) -> int:
        """How dark the cell is, from 0 when it is empty."""
        return min(DARKEST, sum(count.total for count in self.counts).bit_length())


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of counts."""

    label: str
    cells: tuple[Cell, ...]


def count_polarities(entries: Iterable[Entry]) -> tuple[Count, ...]:
    """Count statements by polarity.

    Parameters
    ----------
    entries : iterable of Entry
        Any statements.

    Returns
    -------
    tuple of Count
        Polarities that occur.
    """
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.card.statement.polarity].append(entry)
    return tuple(
        Count(polarity, len(found[polarity]), sum(entry.needs_review for entry in found[polarity]))
        for polarity in POLARITIES
        if polarity in found
    )


def tabulate(
    entries: Iterable[Entry], rows: tuple[str, Mapping[str, str]], columns: tuple[str, Mapping[str, str]]
) -> list[Row]:
    """Count statements in a table; one that names two publics is counted in both.

    Parameters
    ----------
    entries : iterable of Entry
        Any statements.
    rows, columns : (str, mapping of str to str)
        Axis, then id → label of what is shown of it.

    Returns
    -------
    list of Row
        As many as `rows` has labels.
    """
    (down, row_labels), (across, column_labels) = rows, columns
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        for row in AXES[down](entry):
            for column in AXES[across](entry):
                found[row, column].append(entry)
    return [
        Row(
            label,
            tuple(
                Cell(name, count_polarities(found.get((row, column), ())), urlencode({down: row, across: column}))
                for column, name in column_labels.items()
            ),
        )
        for row, label in row_labels.items()
    ]


def occurring(entries: Sequence[Entry], axis: str) -> set[str]:
    """Ids of an axis that statements stand at."""
    return {value for entry in entries for value in AXES[axis](entry)}
