"""What the classifier learns from: annotated statements, cut down to what it sees."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.files import written_aside
from tiersimpact.records import PublicSpan

from .storage import OUTSIDE, ModelError


@dataclass(frozen=True, slots=True)
class Example:
    """One statement to learn from.

    Attributes
    ----------
    text : str
        The statement.
    report : str
        Its report: statements of one report are never on both sides of a split.
    category : str
        Category id, or ``hors_grille``.
    polarity : str
        ``positive``, ``negative``, ``neutral`` or ``mixed``.
    also : tuple of str
        Further categories that a reader would accept.
    formula : bool
        Whether it is a standard sentence: learned from, never measured on.
    publics : tuple of PublicSpan
        Mentions of public types in `text`.
    """

    text: str
    report: str
    category: str
    polarity: str
    also: tuple[str, ...] = ()
    formula: bool = False
    publics: tuple[PublicSpan, ...] = ()


def to_examples(statements: Iterable[AnnotatedStatement]) -> list[Example]:
    """Turn annotated statements into examples; keywords have no category to learn.

    Parameters
    ----------
    statements : iterable of AnnotatedStatement
        A corpus.

    Returns
    -------
    list of Example
        In the same order.
    """
    return [
        Example(
            text=statement.text,
            report=statement.report,
            category=statement.category or OUTSIDE,
            polarity=statement.polarity,
            also=tuple(also or OUTSIDE for also in statement.also),
            formula=statement.kind == "formula",
            publics=tuple(statement.public_spans),
        )
        for statement in statements
        if statement.kind != "keyword"
    ]


def save_examples(examples: Iterable[Example], path: Path) -> None:
    """Write examples, one JSON object a line, compressed to the same bytes each time.

    Parameters
    ----------
    examples : iterable of Example
        What a model learned from.
    path : Path
        A ``.jsonl.gz`` file.

    Raises
    ------
    TiersImpactError
        If the file cannot be written.
    """
    with written_aside(path) as aside, aside.open("wb") as file, gzip.GzipFile("", "wb", mtime=0, fileobj=file) as out:
        for example in examples:
            out.write((json.dumps(asdict(example), ensure_ascii=False) + "\n").encode())


def load_examples(path: Path) -> list[Example]:
    """Read what `save_examples` wrote.

    Parameters
    ----------
    path : Path
        A ``.jsonl.gz`` file.

    Returns
    -------
    list of Example
        In the same order.

    Raises
    ------
    ModelError
        If the file is missing or broken.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return [_example(json.loads(line)) for line in lines]
    except (OSError, EOFError, ValueError, TypeError, zlib.error) as error:
        raise ModelError(path, "the examples are missing or broken", "Install tiersimpact again.") from error


def _example(record: dict[str, Any]) -> Example:
    publics = tuple(PublicSpan(**span) for span in record.pop("publics"))
    return Example(**{**record, "also": tuple(record["also"]), "publics": publics})
