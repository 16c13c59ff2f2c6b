"""Parquet, one row a statement, columns typed and nested; the file says which grid its ids are of.

Values of quantities are floating-point numbers of 64 bits, the only thing that Parquet rounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.corpus.checking import Checker, check_records
from tiersimpact.errors import CorpusError, TiersImpactError
from tiersimpact.files import written_aside
from tiersimpact.grid import Grid

# Far above any corpus: statements take some kilobytes each.
MAX_UNPACKED = 1_000_000_000
MAX_VALUES = 20_000_000
# So few that even rows as large as a file can make them fit into memory together.
ROWS_AT_ONCE = 16
_FLOATS = ("value", "value_max")


def write(statements: Iterable[AnnotatedStatement], path: Path, grid: Grid) -> None:
    """Write a Parquet file."""
    pa, pq = _pyarrow(path)
    try:
        table = pa.Table.from_pylist([statement.to_dict() for statement in statements], schema=_schema(pa, grid))
    except (pa.ArrowException, OverflowError) as error:
        raise CorpusError(path, "a number is too large for Parquet", "Correct it, or use another format.") from error
    with written_aside(path) as aside:
        pq.write_table(table, aside)


def read(path: Path, grid: Grid) -> list[AnnotatedStatement]:
    """Read a Parquet file that `write` wrote, or one with the same columns."""
    pa, pq = _pyarrow(path)
    try:
        return list(check_records(_records(_rows(pq.ParquetFile(path), path), path), Checker(grid)))
    except OSError as error:
        raise CorpusError(path, f"the file cannot be read ({error.strerror or 'not Parquet'})", "Check it.") from error
    except (pa.ArrowException, ValueError) as error:  # ValueError: names or texts that are no UTF-8
        raise CorpusError(path, "not a Parquet file", "Give a file that tiersimpact wrote.") from error


def _rows(file: Any, path: Path) -> Iterator[dict[str, Any]]:
    """Give the rows, unless they are packed to fill the memory: a value that is repeated takes no room in the file."""
    problem = f"it unpacks to more than {MAX_UNPACKED // 1_000_000} MB"
    too_large = CorpusError(path, problem, "Cut it into several files.")
    groups = map(file.metadata.row_group, range(file.metadata.num_row_groups))
    if sum(group.column(i).num_values for group in groups for i in range(group.num_columns)) > MAX_VALUES:
        raise too_large
    unpacked = 0
    for batch in file.iter_batches(ROWS_AT_ONCE):
        unpacked += batch.nbytes
        if unpacked > MAX_UNPACKED:
            raise too_large
        yield from batch.to_pylist()


def _pyarrow(path: Path) -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        mend = 'Run `pip install "tiersimpact[parquet]"`.'
        raise TiersImpactError(path, "Parquet needs pyarrow", mend) from error
    return pa, pq


def _schema(pa: Any, grid: Grid) -> Any:
    text, whole = pa.string(), pa.int64()
    place = [("text", text), ("start", whole), ("end", whole)]
    names = ("qualifier", "unit", "unit_text", "per", "kind", "public", "when", "part_of")
    quantity = pa.struct([*place, *((name, pa.float64()) for name in _FLOATS), *((name, text) for name in names)])
    typed = {
        "start": whole,
        "end": whole,
        "sources": pa.list_(pa.list_(whole)),
        "also": pa.list_(text),
        "publics": pa.list_(text),
        "public_spans": pa.list_(pa.struct([("public", text), *place])),
        "quantities": pa.list_(quantity),
        "flagged": pa.bool_(),
    }
    columns = [(name, typed.get(name, text)) for name in AnnotatedStatement.__dataclass_fields__]
    metadata = {"tiersimpact.grid": grid.name, "tiersimpact.grid.fingerprint": grid.fingerprint}
    return pa.schema(columns, metadata=metadata)


def _records(rows: Iterable[dict[str, Any]], path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give whole numbers back as such, as they are in JSON, and leave out what was not remarked."""
    for number, row in enumerate(rows, 1):
        where = f"{path}: row {number}"
        try:
            for quantity in row.get("quantities") or []:
                for name in _FLOATS:
                    value = quantity.get(name)
                    if value is not None and value.is_integer():
                        quantity[name] = int(value)
        except (AttributeError, TypeError) as error:
            mend = "Give a file that tiersimpact wrote."
            raise CorpusError(where, "quantities are no list of what the format has", mend) from error
        yield where, {name: value for name, value in row.items() if name != "flagged" or value}
