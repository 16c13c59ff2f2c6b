"""Prodigy's JSON lines, for an interface of blocks: ``choice`` (several at once) over ``ner_manual``.

Shape: ``text``, ``tokens``, ``spans``, ``options``, ``accept``, ``answer``, the hashes, and the statement's record
beside them, which Prodigy keeps. Offsets count code points. A task answered « reject » or « ignore » comes back as it
was sent.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.corpus.reading import read_records
from tiersimpact.errors import CorpusError
from tiersimpact.files import written_aside
from tiersimpact.grid import Grid

from .answers import Answers, Task, choice_labels, restore

_TOKEN = re.compile(r"\w+|[^\w\s]")


def write(statements: Iterable[AnnotatedStatement], path: Path, grid: Grid) -> None:
    """Write statements as answered tasks."""
    options = [{"id": choice, "text": label} for choice, label in choice_labels(grid).items()]
    with written_aside(path) as aside, aside.open("w", encoding="utf-8", newline="\n") as file:
        for statement in statements:
            file.write(json.dumps(_task(statement, options), ensure_ascii=False) + "\n")


def read(path: Path, grid: Grid) -> list[AnnotatedStatement]:
    """Read what ``prodigy db-out`` writes."""
    return restore(list(_tasks(path)), grid)


def _task(statement: AnnotatedStatement, options: list[dict[str, str]]) -> dict[str, Any]:
    answers = Answers.of(statement)
    tokens = _tokens(statement.text, answers.spans)
    task = {
        "text": statement.text,
        "meta": {"report": statement.report, "id": statement.id},
        "tokens": tokens,
        "spans": [_span(span, tokens) for span in answers.spans],
        "options": options,
        "accept": list(answers.choices),
        "answer": "accept",
        "config": {"choice_style": "multiple"},
        "statement": statement.to_dict(),
        "_view_id": "blocks",
        "_annotator_id": statement.annotator,
    }
    # The id counts in both: Prodigy drops tasks with the same hash, and two reports may say the same.
    return task | {"_input_hash": _hash(statement.id, statement.text), "_task_hash": _hash(json.dumps(task))}


def _tokens(text: str, spans: Iterable[tuple[int, int, str]]) -> list[dict[str, Any]]:
    """Cut words and signs, and wherever a span begins or ends, so that every span holds whole tokens."""
    cuts = {place for span in spans for place in span[:2]}
    tokens: list[dict[str, Any]] = []
    for match in _TOKEN.finditer(text):
        bounds = sorted({match.start(), match.end()} | {cut for cut in cuts if match.start() < cut < match.end()})
        for start, end in pairwise(bounds):
            spaced = text[end : end + 1].isspace()
            tokens.append({"text": text[start:end], "start": start, "end": end, "id": len(tokens), "ws": spaced})
    return tokens


def _span(span: tuple[int, int, str], tokens: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    start, end, label = span
    inside = [token["id"] for token in tokens if token["start"] < end and start < token["end"]]
    return {"start": start, "end": end, "token_start": inside[0], "token_end": inside[-1], "label": label}


def _hash(*parts: str) -> int:
    """Give a signed number of 32 bits, the same on every machine."""
    return int.from_bytes(hashlib.sha256("\n".join(parts).encode()).digest()[:4], "big", signed=True)


def _tasks(path: Path) -> Iterator[Task]:
    for where, row in read_records(path):
        try:
            answers = _answers(row) if row.get("answer", "accept") == "accept" else None
            annotator = str(row["_annotator_id"]) if row.get("_annotator_id") else None
            yield Task(where, row["statement"], row["text"], answers, annotator)
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            mend = "Read the dataset of tasks that tiersimpact wrote, from `prodigy db-out`."
            raise CorpusError(where, "not a task of ours with 'text', 'accept', 'spans', 'statement'", mend) from error


def _answers(row: Mapping[str, Any]) -> Answers:
    spans = tuple((int(span["start"]), int(span["end"]), str(span["label"])) for span in row["spans"])
    return Answers(tuple(map(str, row["accept"])), spans)
