"""A table of texts comes in, a table of statements goes out: for pandas, and for what maps pandas functions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .analysis import analyze
from .batch import as_failure
from .errors import ReadError
from .tables import STATEMENT_COLUMNS, blank_row, make_frame, statement_rows

if TYPE_CHECKING:
    import pandas as pd

    from .grid import Grid

_COLUMNS = [*STATEMENT_COLUMNS, "error"]
_SQL_TYPES = {"int64": "bigint", "float64": "double", "bool": "boolean"}


def analyze_frame(
    frame: pd.DataFrame,
    *,
    text: str = "text",
    report: str = "report",
    grid: Grid | None = None,
    model: str | Path | None = None,
) -> pd.DataFrame:
    r"""Analyse a table with one report a row.

    What comes out of a row hangs on nothing else than the row, so that a table may be cut anywhere:

    - Dask: ``table.map_partitions(ti.analyze_frame, meta=ti.frame_meta())``
    - Spark: ``table.mapInPandas(lambda frames: map(ti.analyze_frame, frames), schema=ti.frame_schema())``

    Parameters
    ----------
    frame : pandas.DataFrame
        One report a row, any index; it is not changed.
    text : str, default="text"
        Column of the raw texts.
    report : str, default="report"
        Column of the reports' names, which shall differ from each other.
    grid : Grid, optional
        Grid to read them with; the shipped one by default.
    model : str or Path, optional
        Folder of a classifier; the shipped one by default.

    Returns
    -------
    pandas.DataFrame
        One row a statement, the columns of `Analysis.to_frame` and ``error``. A report that cannot be read is one
        row with its name and its error: its texts are missing, its numbers 0, its booleans False. Columns and
        types are always the same, also for an empty table.

    Raises
    ------
    KeyError
        If `frame` lacks one of the columns.

    Examples
    --------
    >>> import pandas as pd
    >>> texts = pd.DataFrame({"report": ["four", "vide"], "text": ["SANTÉ\nOn dort mieux.", ""]})
    >>> found = analyze_frame(texts)
    >>> found["id"].tolist(), found["error"].isna().tolist()
    (['four:1', nan], [True, False])
    """
    absent = {text, report} - set(frame.columns)
    if absent:
        raise KeyError(f"no column {', '.join(map(repr, sorted(absent)))}; there are {list(frame.columns)}")
    cells = zip(frame[report], frame[text], frame.index, strict=True)
    rows = [row for name, raw, label in cells for row in _rows(name, raw, label, grid, model)]
    return make_frame(rows, _COLUMNS)


def _rows(name: Any, raw: Any, label: Any, grid: Grid | None, model: str | Path | None) -> Iterator[dict[str, Any]]:
    """Rows of one report; a report without name bears its label in the index."""
    report = name if isinstance(name, str) and name else str(label)
    try:
        if not isinstance(raw, str):
            raise ReadError(report, "the cell holds no text", "Fill it in.")
        yield from statement_rows(analyze(text=raw, name=report, grid=grid, model=model))
    except Exception as error:  # one row is no reason to lose the others
        yield blank_row() | {"report": report, "error": str(as_failure(report, error))}


def frame_meta() -> pd.DataFrame:
    """Return what `analyze_frame` gives for no rows: its columns and types.

    Returns
    -------
    pandas.DataFrame
        Empty; the ``meta`` that Dask asks for.
    """
    return make_frame([], _COLUMNS)


def frame_schema() -> str:
    """Return the columns and types of `analyze_frame` as SQL writes them.

    Returns
    -------
    str
        The ``schema`` that Spark asks for.

    Examples
    --------
    >>> frame_schema()
    '`report` string, `id` string, ... `category_score` double, ... `error` string'
    """
    types = {name: _SQL_TYPES.get(str(kind), "string") for name, kind in frame_meta().dtypes.items()}
    return ", ".join(f"`{name}` {kind}" for name, kind in types.items())
