"""What an annotation tool shows of a statement and lets change: choices, and spans with a label.

Everything else travels beside it, as the statement's record. On the way back a statement whose choices and spans are as
they were sent is the one that was sent, whole; otherwise what the tool shows replaces its part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.corpus.checking import POLARITIES, Checker, check_records
from tiersimpact.corpus.fields import Fault, suggest
from tiersimpact.corpus.labels import OUTSIDE_LABEL, POLARITY_LABELS
from tiersimpact.grid import Grid
from tiersimpact.quantity import find_quantities
from tiersimpact.records import PublicSpan, Quantity

# No id of a grid is written like the last two.
OUTSIDE = "hors_grille"
QUANTITY = "QUANTITE"
_POLARITY = "polarite:"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a tool shows of a statement.

    Attributes
    ----------
    choices : tuple of str
        The category, further accepted ones, and the polarity.
    spans : tuple of (int, int, str)
        Half-open offsets in the text, in code points, and the id of a public or `QUANTITY`.
    category : str or None
        Which of the choices is the category, where the tool tells it from the others.
    """

    choices: tuple[str, ...]
    spans: tuple[tuple[int, int, str], ...]
    category: str | None = None

    @classmethod
    def of(cls, statement: AnnotatedStatement) -> Answers:
        """Show a statement."""
        categories = (statement.category or OUTSIDE, *statement.also)
        publics = [(span.start, span.end, span.public) for span in statement.public_spans]
        quantities = [(quantity.start, quantity.end, QUANTITY) for quantity in statement.quantities]
        choices = (*categories, polarity_choice(statement.polarity))
        return cls(choices, (*publics, *quantities), categories[0])

    def same(self, other: Answers) -> bool:
        """Whether both say the same, in any order: tools sort."""
        return (
            set(self.choices) == set(other.choices)
            and sorted(self.spans) == sorted(other.spans)
            and (None in (self.category, other.category) or self.category == other.category)
        )


@dataclass(frozen=True, slots=True)
class Task:
    """A statement as it comes back from a tool.

    Attributes
    ----------
    where : str
        Its place, for messages.
    record : mapping
        The statement that was sent.
    text : str
        The text that the tool has.
    answers : Answers or None
        What it shows now; None when nobody looked.
    annotator : str or None
        Who answered, when the tool says so.
    """

    where: str
    record: Mapping[str, Any]
    text: Any
    answers: Answers | None
    annotator: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.record, Mapping):
            raise TypeError("no record of a statement")


def polarity_choice(polarity: str) -> str:
    """Name a polarity among the choices.

    >>> polarity_choice("positive")
    'polarite:positive'
    """
    return f"{_POLARITY}{polarity}"


def choice_labels(grid: Grid) -> dict[str, str]:
    """List all choices with what a person reads, categories first."""
    categories = {category.id: category.label for category in grid.categories.values()}
    return categories | {OUTSIDE: OUTSIDE_LABEL} | {polarity_choice(p): label for p, label in POLARITY_LABELS.items()}


def span_labels(grid: Grid) -> dict[str, str]:
    """List all labels of spans with what a person reads."""
    return {public.id: public.label for public in grid.publics} | {QUANTITY: "Quantité"}


def restore(tasks: Sequence[Task], grid: Grid) -> list[AnnotatedStatement]:
    """Make statements of what comes back from a tool.

    Raises
    ------
    CorpusError
        If a task does not carry its statement, or its text or answers make none.
    """
    sent = check_records(((task.where, task.record) for task in tasks), Checker(grid))
    return [_updated(statement, task, grid) for statement, task in zip(sent, tasks, strict=True)]


def _updated(statement: AnnotatedStatement, task: Task, grid: Grid) -> AnnotatedStatement:
    try:
        if task.text != statement.text:
            raise Fault("the text is not the one that was sent", "Change labels alone, and send changed texts anew.")
        if task.answers is None or task.answers.same(Answers.of(statement)):
            return statement
        return _answered(statement, task.answers, task.annotator, grid)
    except Fault as fault:
        raise fault.at(task.where) from None


def _answered(statement: AnnotatedStatement, answers: Answers, annotator: str | None, grid: Grid) -> AnnotatedStatement:
    category, also = _categories(statement, answers, grid)
    spans = _public_spans(statement, answers.spans, grid)
    named = {span.public for span in spans} | (
        set(statement.publics) - {span.public for span in statement.public_spans}
    )
    return replace(
        statement,
        family=None if category is None else grid.family_of[category],
        category=category,
        also=also,
        polarity=_polarity(answers.choices),
        publics=tuple(public for public in grid.public_types if public in named),
        public_spans=spans,
        quantities=_quantities(statement, answers.spans),
        annotator=annotator or statement.annotator,
        decided_at=None,  # when the tool's user decided is not known
    )


def _categories(statement: AnnotatedStatement, answers: Answers, grid: Grid) -> tuple[str | None, tuple[str, ...]]:
    """Tell the category from the others: as the tool does, else the one that was sent while it is chosen."""
    chosen = [choice for choice in answers.choices if not choice.startswith(_POLARITY)]
    for choice in chosen:
        if choice != OUTSIDE and choice not in grid.categories:
            raise Fault(f"choice '{choice}' is not in the grid", suggest(choice, [*grid.categories, OUTSIDE]))
    if not chosen:
        raise Fault("no category is chosen", f"Choose one, or '{OUTSIDE}'.")
    sent = statement.category or OUTSIDE
    category = answers.category or (sent if sent in chosen else chosen[0])
    others = dict.fromkeys([*(name for name in statement.also if name in chosen), *chosen])
    also = tuple(name for name in others if name != category)
    if OUTSIDE in also:
        raise Fault(f"'{OUTSIDE}' is chosen beside category '{category}'", "Choose one of the two.")
    return (None if category == OUTSIDE else category), also


def _polarity(choices: Iterable[str]) -> str:
    chosen = [choice.removeprefix(_POLARITY) for choice in choices if choice.startswith(_POLARITY)]
    if len(chosen) != 1 or chosen[0] not in POLARITIES:
        raise Fault(f"the polarity is {chosen or 'not chosen'}", f"Choose one of: {', '.join(POLARITIES)}.")
    return chosen[0]


def _public_spans(
    statement: AnnotatedStatement, spans: Iterable[tuple[int, int, str]], grid: Grid
) -> tuple[PublicSpan, ...]:
    found = []
    for start, end, label in spans:
        if not 0 <= start < end <= len(statement.text):
            raise Fault(f"span {start}-{end} lies outside the text", "Mark the words again.")
        if label in grid.public_types:
            found.append(PublicSpan(label, statement.text[start:end], start, end))
        elif label != QUANTITY:
            raise Fault(f"label '{label}' is not in the grid", suggest(label, [*grid.public_types, QUANTITY]))
    return tuple(sorted(found, key=lambda span: (span.start, span.end)))


def _quantities(statement: AnnotatedStatement, spans: Iterable[tuple[int, int, str]]) -> tuple[Quantity, ...]:
    """Keep the quantities that are still marked; read what is newly marked."""
    marked = sorted({(start, end) for start, end, label in spans if label == QUANTITY})
    kept = {place: [one for one in statement.quantities if (one.start, one.end) == place] for place in marked}
    return tuple(one for place in marked for one in kept[place] or [_read_quantity(statement.text, *place)])


def _read_quantity(text: str, start: int, end: int) -> Quantity:
    """Say what the words count; a vague quantity where nothing can be read in them."""
    for found in (*find_quantities(text), *find_quantities(text[start:end])):
        if found.text == text[start:end]:
            return replace(found, start=start, end=end)
    return Quantity(text[start:end], start, end, None, None, "approx", None, None, None, "count")
