"""Which files are the reports, and what each is called."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain, count
from pathlib import Path

from tiersimpact.reading import READERS


def find_reports(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Replace folders by the reports in them.

    Parameters
    ----------
    paths : iterable of str or Path
        Files, taken as they are, and folders, searched to any depth for files that can be read.

    Yields
    ------
    Path
        Files; those of one folder sorted by path. Hidden files and what office programs leave beside
        an open document (``~$…``) are passed over, links to folders are not followed.
    """
    for path in map(Path, paths):
        if os.path.isdir(path):  # noqa: PTH112 - False, not an error, for a name that no file can have
            yield from sorted(_reports_below(path))
        else:
            yield path


def _reports_below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(parent, name)
            if path.suffix.lower() in READERS and not name.startswith((".", "~$")):
                yield path


def name_reports(paths: Iterable[str | Path], *, taken: Iterable[str] = ()) -> Iterator[tuple[Path, str]]:
    """Give each file a name of its own.

    Parameters
    ----------
    paths : iterable of str or Path
        Files of the reports.
    taken : iterable of str, default=()
        Names that others bear already.

    Yields
    ------
    (Path, str)
        The file, and its stem; where that is taken, with its folder, or a number.

    Examples
    --------
    >>> [name for _, name in name_reports(["nord/bilan.txt", "sud/bilan.txt", "bilan.md"])]
    ['bilan', 'sud/bilan', 'bilan-2']
    """
    seen = set(taken)
    for path in map(Path, paths):
        stem, parent = _readable(path.stem), _readable(path.parent.name)
        folder = [f"{parent}/{stem}"] if parent not in ("", "..") else []
        numbered = (f"{stem}-{number}" for number in count(2))
        name = next(candidate for candidate in chain([stem], folder, numbered) if candidate not in seen)
        seen.add(name)
        yield path, name


def _readable(name: str) -> str:
    """A file name that is no UTF-8 as text that can be written anywhere."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
