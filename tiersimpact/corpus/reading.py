"""An annotated corpus comes in as JSON lines, checked; every error names its file and line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from tiersimpact.errors import CorpusError
from tiersimpact.grid import Grid, load_grid

from .checking import Checker, Ids, check_records
from .fields import Fault
from .records import AnnotatedStatement

Paths = str | Path | Iterable[str | Path]


def load_corpus(paths: Paths, *, grid: Grid | None = None) -> list[AnnotatedStatement]:
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
    return list(check_records(read_records(paths), Checker(grid or load_grid())))


def read_records(paths: Paths) -> Iterator[tuple[str, dict[str, Any]]]:
    """Read JSON objects, before the grid is asked.

    Parameters
    ----------
    paths : path or iterable of paths
        JSONL files and folders of them.

    Yields
    ------
    (str, dict)
        ``file:line`` and the object.

    Raises
    ------
    CorpusError
        If a file cannot be read or a line is no JSON object.
    """
    for path in corpus_files(paths):
        for where, line in _lines(path):
            try:
                yield where, _parse(line)
            except Fault as fault:
                raise fault.at(where) from fault.__cause__


def find_faults(paths: Paths, *, grid: Grid | None = None) -> Iterator[CorpusError]:
    """Find everything that keeps a corpus from loading.

    Parameters
    ----------
    paths : path or iterable of paths
        JSONL files, one statement a line, and folders of them.
    grid : Grid, optional
        Grid whose ids the statements use; the shipped one by default.

    Yields
    ------
    CorpusError
        Each with its file and line: for every line the first fault of every field.
    """
    checker, ids = Checker(grid or load_grid()), Ids()
    for path in _each(paths):
        try:
            files = list(corpus_files(path))
        except CorpusError as error:
            yield error
            continue
        for file in files:
            yield from _file_faults(file, checker, ids)


def _file_faults(file: Path, checker: Checker, ids: Ids) -> Iterator[CorpusError]:
    try:
        for where, line in _lines(file):
            yield from (fault.at(where) for fault in _line_faults(line, checker, ids, where))
    except CorpusError as error:
        yield error


def _line_faults(line: str, checker: Checker, ids: Ids, where: str) -> Iterator[Fault]:
    try:
        record = _parse(line)
        yield from checker.faults(record)
        ids.add(str(record.get("id", where)), where)
    except Fault as fault:
        yield fault


def _each(paths: Paths) -> Iterable[str | Path]:
    return [paths] if isinstance(paths, str | Path) else paths


def corpus_files(paths: Paths) -> Iterator[Path]:
    """Yield the files themselves, folders opened."""
    for path in map(Path, _each(paths)):
        if not path.is_dir():
            yield path
            continue
        found = sorted(file for file in path.glob("*.jsonl") if not file.name.startswith("."))
        if not found:
            raise CorpusError(path, "there is no .jsonl file in this folder", "Name the folder that holds the corpus.")
        yield from found


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield ``file:line`` and the line, for those that are not blank."""
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
    lines = [(f"{path}:{number}", line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
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
        raise Fault(f"not valid JSON ({reason}{column})", "Write one whole JSON object a line.") from error
    if not isinstance(record, dict):
        raise Fault("this line holds no JSON object", "Write one whole JSON object a line.")
    return record


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Fault(f"field '{twice}' is written twice", "Keep one of the two.")
    return record


def _no_constant(name: str) -> NoReturn:
    raise Fault(f"{name} is no number of JSON", "Write null where a value is unknown.")
