"""Annotated statements as examples to learn from."""

from __future__ import annotations

from collections.abc import Iterable

from tiersimpact.corpus import AnnotatedStatement

from .storage import OUTSIDE
from .training import Example


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
        )
        for statement in statements
        if statement.kind != "keyword"
    ]
