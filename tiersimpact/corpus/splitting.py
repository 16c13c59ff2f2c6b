"""Set whole reports aside: statements of one report are never on both sides."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from .records import AnnotatedStatement


def split_by_report(
    statements: Sequence[AnnotatedStatement], *, share: float, seed: int
) -> tuple[list[AnnotatedStatement], list[AnnotatedStatement]]:
    """Set whole reports aside.

    Which ones depends on their names and the seed alone, not on the order of the statements.

    Parameters
    ----------
    statements : sequence of AnnotatedStatement
        Statements of at least two reports.
    share : float
        Share of the reports to set aside, between 0 and 1; at least one goes to each side.
    seed : int
        Another seed, another split.

    Returns
    -------
    (list of AnnotatedStatement, list of AnnotatedStatement)
        What stays and what is set aside, each in the given order.

    Raises
    ------
    ValueError
        If `share` is not between 0 and 1, or there are fewer than two reports.
    """
    if not 0 < share < 1:
        raise ValueError(f"share is {share!r}; it must lie between 0 and 1")
    reports = sorted({statement.report for statement in statements}, key=lambda name: _draw(name, seed))
    if len(reports) < 2:
        raise ValueError(f"a split by report needs at least two reports, not {len(reports)}")
    aside = set(reports[: min(max(round(share * len(reports)), 1), len(reports) - 1)])
    return (
        [statement for statement in statements if statement.report not in aside],
        [statement for statement in statements if statement.report in aside],
    )


def _draw(report: str, seed: int) -> tuple[str, str]:
    """Rank a report by a hash, the same on every machine."""
    return hashlib.sha256(f"{seed}:{report}".encode()).hexdigest(), report
