"""doccano's JSON lines, for a project « Intent Detection and Slot Filling » (choices and spans together).

Shape: ``text``, ``cats``, ``entities`` as ``[start, end, label]``, and the statement's record in a free column. Offsets
count code points. doccano gives labels back sorted and does not say who chose them, so the annotator stays the one that
was sent; spans that overlap need the project's option for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.corpus.reading import read_records
from tiersimpact.errors import CorpusError
from tiersimpact.files import written_aside
from tiersimpact.grid import Grid

from .answers import Answers, Task, restore


def write(statements: Iterable[AnnotatedStatement], path: Path, grid: Grid) -> None:
    """Write statements for doccano's import."""
    with written_aside(path) as aside, aside.open("w", encoding="utf-8", newline="\n") as file:
        for statement in statements:
            answers = Answers.of(statement)
            row = {
                "text": statement.text,
                "cats": list(answers.choices),
                "entities": [list(span) for span in answers.spans],
                "statement": statement.to_dict(),
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def read(path: Path, grid: Grid) -> list[AnnotatedStatement]:
    """Read what doccano exports."""
    return restore(list(_tasks(path)), grid)


def _tasks(path: Path) -> Iterator[Task]:
    for where, row in read_records(path):
        try:
            yield Task(where, row["statement"], row["text"], _answers(row))
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            mend = "Export the project of tasks that tiersimpact wrote, as JSONL."
            raise CorpusError(where, "not a task of ours with 'text', 'cats', 'entities', 'statement'", mend) from error


def _answers(row: Mapping[str, Any]) -> Answers:
    spans = tuple((int(start), int(end), str(label)) for start, end, label in row["entities"])
    return Answers(tuple(map(str, row["cats"])), spans)
