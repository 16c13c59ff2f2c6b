"""Findings as tables and lines: pandas, CSV, Parquet, JSON lines."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .cells import guard
from .errors import TiersImpactError
from .files import written_aside

if TYPE_CHECKING:
    import pandas as pd

    from .analysis import Analysis
    from .records import Statement

STATEMENT_COLUMNS = [
    "report", "id", "kind", "family", "category", "category_label", "category_source", "category_score",
    "needs_review", "polarity", "publics", "n_quantities", "text", "lead_in", "start", "end", "interleaved", "warnings",
]  # fmt: skip
_SHARED_COLUMNS = ["report", "id", "category", "polarity"]
_PUBLIC_COLUMNS = [*_SHARED_COLUMNS, "public", "public_label", "mention", "start", "end", "statement"]
_QUANTITY_COLUMNS = [
    *_SHARED_COLUMNS, "quantity", "value", "value_max", "qualifier", "unit", "unit_text", "per", "quantity_kind",
    "public", "start", "end", "statement",
]  # fmt: skip
# Columns that hold no text.
_TYPES: dict[str, Any] = {
    **dict.fromkeys(("value", "value_max", "category_score"), "float64"),
    **dict.fromkeys(("start", "end", "n_quantities"), "int64"),
    **dict.fromkeys(("needs_review", "interleaved"), "bool"),
}


def to_jsonl(analysis: Analysis) -> str:
    """Write a report's statements as JSON lines.

    Parameters
    ----------
    analysis : Analysis
        Findings of one report.

    Returns
    -------
    str
        One JSON object a line, each line ended.
    """
    encode = json.JSONEncoder(ensure_ascii=False).encode  # `json.dumps` would set one up for each line
    return "".join(encode(statement.to_dict()) + "\n" for statement in analysis.statements)


def to_frame(analyses: Iterable[Analysis], level: str = "statements") -> pd.DataFrame:
    """Put the findings of several reports into one table.

    Parameters
    ----------
    analyses : iterable of Analysis
        Findings.
    level : {"statements", "publics", "quantities"}, default="statements"
        What a row stands for.

    Returns
    -------
    pandas.DataFrame
        With the same columns and types also when nothing was found.

    Raises
    ------
    ValueError
        If `level` is none of these.
    """
    levels = {
        "statements": (statement_rows, STATEMENT_COLUMNS),
        "publics": (_public_rows, _PUBLIC_COLUMNS),
        "quantities": (_quantity_rows, _QUANTITY_COLUMNS),
    }
    if level not in levels:
        raise ValueError(f"level is {level!r}; it may be {', '.join(levels)}")
    make_rows, columns = levels[level]
    return make_frame([row for analysis in analyses for row in make_rows(analysis)], columns)


def make_frame(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Make a table whose types hang on its columns alone.

    Parameters
    ----------
    rows : sequence of dict
        Cells by column; what is no column is left out.
    columns : sequence of str
        Columns, in order.

    Returns
    -------
    pandas.DataFrame
        Text is of pandas' ``str`` type, missing text is NaN.
    """
    import numpy as np
    import pandas as pd

    text = pd.StringDtype(na_value=np.nan)  # the same type whether pandas 2 or 3 made the frame, full or empty
    return pd.DataFrame(rows, columns=list(columns)).astype({name: _TYPES.get(name, text) for name in columns})


def blank_row() -> dict[str, Any]:
    """Return what numbers and booleans are in a row that stands for no finding."""
    blanks = {"int64": 0, "bool": False}
    return {name: blanks[kind] for name, kind in _TYPES.items() if kind in blanks}


def statement_rows(analysis: Analysis) -> Iterator[dict[str, Any]]:
    """Give the cells of each statement, by column.

    Parameters
    ----------
    analysis : Analysis
        Findings of one report.

    Yields
    ------
    dict of str to object
        One for each statement, in reading order.
    """
    for statement in analysis.statements:
        category = statement.category
        row = {name: getattr(statement, name, None) for name in STATEMENT_COLUMNS}
        row["category_label"] = analysis.grid.categories[category].label if category else None
        row["publics"] = ";".join(statement.publics)
        row["n_quantities"] = len(statement.quantities)
        row["warnings"] = "; ".join(statement.warnings)
        yield row


def _public_rows(analysis: Analysis) -> Iterator[dict[str, Any]]:
    for statement in analysis.statements:
        for span in statement.public_spans:
            yield _shared(statement) | {
                "public": span.public,
                "public_label": analysis.grid.public_types[span.public].label,
                "mention": span.text,
                "start": span.start,
                "end": span.end,
            }


def _quantity_rows(analysis: Analysis) -> Iterator[dict[str, Any]]:
    for statement in analysis.statements:
        for quantity in statement.quantities:
            row = quantity.to_dict()
            yield _shared(statement) | row | {"quantity": row["text"], "quantity_kind": row["kind"]}


def _shared(statement: Statement) -> dict[str, Any]:
    """Columns that every table has, to join them by."""
    return {name: getattr(statement, name) for name in _SHARED_COLUMNS} | {"statement": statement.text}


def write_csv(frame: pd.DataFrame, path: Path | Any, *, excel: bool = False) -> None:
    """Write a table as CSV that spreadsheets open without harm.

    A text that a spreadsheet could run as a formula gets an apostrophe in front, and so does one that begins with an
    apostrophe; the same goes for what stands behind a comma, a semicolon or a line end. `cells.unguard` gives every
    text back.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table.
    path : Path or file
        Where to.
    excel : bool, default=False
        Whether to write what a French Excel opens with a double click: semicolons, decimal commas, and in a file that
        is not open yet a byte order mark.
    """
    import csv

    style: dict[str, Any] = {"sep": ";", "decimal": ",", "encoding": "utf-8-sig"} if excel else {}
    safe = frame.map(lambda cell: guard(cell) if isinstance(cell, str) else cell)
    # texts are quoted, since a lone carriage return would end a row for some readers
    safe.to_csv(path, index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC, **style)


def write_parquet(frame: pd.DataFrame, path: Path, *, metadata: Sequence[tuple[str, str]] = ()) -> None:
    """Write a table as Parquet.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table.
    path : Path
        Where to.
    metadata : sequence of (str, str), default=()
        Names and values to keep in the file's schema.

    Raises
    ------
    TiersImpactError
        If pyarrow is not installed.
    """
    pa, pq = _pyarrow(path)
    table = pa.Table.from_pandas(frame, preserve_index=False)
    kept = {**(table.schema.metadata or {}), **{name.encode(): value.encode() for name, value in metadata}}
    pq.write_table(table.replace_schema_metadata(kept), path)


def drop_reports(path: Path, *, keep: Collection[str]) -> None:
    """Remove rows from a Parquet file of `write_parquet`; a file without such rows is left alone.

    Parameters
    ----------
    path : Path
        The file.
    keep : collection of str
        Reports whose rows stay.

    Raises
    ------
    TiersImpactError
        If pyarrow is not installed, or the file is broken.
    """
    pa, pq = _pyarrow(path)
    try:
        table = pq.ParquetFile(path).read()
    except pa.ArrowException as error:
        raise TiersImpactError(path, "the file is broken", "Delete it; its reports will be read again.") from error
    stays = [report in keep for report in table["report"].to_pylist()]
    if not all(stays):
        with written_aside(path) as aside:
            pq.write_table(table.filter(pa.array(stays, pa.bool_())), aside)


def _pyarrow(path: Path) -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        mend = 'Run `pip install "tiersimpact[parquet]"`.'
        raise TiersImpactError(path, "Parquet needs pyarrow", mend) from error
    return pa, pq
