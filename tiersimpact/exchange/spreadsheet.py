"""CSV for spreadsheets, one row a statement: every column can be edited there and is read back.

Lists of ids are joined by ``;``; spans, quantities and sources are JSON. Where a spreadsheet would begin to run a cell
as a formula an apostrophe is put in, and before an apostrophe that stands there: reading takes them away, so nothing is
lost. ``csv-excel`` writes what French Excel opens with a double click: semicolons and a byte order mark. Reading takes
either.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tiersimpact.cells import guard, unguard
from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.corpus.checking import Checker, check_records
from tiersimpact.corpus.labels import OUTSIDE_LABEL
from tiersimpact.corpus.records import FIELDS
from tiersimpact.errors import CorpusError
from tiersimpact.files import written_aside
from tiersimpact.grid import Grid

_NUMBERS = ("start", "end")
_LISTS = ("also", "publics")
_NESTED = ("sources", "public_spans", "quantities")
_DERIVED = ("family", "category_label")


def write(statements: Iterable[AnnotatedStatement], path: Path, grid: Grid) -> None:
    """Write CSV with commas, in UTF-8."""
    _write(statements, path, grid, delimiter=",", encoding="utf-8")


def write_excel(statements: Iterable[AnnotatedStatement], path: Path, grid: Grid) -> None:
    """Write CSV with semicolons and a byte order mark, for French Excel."""
    _write(statements, path, grid, delimiter=";", encoding="utf-8-sig")


def read(path: Path, grid: Grid) -> list[AnnotatedStatement]:
    """Read CSV of either kind."""
    return list(check_records(_records(path), Checker(grid)))


def _write(statements: Iterable[AnnotatedStatement], path: Path, grid: Grid, *, delimiter: str, encoding: str) -> None:
    columns = [*FIELDS[: FIELDS.index("category")], "category", "category_label", *FIELDS[FIELDS.index("also") :]]
    with written_aside(path) as aside, aside.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=delimiter)
        writer.writeheader()
        for statement in statements:
            label = grid.categories[statement.category].label if statement.category else OUTSIDE_LABEL
            row = statement.to_dict() | {"category_label": label}
            writer.writerow({name: _cell(name, row.get(name)) for name in columns})


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in _NESTED:
        return guard(json.dumps(value, ensure_ascii=False))
    if name in _LISTS:
        return ";".join(value)
    return guard(str(value).lower() if isinstance(value, bool) else str(value))


def _records(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CorpusError(path, f"the file cannot be read ({error.strerror})", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise CorpusError(path, "not UTF-8 text", "Save it as « CSV UTF-8 » in the spreadsheet.") from error
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        if not {"id", "text"} <= set(rows.fieldnames or ()):
            raise CorpusError(path, "the first row does not name the columns", "Put the first row back as it was.")
        for row in rows:
            where = f"{path}:{rows.line_num}"
            if None in row or None in row.values():
                raise CorpusError(where, "the row has not as many cells as the first", "Quote cells, or add the rest.")
            yield where, {name: _value(where, name, cell) for name, cell in row.items() if name not in _DERIVED}
    except csv.Error as error:
        raise CorpusError(f"{path}:{rows.line_num}", f"not CSV ({error})", "Save the table as CSV again.") from error


def _value(where: str, name: str, cell: str) -> Any:
    """Read a cell; what makes no sense stays text, for the check of its field to refuse."""
    if name in _NESTED:
        try:
            return json.loads(unguard(cell) or "[]")
        except (ValueError, RecursionError) as error:
            raise CorpusError(
                where, f"column '{name}' is not JSON", "Take the cell from the file as written."
            ) from error
    if name in _LISTS:
        return [part.strip() for part in cell.split(";") if part.strip()]
    if name in _NUMBERS and cell.isdecimal() and len(cell) < 19:
        return int(cell)
    if name == "flagged":
        return {"": False, "false": False, "true": True}.get(cell.lower(), cell)
    return unguard(cell) or None
