"""Our own JSON lines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tiersimpact.corpus import AnnotatedStatement, load_corpus, write_corpus
from tiersimpact.grid import Grid


def read(path: Path, grid: Grid) -> list[AnnotatedStatement]:
    """Read a JSONL file, or a folder of them."""
    return load_corpus(path, grid=grid)


def write(statements: Iterable[AnnotatedStatement], path: Path, grid: Grid) -> None:
    """Write a JSONL file."""
    write_corpus(statements, path)
