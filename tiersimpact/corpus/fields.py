"""Check single fields of a JSON object; a fault says what is wrong and how to mend it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from difflib import get_close_matches
from math import inf
from typing import Any

from tiersimpact.errors import CorpusError

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Fault(Exception):
    """What is wrong with a line, before its place is known."""

    def __init__(self, problem: str, mend: str) -> None:
        self.problem, self.mend = problem, mend

    def at(self, where: str) -> CorpusError:
        """Name the place."""
        return CorpusError(where, self.problem, self.mend)


def field_faults(
    record: Mapping[str, Any], names: Sequence[str], *, optional: Collection[str] = (), ignored: Collection[str] = ()
) -> Iterator[Fault]:
    """Yield the fields that are unknown, then those that are missing: a misspelt name is both."""
    for name in record:
        if name not in names and name not in ignored:
            yield Fault(f"'{name}' is no field of the format", suggest(name, names))
    for name in names:
        if name not in record and name not in optional:
            yield Fault(f"field '{name}' is missing", "Add it; the format is described in data/README.md.")


def check_fields(
    record: Mapping[str, Any], names: Sequence[str], *, within: str, optional: Collection[str] = ()
) -> None:
    """Refuse an object within a record that has other fields."""
    for fault in field_faults(record, names, optional=optional):
        raise Fault(f"{within}: {fault.problem}", fault.mend)


def suggest(value: str, known: Sequence[str]) -> str:
    """Say which of the known names was meant, or all of them."""
    close = get_close_matches(value, known, n=1)
    return f"Did you mean '{close[0]}'?" if close else f"Known: {', '.join(known)}."


def grid_id(value: Any, name: str, known: Sequence[str]) -> str:
    """Check an id of the grid."""
    if not isinstance(value, str):
        raise Fault(f"{name} {show(value)} is not text", "Write an id of the grid.")
    if value not in known:
        raise Fault(f"{name} '{value}' is not in the grid", suggest(value, known))
    return value


def one_of(value: Any, name: str, known: Sequence[str]) -> str:
    """Check a value of the format."""
    if not isinstance(value, str) or value not in known:
        mend = suggest(value, known) if isinstance(value, str) else f"Known: {', '.join(known)}."
        raise Fault(f"{name} {show(value)} is not one of the format's", mend)
    return value


def string(record: Mapping[str, Any], name: str) -> str:
    """Check a text that is not blank."""
    value = record[name]
    if not isinstance(value, str):
        raise Fault(f"{name} {show(value)} is not text", "Write it between quotes.")
    if not value.strip():
        raise Fault(f"{name} is blank", "Fill it in, or remove the line.")
    if _LONE_SURROGATE.search(value):
        raise Fault(f"{name} holds half a character ({ascii(value)[:40]})", "Write the whole character.")
    return value


def string_or_none(record: Mapping[str, Any], name: str) -> str | None:
    """Check a text that may be null or left out."""
    return None if record.get(name) is None else string(record, name)


def truth(record: Mapping[str, Any], name: str) -> bool:
    """Check true or false; false when left out."""
    value = record.get(name, False)
    if not isinstance(value, bool):
        raise Fault(f"{name} {show(value)} is neither true nor false", "Write true or false without quotes.")
    return value


def moment(record: Mapping[str, Any], name: str) -> str | None:
    """Check a moment, to be kept as it is written."""
    value = string_or_none(record, name)
    if value is None:
        return None
    try:
        offset = datetime.fromisoformat(value).utcoffset()
    except ValueError:
        offset = None
    if offset != timedelta(0):
        raise Fault(f"{name} {show(value)} is no time in UTC", "Write it like '2026-03-01T14:05:09Z'.")
    return value


def number(record: Mapping[str, Any], name: str) -> float | None:
    """Check a number that may be null."""
    value = record[name]
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not -inf < value < inf:
        raise Fault(f"{name} {show(value)} is no number", "Write a number, or null for a vague quantity.")
    return value


def items(record: Mapping[str, Any], name: str) -> list[Any]:
    """Check a list; empty when left out."""
    value = record.get(name, [])
    if not isinstance(value, list):
        raise Fault(f"{name} {show(value)} is no list", "Write it between square brackets, [] when empty.")
    return value


def distinct(record: Mapping[str, Any], name: str) -> list[Any]:
    """Check a list that holds nothing twice."""
    values = items(record, name)
    for i, value in enumerate(values):
        if value in values[:i]:
            raise Fault(f"{name} holds {show(value)} twice", "Keep one of the two.")
    return values


def objects(record: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Check a list of JSON objects."""
    values = items(record, name)
    for value in values:
        if not isinstance(value, dict):
            raise Fault(f"{name} holds {show(value)}, which is no JSON object", "Write it between braces.")
    return values


def offsets(start: Any, end: Any, name: str) -> tuple[int, int]:
    """Check a half-open stretch that is not empty."""
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        problem = f"{name} {show(start)}, {show(end)} are no stretch of text"
        raise Fault(problem, "Write two whole numbers, the first smaller, counted in characters from 0.")
    return start, end


def source(pair: Any) -> tuple[int, int]:
    """Check a pair of offsets."""
    if not isinstance(pair, list) or len(pair) != 2:
        raise Fault(f"sources hold {show(pair)}, which is no pair", "Write [start, end], offsets in the raw text.")
    return offsets(pair[0], pair[1], "sources")


def stretch(text: str, item: Mapping[str, Any], name: str) -> tuple[int, int]:
    """Check that the offsets of a span cut its words out of the statement's text."""
    said = string(item, "text")
    start, end = offsets(item["start"], item["end"], f"{name} '{said}': start and end")
    if text[start:end] != said:
        problem = f"{name} '{said}' is said to stand at {start}-{end}, where the text says {show(text[start:end])}"
        if text.count(said) == 1:
            right = text.index(said)
            raise Fault(problem, f"Set start to {right} and end to {right + len(said)}.")
        raise Fault(problem, "Correct start and end: characters of the statement's text, counted from 0.")
    return start, end


def show(value: Any) -> str:
    """Write a value for a message, as JSON would and not too long; other formats know values that JSON does not."""
    shown = f"'{value}'" if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
