"""What one report says: its effects, its figures and its quantities, ready to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tiersimpact.showing import category_colour, figure_in_french

from .counting import Count, count_polarities
from .entries import OUTSIDE, Entry, list_entries

if TYPE_CHECKING:
    from tiersimpact.analysis import Analysis
    from tiersimpact.grid import Category, Grid
    from tiersimpact.questionnaire import Answer, CategoryAnswers
    from tiersimpact.records import Quantity

# The order in which kinds of quantity are printed.
KINDS = (
    "count", "frequency", "percentage", "fraction", "money", "duration", "age", "area", "length", "mass", "comparison",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Effect:
    """What a report says in one category.

    Attributes
    ----------
    label, colour : str
        The category's label and CSS class.
    counts : tuple of Count
        Its statements; empty when the report says nothing of it.
    n_words : int
        How many of them are there for their words alone.
    filter : str
        Fields of the page's filter that show them, as in an address.
    direction : str or None
        Where the effect goes, by the standard sentences.
    intensity : int or None
        How strong it was judged.
    slots : list of (str, list of (str, str))
        Label of a slot, then its answers, each with its polarity.
    """

    label: str
    colour: str
    counts: tuple[Count, ...]
    n_words: int
    filter: str
    direction: str | None
    intensity: int | None
    slots: list[tuple[str, list[tuple[str, str]]]]

    @property
    def n_review(self) -> int:
        """How many statements a reader should look at."""
        return sum(count.n_review for count in self.counts)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number about the reading of a report, with the filter that shows what it counts."""

    label: str
    value: int
    filter: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity of a report.

    Attributes
    ----------
    entry : Entry
        The statement that gives it.
    quantity : Quantity
        The quantity itself; its offsets count in the statement's text.
    figure : str
        What was understood; empty when the words are vague.
    public : str
        Label of the public that it counts, or nothing.
    """

    entry: Entry
    quantity: Quantity
    figure: str
    public: str

    @property
    def checks(self) -> tuple[str, ...]:
        """Those of its statement; it is vague for itself only."""
        return tuple(check for check in self.entry.checks if check != "vague" or not self.figure)


@dataclass(frozen=True, slots=True)
class Place:
    """What one report says.

    Attributes
    ----------
    anchor, name : str
        Where it stands on the page, and the report's name.
    entries : list of Entry
        Its statements.
    families : list of (str, list of Effect)
        Label of a family, then its effects.
    directions : dict of str to str
        Category id → where the effect goes, by the standard sentences.
    figures : list of Figure
        How it was read.
    measures : list of Measure
        Its quantities.
    keywords : tuple of str
        Its hashtags.
    """

    anchor: str
    name: str
    entries: list[Entry]
    families: list[tuple[str, list[Effect]]]
    directions: dict[str, str]
    figures: list[Figure]
    measures: list[Measure]
    keywords: tuple[str, ...]


def describe_place(anchor: str, analysis: Analysis) -> Place:
    """Gather what one report says.

    Parameters
    ----------
    anchor : str
        Where it shall stand on the page.
    analysis : Analysis
        Findings of the report.

    Returns
    -------
    Place
        Ready to print.
    """
    grid, answers = analysis.grid, analysis.answers
    entries = list(list_entries(anchor, analysis))
    measures = list(_measures(entries, grid))
    families = [
        (
            family.label,
            [
                _effect(anchor, category, entries, answers.questionnaire.get(category.id), grid)
                for category in family.categories
            ],
        )
        for family in grid.families
    ]
    directions = {name: each.direction for name, each in answers.questionnaire.items() if each.direction}
    figures = _figures(anchor, entries, measures)
    return Place(anchor, analysis.report, entries, families, directions, figures, measures, answers.keywords)


def _effect(
    place: str, category: Category, entries: list[Entry], answers: CategoryAnswers | None, grid: Grid
) -> Effect:
    found = [entry for entry in entries if entry.category == category.id]
    labels = {slot.id: slot.label for slot in grid.slots}
    slots = answers.slots if answers else {}
    return Effect(
        label=category.label,
        colour=category_colour(category.id, grid),
        counts=count_polarities(found),
        n_words=sum(entry.by_words_only for entry in found),
        filter=urlencode({"place": place, "category": category.id}),
        direction=answers.direction if answers else None,
        intensity=answers.intensity.value if answers and answers.intensity else None,
        slots=[(labels.get(slot, slot), [_printed(answer, grid) for answer in given]) for slot, given in slots.items()],
    )


def _printed(answer: Answer, grid: Grid) -> tuple[str, str]:
    """An answer's words and polarity; a public goes by its label."""
    public = grid.public_types.get(answer.value) if answer.known else None
    return public.label if public else answer.value, answer.polarity


def _figures(place: str, entries: list[Entry], measures: list[Measure]) -> list[Figure]:
    """Say how a report was read, doubts included."""
    outside = sum(entry.category == OUTSIDE for entry in entries)
    counts = [
        ("énoncés", len(entries), {}),
        ("hors grille", outside, {"category": OUTSIDE}),
        ("à relire", sum(entry.needs_review for entry in entries), {"check": "review"}),
        ("classés d'après leurs mots seuls", sum(entry.by_words_only for entry in entries), {"check": "words"}),
        ("quantités", len(measures), {"check": "quantity"}),
        ("quantités sans chiffre", sum(not measure.figure for measure in measures), {"check": "vague"}),
    ]
    return [Figure(label, count, urlencode({"place": place, **fields})) for label, count, fields in counts]


def _measures(entries: list[Entry], grid: Grid) -> Iterator[Measure]:
    for entry in entries:
        for quantity in entry.card.statement.quantities:
            public = grid.public_types[quantity.public].label if quantity.public else ""
            yield Measure(entry, quantity, figure_in_french(quantity), public)


def sort_measures(measures: list[Measure]) -> list[tuple[str, list[Measure]]]:
    """Put together what can be compared: by kind, then unit, the greatest first, vague words last.

    Parameters
    ----------
    measures : list of Measure
        Quantities of any reports.

    Returns
    -------
    list of (str, list of Measure)
        Kind of quantity, then its quantities; kinds without any are left out.
    """

    def key(measure: Measure) -> tuple[str, str, bool, float]:
        quantity = measure.quantity
        value = quantity.value if quantity.value is not None else 0
        return (quantity.unit or "").casefold(), quantity.per or "", not measure.figure, -value

    by_kind = [(kind, [each for each in measures if each.quantity.kind == kind]) for kind in KINDS]
    return [(kind, sorted(found, key=key)) for kind, found in by_kind if found]
