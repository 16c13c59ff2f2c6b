"""Check a whole record against the format and the grid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from typing import Any, get_args

from tiersimpact.grid import Grid
from tiersimpact.grid.schema import Polarity
from tiersimpact.records import PublicSpan, Quantity, Statement

from .fields import (
    Fault,
    check_fields,
    distinct,
    field_faults,
    grid_id,
    items,
    moment,
    number,
    objects,
    offsets,
    one_of,
    show,
    source,
    stretch,
    string,
    string_or_none,
    truth,
)
from .records import FIELDS, REMARKS, AnnotatedStatement

KINDS = ("formula", "verbatim", "keyword")
POLARITIES: tuple[str, ...] = get_args(Polarity)
QUALIFIERS = ("exact", "approx", "min", "max", "range", "change")
QUANTITY_KINDS = (
    "count", "frequency", "duration", "age", "percentage", "fraction", "money", "area", "length", "mass", "comparison",
)  # fmt: skip

# What a reader need not write: derived from the category, or empty.
_OPTIONAL = {"family", "also", "heading", *REMARKS}
# What `tiersimpact analyze` writes and no reader decides: accepted, so that its output can be annotated, and left out.
_MACHINE = {field.name for field in fields(Statement)} - set(FIELDS)
_SPAN_FIELDS = tuple(field.name for field in fields(PublicSpan))
_QUANTITY_FIELDS = tuple(field.name for field in fields(Quantity))
_QUANTITY_OPTIONAL = {field.name for field in fields(Quantity) if field.default is not MISSING} | {"unit_text"}


def check_records(records: Iterable[tuple[str, Mapping[str, Any]]], checker: Checker) -> Iterator[AnnotatedStatement]:
    """Make statements of records.

    Parameters
    ----------
    records : iterable of (str, mapping)
        Where each record stands, for messages, and the record.
    checker : Checker
        What they are checked by.

    Yields
    ------
    AnnotatedStatement
        In the same order.

    Raises
    ------
    CorpusError
        If a record breaks the format, names an id that the grid does not have, or has the id of another.
    """
    ids = Ids()
    for where, record in records:
        try:
            statement = checker.statement(record)
            ids.add(statement.id, where)
        except Fault as fault:
            raise fault.at(where) from None
        yield statement


class Ids:
    """Remembers where ids stand, to refuse one that is used twice."""

    def __init__(self) -> None:
        self._places: dict[str, str] = {}

    def add(self, name: str, where: str) -> None:
        """Note where an id stands."""
        first = self._places.setdefault(name, where)
        if first != where:
            raise Fault(f"id '{name}' is used twice", f"It is first used at {first}.")


class Checker:
    """Makes statements of JSON objects that keep the format and the grid.

    Parameters
    ----------
    grid : Grid
        Grid whose ids the statements use.
    older_categories, older_publics : iterable of str, default=()
        Further ids that they may use.
    """

    def __init__(self, grid: Grid, *, older_categories: Iterable[str] = (), older_publics: Iterable[str] = ()) -> None:
        self._categories = (*grid.categories, *older_categories)
        self._publics = (*grid.public_types, *older_publics)
        self._family_of = grid.family_of
        self._checks: dict[str, Callable[[Mapping[str, Any]], Any]] = {
            "report": lambda record: string(record, "report"),
            "id": lambda record: string(record, "id"),
            "text": lambda record: string(record, "text"),
            "start": lambda record: offsets(record["start"], record["end"], "start and end")[0],
            "end": lambda record: record["end"],  # checked with start
            "sources": lambda record: tuple(source(pair) for pair in items(record, "sources")),
            "kind": lambda record: one_of(record["kind"], "kind", KINDS),
            "family": self._family,
            "category": lambda record: self._category(record, "category"),
            "also": self._also,
            "heading": lambda record: self._category(record, "heading"),
            "polarity": lambda record: one_of(record["polarity"], "polarity", POLARITIES),
            "publics": lambda record: tuple(self._public(name) for name in distinct(record, "publics")),
            "public_spans": self._spans,
            "quantities": lambda record: tuple(self._quantity(record, item) for item in objects(record, "quantities")),
            "annotator": lambda record: string(record, "annotator"),
            "status": lambda record: string(record, "status"),
            "decided_at": lambda record: moment(record, "decided_at"),
            "note": lambda record: string_or_none(record, "note"),
            "flagged": lambda record: truth(record, "flagged"),
        }

    def statement(self, record: Mapping[str, Any]) -> AnnotatedStatement:
        """Make a statement of a record, or raise its first fault."""
        values, faults = self._check(record)
        if faults:
            raise faults[0]
        return AnnotatedStatement(**values)

    def faults(self, record: Mapping[str, Any]) -> list[Fault]:
        """List the first fault of every field."""
        return self._check(record)[1]

    def _check(self, record: Mapping[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
        values: dict[str, Any] = {}
        faults = list(field_faults(record, FIELDS, optional=_OPTIONAL, ignored=_MACHINE))
        if faults:
            return values, faults
        for name, check in self._checks.items():
            try:
                values[name] = check(record)
            except Fault as fault:
                faults.append(fault)
            except RecursionError:  # of brackets that the parser just could follow, the message is one too many
                faults.append(Fault(f"{name} is nested too deeply", "Take the surplus brackets out."))
        return values, faults

    def _category(self, record: Mapping[str, Any], name: str) -> str | None:
        value = record.get(name)
        return None if value is None else grid_id(value, name, self._categories)

    def _public(self, value: Any) -> str:
        return grid_id(value, "public", self._publics)

    def _family(self, record: Mapping[str, Any]) -> str | None:
        category = record["category"]
        if category is not None and category not in self._categories:
            return None  # category's own check says so
        family = self._family_of.get(category)
        if record.get("family", family) != family:
            problem = f"family {show(record['family'])} does not hold category {show(category)}"
            raise Fault(problem, f"Write {show(family)}, or leave the field out.")
        return family

    def _also(self, record: Mapping[str, Any]) -> tuple[str, ...]:
        also = tuple(grid_id(name, "also", self._categories) for name in distinct(record, "also"))
        if record["category"] in also:
            raise Fault(f"also repeats the category '{record['category']}'", "Name only other categories there.")
        return also

    def _spans(self, record: Mapping[str, Any]) -> tuple[PublicSpan, ...]:
        spans = tuple(self._span(record, item) for item in objects(record, "public_spans"))
        for span in spans:
            if span.public not in items(record, "publics"):
                raise Fault(f"public '{span.public}' has a span but is not in publics", "Add it to publics.")
        return spans

    def _span(self, record: Mapping[str, Any], item: Mapping[str, Any]) -> PublicSpan:
        check_fields(item, _SPAN_FIELDS, within="public_spans")
        start, end = stretch(string(record, "text"), item, "public span")
        return PublicSpan(self._public(item["public"]), item["text"], start, end)

    def _quantity(self, record: Mapping[str, Any], item: Mapping[str, Any]) -> Quantity:
        check_fields(item, _QUANTITY_FIELDS, optional=_QUANTITY_OPTIONAL, within="quantities")
        start, end = stretch(string(record, "text"), item, "quantity")
        qualifier = one_of(item["qualifier"], "qualifier", QUALIFIERS)
        value_max = number(item, "value_max")
        if value_max is not None and qualifier not in ("range", "change"):
            problem = f"quantity '{item['text']}' has a value_max but its qualifier is '{qualifier}'"
            raise Fault(problem, "Set value_max to null, or the qualifier to 'range' or 'change'.")
        public = item.get("public")
        return Quantity(
            text=item["text"],
            start=start,
            end=end,
            value=number(item, "value"),
            value_max=value_max,
            qualifier=qualifier,
            unit=string_or_none(item, "unit"),
            unit_text=string_or_none(item, "unit_text"),
            per=string_or_none(item, "per"),
            kind=one_of(item["kind"], "quantity kind", QUANTITY_KINDS),
            public=None if public is None else self._public(public),
            when=string_or_none(item, "when"),
            part_of=string_or_none(item, "part_of"),
        )
