"""Annotated statements go out as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tiersimpact.files import written_aside

from .records import AnnotatedStatement


def write_corpus(statements: Iterable[AnnotatedStatement], path: str | Path) -> None:
    """Write annotated statements, one JSON object a line.

    The file is written aside, then renamed: a reader never sees half of it.

    Parameters
    ----------
    statements : iterable of AnnotatedStatement
        What to write, in this order.
    path : str or Path
        Where to.

    Raises
    ------
    TiersImpactError
        If the file cannot be written.
    """
    with written_aside(Path(path)) as aside, aside.open("w", encoding="utf-8", newline="\n") as file:
        for statement in statements:
            file.write(json.dumps(statement.to_dict(), ensure_ascii=False, allow_nan=False) + "\n")
