"""The formats by name; a format's module, and the library it needs, is imported when it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.errors import TiersImpactError
from tiersimpact.grid import Grid, load_grid

Reader = Callable[[Path, Grid], list[AnnotatedStatement]]
Writer = Callable[[Iterable[AnnotatedStatement], Path, Grid], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of annotated statements.

    Attributes
    ----------
    module : str
        Module of this room that reads and writes it.
    suffix : str
        Suffix of its files.
    write : str
        The module's function that writes it; ``read`` reads it.
    beside : str
        What the name of a second file ends in, that is written beside it; empty when there is none.
    """

    module: str
    suffix: str
    write: str = "write"
    beside: str = ""

    def files(self, path: Path) -> list[Path]:
        """List the files that writing to `path` makes."""
        return [path, path.parent / f"{path.stem}{self.beside}"] if self.beside else [path]


# Of several formats with the same suffix the first is meant when none is named.
FORMATS = {
    "jsonl": Format("jsonl", ".jsonl"),
    "prodigy": Format("prodigy", ".jsonl"),
    "doccano": Format("doccano", ".jsonl"),
    "label-studio": Format("label_studio", ".json", beside="-config.xml"),
    "spacy": Format("docbin", ".spacy"),
    "csv": Format("spreadsheet", ".csv"),
    "csv-excel": Format("spreadsheet", ".csv", "write_excel"),
    "parquet": Format("parquet", ".parquet"),
}


def read_statements(
    path: str | Path, format: str | None = None, *, grid: Grid | None = None
) -> list[AnnotatedStatement]:
    """Read annotated statements in any of the formats.

    Parameters
    ----------
    path : str or Path
        The file; for ``jsonl`` a folder as well.
    format : str, optional
        A name of `FORMATS`; told from the suffix by default.
    grid : Grid, optional
        Grid whose ids the statements use; the shipped one by default.

    Returns
    -------
    list of AnnotatedStatement
        Checked, in the order of the file.

    Raises
    ------
    TiersImpactError
        If the format is unknown, a library it needs is missing, or the file breaks it.
    """
    chosen = FORMATS[format_of(path, format)]
    read = cast(Reader, import_module(f".{chosen.module}", __package__).read)
    return read(Path(path), grid or load_grid())


def write_statements(
    statements: Iterable[AnnotatedStatement], path: str | Path, format: str | None = None, *, grid: Grid | None = None
) -> None:
    """Write annotated statements in any of the formats.

    Parameters
    ----------
    statements : iterable of AnnotatedStatement
        What to write, in this order.
    path : str or Path
        Where to; it is written aside, then renamed.
    format : str, optional
        A name of `FORMATS`; told from the suffix by default.
    grid : Grid, optional
        Grid whose labels annotators see; the shipped one by default.

    Raises
    ------
    TiersImpactError
        If the format is unknown, a library it needs is missing, or the file cannot be written.
    """
    chosen = FORMATS[format_of(path, format)]
    write = cast(Writer, getattr(import_module(f".{chosen.module}", __package__), chosen.write))
    write(statements, Path(path), grid or load_grid())


def format_of(path: str | Path, format: str | None = None) -> str:
    """Name the format of a file: the one that is given, else the suffix's, and ``jsonl`` for a folder.

    Raises
    ------
    TiersImpactError
        If the name or the suffix is none of the formats'.

    Examples
    --------
    >>> format_of("corpus.spacy"), format_of("corpus.jsonl"), format_of("corpus.jsonl", "prodigy")
    ('spacy', 'jsonl', 'prodigy')
    """
    if format is None:
        if Path(path).is_dir():
            return "jsonl"
        format = next((name for name, known in FORMATS.items() if known.suffix == Path(path).suffix.lower()), None)
    if format not in FORMATS:
        problem = f"'{format}' is no format" if format else "the suffix tells no format"
        raise TiersImpactError(path, problem, f"Name one of: {', '.join(FORMATS)}.")
    return format
