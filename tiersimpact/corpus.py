"""An annotated corpus: JSON lines come in checked, statements go out, and the way back; splits are by report."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import datetime, timedelta
from difflib import get_close_matches
from math import inf
from pathlib import Path
from typing import Any, NoReturn, get_args

from .errors import CorpusError
from .files import written_aside
from .grid import Grid, load_grid
from .grid.schema import Polarity
from .records import PublicSpan, Quantity, Statement


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
        record: dict[str, Any] = {name: getattr(self, name) for name in _FIELDS}
        for name in _REMARKS:
            if not record[name]:
                del record[name]
        record["sources"] = [list(source) for source in self.sources]
        record["also"] = list(self.also)
        record["publics"] = list(self.publics)
        record["public_spans"] = [span.to_dict() for span in self.public_spans]
        record["quantities"] = [quantity.to_dict() for quantity in self.quantities]
        return record


_KINDS = ("formula", "verbatim", "keyword")
_POLARITIES: tuple[str, ...] = get_args(Polarity)
_QUALIFIERS = ("exact", "approx", "min", "max", "range", "change")
_QUANTITY_KINDS = (
    "count", "frequency", "duration", "age", "percentage", "fraction", "money", "area", "length", "mass", "comparison",
)  # fmt: skip

_FIELDS = tuple(field.name for field in fields(AnnotatedStatement))
# What an annotator may add to a decision; written only when it is there.
_REMARKS = ("decided_at", "note", "flagged")
# What a reader need not write: derived from the category, or empty.
_OPTIONAL = {"family", "also", "heading", *_REMARKS}
# What `tiersimpact analyze` writes and no reader decides: accepted, so that its output can be annotated, and left out.
_MACHINE = {field.name for field in fields(Statement)} - set(_FIELDS)
_SPAN_FIELDS = tuple(field.name for field in fields(PublicSpan))
_QUANTITY_FIELDS = tuple(field.name for field in fields(Quantity))
_QUANTITY_OPTIONAL = {field.name for field in fields(Quantity) if field.default is not MISSING} | {"unit_text"}
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def load_corpus(paths: str | Path | Iterable[str | Path], *, grid: Grid | None = None) -> list[AnnotatedStatement]:
    """Read and check annotated statements.

    Parameters
    ----------
    paths : path or iterable of paths
        JSONL files, one statement a line, and folders of them (not of their subfolders).
    grid : Grid, optional
        Grid whose ids the statements use; the shipped one by default.

    Returns
    -------
    list of AnnotatedStatement
        In the order of `paths`, files of a folder by name, lines as they stand.

    Raises
    ------
    CorpusError
        If a file cannot be read, or a line breaks the format or names an id that the grid does not have; the
        message says which line, what is wrong and how to mend it.
    """
    checker = _Checker(grid or load_grid())
    statements: list[AnnotatedStatement] = []
    places: dict[str, str] = {}
    for path in _files([paths] if isinstance(paths, str | Path) else paths):
        for number, line in _lines(path):
            where = f"{path}:{number}"
            try:
                statement = checker.statement(_parse(line))
                first = places.setdefault(statement.id, where)
                if first != where:
                    raise _Fault(f"id '{statement.id}' is used twice", f"It is first used at {first}.")
            except _Fault as fault:
                raise CorpusError(where, fault.problem, fault.mend) from fault.__cause__
            statements.append(statement)
    return statements


def write_corpus(statements: Iterable[AnnotatedStatement], path: str | Path) -> None:
    """Write annotated statements, one JSON object a line.

    The file is written aside, then renamed: a reader never sees half of it.

    Parameters
    ----------
    statements : iterable of AnnotatedStatement
        What to write, in this order.
    path : str or Path
        Where to.

    Raises
    ------
    TiersImpactError
        If the file cannot be written.
    """
    with written_aside(Path(path)) as aside, aside.open("w", encoding="utf-8", newline="\n") as file:
        for statement in statements:
            file.write(json.dumps(statement.to_dict(), ensure_ascii=False, allow_nan=False) + "\n")


def split_by_report(
    statements: Sequence[AnnotatedStatement], *, share: float, seed: int
) -> tuple[list[AnnotatedStatement], list[AnnotatedStatement]]:
    """Set whole reports aside.

    Which ones depends on their names and the seed alone, not on the order of the statements.

    Parameters
    ----------
    statements : sequence of AnnotatedStatement
        Statements of at least two reports.
    share : float
        Share of the reports to set aside, between 0 and 1; at least one goes to each side.
    seed : int
        Another seed, another split.

    Returns
    -------
    (list of AnnotatedStatement, list of AnnotatedStatement)
        What stays and what is set aside, each in the given order.

    Raises
    ------
    ValueError
        If `share` is not between 0 and 1, or there are fewer than two reports.
    """
    if not 0 < share < 1:
        raise ValueError(f"share is {share!r}; it must lie between 0 and 1")
    reports = sorted({statement.report for statement in statements}, key=lambda name: _draw(name, seed))
    if len(reports) < 2:
        raise ValueError(f"a split by report needs at least two reports, not {len(reports)}")
    aside = set(reports[: min(max(round(share * len(reports)), 1), len(reports) - 1)])
    return (
        [statement for statement in statements if statement.report not in aside],
        [statement for statement in statements if statement.report in aside],
    )


def _draw(report: str, seed: int) -> tuple[str, str]:
    """Rank a report by a hash, the same on every machine."""
    return hashlib.sha256(f"{seed}:{report}".encode()).hexdigest(), report


class _Fault(Exception):
    """What is wrong with a line, before its place is known."""

    def __init__(self, problem: str, mend: str) -> None:
        self.problem, self.mend = problem, mend


def _files(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Yield the files themselves, folders opened."""
    for path in map(Path, paths):
        if not path.is_dir():
            yield path
            continue
        found = sorted(file for file in path.glob("*.jsonl") if not file.name.startswith("."))
        if not found:
            raise CorpusError(path, "there is no .jsonl file in this folder", "Name the folder that holds the corpus.")
        yield from found


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, with their numbers."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CorpusError(path, f"the corpus cannot be read ({reason})", "Check the path.") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        raise CorpusError(f"{path}:{number}", "not UTF-8 text", "Save the file as UTF-8.") from error
    # Not splitlines(): a text may hold U+2028 and the like.
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        raise CorpusError(path, "there is no statement in this file", "Write one JSON object a line, or remove it.")
    yield from lines


def _parse(line: str) -> dict[str, Any]:
    """Read one line as a JSON object, without a key twice and without what cannot be written again."""
    try:
        record = json.loads(line, object_pairs_hook=_object, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", None) or "a number or a nesting too large"
        column = f" at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
        raise _Fault(f"not valid JSON ({reason}{column})", "Write one whole JSON object a line.") from error
    if not isinstance(record, dict):
        raise _Fault("this line holds no JSON object", "Write one whole JSON object a line.")
    return record


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Fault(f"field '{twice}' is written twice", "Keep one of the two.")
    return record


def _no_constant(name: str) -> NoReturn:
    raise _Fault(f"{name} is no number of JSON", "Write null where a value is unknown.")


class _Checker:
    """Makes statements of JSON objects that keep the format and the grid."""

    def __init__(self, grid: Grid) -> None:
        self.categories = tuple(grid.categories)
        self.publics = tuple(grid.public_types)
        self.family_of = grid.family_of

    def statement(self, record: Mapping[str, Any]) -> AnnotatedStatement:
        """Check everything that one line says."""
        _check_fields(record, _FIELDS, optional=_OPTIONAL, ignored=_MACHINE)
        text = _string(record, "text")
        category = self._category(record, "category")
        publics = tuple(self._public(name) for name in _distinct(record, "publics"))
        spans = tuple(self._span(text, span) for span in _objects(record, "public_spans"))
        for span in spans:
            if span.public not in publics:
                raise _Fault(f"public '{span.public}' has a span but is not in publics", "Add it to publics.")
        start, end = _offsets(record["start"], record["end"], "start and end")
        return AnnotatedStatement(
            report=_string(record, "report"),
            id=_string(record, "id"),
            text=text,
            start=start,
            end=end,
            sources=tuple(_source(pair) for pair in _list(record, "sources")),
            kind=_one_of(record["kind"], "kind", _KINDS),
            family=self._family(record, category),
            category=category,
            also=self._also(record, category),
            heading=self._category(record, "heading"),
            polarity=_one_of(record["polarity"], "polarity", _POLARITIES),
            publics=publics,
            public_spans=spans,
            quantities=tuple(self._quantity(text, item) for item in _objects(record, "quantities")),
            annotator=_string(record, "annotator"),
            status=_string(record, "status"),
            decided_at=_time(record, "decided_at"),
            note=_string_or_none(record, "note"),
            flagged=_flag(record, "flagged"),
        )

    def _category(self, record: Mapping[str, Any], name: str) -> str | None:
        value = record.get(name)
        return None if value is None else _known(value, name, self.categories)

    def _public(self, value: Any) -> str:
        return _known(value, "public", self.publics)

    def _family(self, record: Mapping[str, Any], category: str | None) -> str | None:
        family = None if category is None else self.family_of[category]
        if record.get("family", family) != family:
            problem = f"family {_show(record['family'])} does not hold category {_show(category)}"
            raise _Fault(problem, f"Write {_show(family)}, or leave the field out.")
        return family

    def _also(self, record: Mapping[str, Any], category: str | None) -> tuple[str, ...]:
        also = tuple(_known(name, "also", self.categories) for name in _distinct(record, "also"))
        if category in also:
            raise _Fault(f"also repeats the category '{category}'", "Name only other categories there.")
        return also

    def _span(self, text: str, item: Mapping[str, Any]) -> PublicSpan:
        _check_fields(item, _SPAN_FIELDS, within="public_spans: ")
        start, end = _slice(text, item, "public span")
        return PublicSpan(self._public(item["public"]), text[start:end], start, end)

    def _quantity(self, text: str, item: Mapping[str, Any]) -> Quantity:
        _check_fields(item, _QUANTITY_FIELDS, optional=_QUANTITY_OPTIONAL, within="quantities: ")
        start, end = _slice(text, item, "quantity")
        qualifier = _one_of(item["qualifier"], "qualifier", _QUALIFIERS)
        value_max = _number(item, "value_max")
        if value_max is not None and qualifier not in ("range", "change"):
            problem = f"quantity '{text[start:end]}' has a value_max but its qualifier is '{qualifier}'"
            raise _Fault(problem, "Set value_max to null, or the qualifier to 'range' or 'change'.")
        public = item.get("public")
        return Quantity(
            text=text[start:end],
            start=start,
            end=end,
            value=_number(item, "value"),
            value_max=value_max,
            qualifier=qualifier,
            unit=_string_or_none(item, "unit"),
            unit_text=_string_or_none(item, "unit_text"),
            per=_string_or_none(item, "per"),
            kind=_one_of(item["kind"], "quantity kind", _QUANTITY_KINDS),
            public=None if public is None else self._public(public),
            when=_string_or_none(item, "when"),
            part_of=_string_or_none(item, "part_of"),
        )


def _check_fields(
    record: Mapping[str, Any],
    names: Sequence[str],
    *,
    optional: Collection[str] = (),
    ignored: Collection[str] = (),
    within: str = "",
) -> None:
    """Refuse fields that are unknown, then those that are missing: a misspelt name is both."""
    for name in record:
        if name not in names and name not in ignored:
            raise _Fault(f"{within}'{name}' is no field of the format", _suggest(name, names))
    for name in names:
        if name not in record and name not in optional:
            raise _Fault(f"{within}field '{name}' is missing", "Add it; the format is described in data/README.md.")


def _suggest(value: str, known: Sequence[str]) -> str:
    """Say which of the known names was meant, or all of them."""
    close = get_close_matches(value, known, n=1)
    return f"Did you mean '{close[0]}'?" if close else f"Known: {', '.join(known)}."


def _known(value: Any, name: str, known: Sequence[str]) -> str:
    """Check an id of the grid."""
    if not isinstance(value, str):
        raise _Fault(f"{name} {_show(value)} is not text", "Write an id of the grid.")
    if value not in known:
        raise _Fault(f"{name} '{value}' is not in the grid", _suggest(value, known))
    return value


def _one_of(value: Any, name: str, known: Sequence[str]) -> str:
    """Check a value of the format."""
    if not isinstance(value, str) or value not in known:
        mend = _suggest(value, known) if isinstance(value, str) else f"Known: {', '.join(known)}."
        raise _Fault(f"{name} {_show(value)} is not one of the format's", mend)
    return value


def _string(record: Mapping[str, Any], name: str) -> str:
    value = record[name]
    if not isinstance(value, str):
        raise _Fault(f"{name} {_show(value)} is not text", "Write it between quotes.")
    if not value.strip():
        raise _Fault(f"{name} is blank", "Fill it in, or remove the line.")
    if _LONE_SURROGATE.search(value):
        raise _Fault(f"{name} holds half a character ({ascii(value)[:40]})", "Write the whole character.")
    return value


def _string_or_none(record: Mapping[str, Any], name: str) -> str | None:
    return None if record.get(name) is None else _string(record, name)


def _flag(record: Mapping[str, Any], name: str) -> bool:
    value = record.get(name, False)
    if not isinstance(value, bool):
        raise _Fault(f"{name} {_show(value)} is neither true nor false", "Write true or false without quotes.")
    return value


def _time(record: Mapping[str, Any], name: str) -> str | None:
    """Check a moment, to be kept as it is written."""
    value = _string_or_none(record, name)
    if value is None:
        return None
    try:
        offset = datetime.fromisoformat(value).utcoffset()
    except ValueError:
        offset = None
    if offset != timedelta(0):
        raise _Fault(f"{name} {_show(value)} is no time in UTC", "Write it like '2026-03-01T14:05:09Z'.")
    return value


def _number(record: Mapping[str, Any], name: str) -> float | None:
    value = record[name]
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not -inf < value < inf:
        raise _Fault(f"{name} {_show(value)} is no number", "Write a number, or null for a vague quantity.")
    return value


def _list(record: Mapping[str, Any], name: str) -> list[Any]:
    value = record.get(name, [])
    if not isinstance(value, list):
        raise _Fault(f"{name} {_show(value)} is no list", "Write it between square brackets, [] when empty.")
    return value


def _distinct(record: Mapping[str, Any], name: str) -> list[Any]:
    values = _list(record, name)
    for i, value in enumerate(values):
        if value in values[:i]:
            raise _Fault(f"{name} holds {_show(value)} twice", "Keep one of the two.")
    return values


def _objects(record: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    values = _list(record, name)
    for value in values:
        if not isinstance(value, dict):
            raise _Fault(f"{name} holds {_show(value)}, which is no JSON object", "Write it between braces.")
    return values


def _offsets(start: Any, end: Any, name: str) -> tuple[int, int]:
    """Check a half-open stretch that is not empty."""
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        problem = f"{name} {_show(start)}, {_show(end)} are no stretch of text"
        raise _Fault(problem, "Write two whole numbers, the first smaller, counted in characters from 0.")
    return start, end


def _source(pair: Any) -> tuple[int, int]:
    if not isinstance(pair, list) or len(pair) != 2:
        raise _Fault(f"sources hold {_show(pair)}, which is no pair", "Write [start, end], offsets in the raw text.")
    return _offsets(pair[0], pair[1], "sources")


def _slice(text: str, item: Mapping[str, Any], name: str) -> tuple[int, int]:
    """Check that the offsets of a span cut its words out of the statement's text."""
    said = _string(item, "text")
    start, end = _offsets(item["start"], item["end"], f"{name} '{said}': start and end")
    if text[start:end] != said:
        problem = f"{name} '{said}' is said to stand at {start}-{end}, where the text says {_show(text[start:end])}"
        if text.count(said) == 1:
            right = text.index(said)
            raise _Fault(problem, f"Set start to {right} and end to {right + len(said)}.")
        raise _Fault(problem, "Correct start and end: characters of the statement's text, counted from 0.")
    return start, end


def _show(value: Any) -> str:
    """Write a value for a message, as JSON would and not too long."""
    shown = f"'{value}'" if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
