"""A folder of Parquet parts and a manifest: a run that was interrupted goes on where it stopped.

The manifest is the truth. It lists what was read, by content, and in which part the rows are; a part is written first
and listed afterwards, so that rows that nobody lists are what an interrupted run left, and are removed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__
from .batch import OnError, analyze_named, name_reports
from .classifier import shipped_folder
from .errors import TiersImpactError
from .files import written_aside
from .grid import Grid, load_grid
from .locking import Lock
from .tables import drop_reports, to_frame, write_parquet

if TYPE_CHECKING:
    from .analysis import Analysis

# Engines that read folders of Parquet pass over what begins with an underscore.
MANIFEST = "_manifest.jsonl"
LOCK = "_lock"
FORMAT = 1
PART = re.compile(r"part-(\d+)\.parquet", re.ASCII)
# A kill loses the part under way: some seconds of text files, a minute or two of PDFs.
REPORTS_PER_PART = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the manifest: a report whose rows are in a part."""

    path: str  # absolute
    content: str  # hash of the bytes and the suffix, which says how to read them
    made_by: str  # hash of the version, the grid and the model
    report: str
    part: str = ""


def write_partitioned(
    paths: Iterable[str | Path],
    folder: str | Path,
    *,
    level: str = "statements",
    n_jobs: int | None = None,
    grid: Grid | None = None,
    model: str | Path | None = None,
    on_error: OnError | None = None,
    watch: Callable[[Iterator[Analysis], int], Iterator[Analysis]] = lambda analyses, total: analyses,
    reports_per_part: int = REPORTS_PER_PART,
) -> tuple[int, int]:
    """Analyse reports into a folder of Parquet parts, those that are there already left alone.

    A report is known by its content: a file that was moved, renamed or copied is not read again; one that was
    changed is, and so is every one when the version, the grid or the model is another. Its old rows are removed.
    Reports of earlier runs that are not given this time stay; those that could not be read are tried again.

    Parameters
    ----------
    paths : iterable of str or Path
        Files of the reports.
    folder : str or Path
        Made when missing.
    level : {"statements", "publics", "quantities"}, default="statements"
        What a row stands for.
    n_jobs, grid, model, on_error
        As in `analyze_many`.
    watch : callable, optional
        Given the analyses and their number, passes them on: for a progress bar.
    reports_per_part : int, default=50
        Reports whose rows share a file.

    Returns
    -------
    read, known : int, int
        Reports read in this run, and reports that were there already.

    Raises
    ------
    TiersImpactError
        If the folder cannot be written to, is in use, or holds something else.
    """
    folder, own_grid = Path(folder), grid or load_grid()
    made_by = _fingerprint(own_grid, model)
    with _held(folder):
        given = {_content(path) or str(path): path for path in map(Path, paths)}
        kept = _still_good(_load(folder, level), given, made_by)
        _save(folder, level, kept)
        _tidy(folder, kept)
        new = _new(given, kept, made_by)
        analyses = analyze_named(
            ((path, entry.report) for path, entry in new), n_jobs=n_jobs, grid=grid, model=model, on_error=on_error
        )
        entries = {entry.report: entry for _, entry in new}
        read = 0
        watched = watch(analyses, len(new))
        while group := list(islice(watched, reports_per_part)):
            part = _next_part(folder)
            _write_part(folder / part, group, level, own_grid)
            _append(folder, [replace(entries[analysis.report], part=part) for analysis in group])
            read += len(group)
    return read, len(given) - len(new)


def _fingerprint(grid: Grid, model: str | Path | None) -> str:
    """Short hash of everything that findings hang on, the report apart."""
    digest = hashlib.sha256(f"{__version__}\n{grid.fingerprint}\n".encode())
    files = sorted((Path(model) if model is not None else shipped_folder()).glob("model.*"))
    for path in files:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _content(path: Path) -> str | None:
    """Hash of a file; nothing when it cannot be read, which the reader will say."""
    try:
        data = path.read_bytes()
    except (OSError, ValueError):
        return None
    return hashlib.sha256(path.suffix.lower().encode() + b"\0" + data).hexdigest()


def _held(folder: Path) -> Lock:
    """Keep other runs out of the folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = f"no folder can be made there ({error.strerror})"
        raise TiersImpactError(folder, problem, "Choose another place.") from error
    return Lock(folder / LOCK, "a batch", mend="Wait for its end, or choose another folder.")


def _load(folder: Path, level: str) -> list[Entry]:
    """Read the manifest; entries whose part is gone are left out, so that their reports are read again."""
    path = folder / MANIFEST
    if not path.exists():
        if _parts(folder):
            raise TiersImpactError(folder, f"it holds parts, but no {MANIFEST}", "Choose another folder.")
        return []
    lines = path.read_bytes().split(b"\n")[:-1]  # a last line without end was never finished
    try:
        head, *entries = map(json.loads, lines)
        if head != {"format": FORMAT, "level": level}:
            problem = f"the folder holds {head['level']} in format {head['format']}, not {level} in format {FORMAT}"
            raise TiersImpactError(path, problem, "Choose another folder.")
        return [entry for entry in map(_entry, entries) if (folder / entry.part).is_file()]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise TiersImpactError(path, "the manifest is broken", "Choose another folder, or delete this one.") from error


def _entry(fields: dict[str, str]) -> Entry:
    entry = Entry(**fields)
    if not all(isinstance(value, str) for value in fields.values()):
        raise TypeError("an entry holds something else than text")
    return entry


def _still_good(entries: Sequence[Entry], given: dict[str, Path], made_by: str) -> list[Entry]:
    """Entries that need no new reading, at the place where their file is now."""
    places = {os.path.abspath(path) for path in given.values()}  # noqa: PTH100
    kept = []
    for entry in entries:
        if entry.content in given and entry.made_by == made_by:
            kept.append(replace(entry, path=os.path.abspath(given[entry.content])))  # noqa: PTH100
        elif entry.content not in given and entry.path not in places:
            kept.append(entry)
    return kept


def _new(given: dict[str, Path], kept: Sequence[Entry], made_by: str) -> list[tuple[Path, Entry]]:
    """Files to read, each with its entry to be."""
    known = {entry.content for entry in kept}
    contents = [content for content in given if content not in known]
    named = name_reports((given[content] for content in contents), taken=[entry.report for entry in kept])
    return [
        (path, Entry(os.path.abspath(path), content, made_by, name))  # noqa: PTH100
        for content, (path, name) in zip(contents, named, strict=True)
    ]


def _tidy(folder: Path, entries: Sequence[Entry]) -> None:
    """Remove the rows that no entry lists."""
    reports: dict[str, set[str]] = {}
    for entry in entries:
        reports.setdefault(entry.part, set()).add(entry.report)
    for path in _parts(folder).values():
        if path.name in reports:
            drop_reports(path, keep=reports[path.name])
        else:
            path.unlink()


def _parts(folder: Path) -> dict[int, Path]:
    """Parts by their numbers; a file with another name is somebody else's."""
    named = ((PART.fullmatch(path.name), path) for path in sorted(folder.iterdir()))
    return {int(match[1]): path for match, path in named if match}


def _next_part(folder: Path) -> str:
    return f"part-{max(_parts(folder), default=0) + 1:05}.parquet"


def _write_part(path: Path, analyses: Sequence[Analysis], level: str, grid: Grid) -> None:
    metadata = [("tiersimpact.grid", grid.name), ("tiersimpact.grid.fingerprint", grid.fingerprint)]
    with written_aside(path) as aside:
        write_parquet(to_frame(analyses, level), aside, metadata=metadata)


def _save(folder: Path, level: str, entries: Sequence[Entry]) -> None:
    with written_aside(folder / MANIFEST) as aside:
        aside.write_text(json.dumps({"format": FORMAT, "level": level}) + "\n" + _lines(entries), encoding="utf-8")


def _append(folder: Path, entries: Sequence[Entry]) -> None:
    with (folder / MANIFEST).open("a", encoding="utf-8") as file:
        file.write(_lines(entries))
        file.flush()
        os.fsync(file.fileno())


def _lines(entries: Iterable[Entry]) -> str:
    return "".join(json.dumps(asdict(entry)) + "\n" for entry in entries)
