"""Decide a statement's category from the heading of its section and from the standard sentence it prints.

The heading decides. A standard sentence that belongs elsewhere proves that its own heading was lost: it
decides for itself and for the comments behind it. A comment with neither has no category; the learned
classifier will read its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from tiersimpact.formulas import FormulaMatch
from tiersimpact.segment import Draft

Source = Literal["heading", "text", "both"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was decided of a statement.

    Attributes
    ----------
    category : str or None
        Category, or None when nothing tells.
    source : str or None
        ``heading``, ``text`` or ``both``.
    needs_review : bool
        Whether a reader should look.
    warnings : tuple of str
        What disagreed or is missing.
    """

    category: str | None
    source: Source | None
    needs_review: bool = False
    warnings: tuple[str, ...] = ()


def judge(drafts: Iterable[Draft]) -> Iterator[Judgement]:
    """Decide the category of each statement of a report.

    Parameters
    ----------
    drafts : iterable of Draft
        Statements in reading order.

    Yields
    ------
    Judgement
        One for each statement.
    """
    section, shown = -1, None  # the section, and the category that a standard sentence showed for it
    for draft in drafts:
        if draft.section != section:
            section, shown = draft.section, None
        if draft.kind == "keyword":
            yield Judgement(None, None)
            continue
        match = _best(draft.match, draft.lead_match)
        expected = shown or draft.heading
        if match is not None and (match.strong or expected is None):
            judgement = _by_formula(match, expected, draft.heading)
            shown = judgement.category
            yield judgement
        elif shown is not None and shown != draft.heading:
            yield Judgement(shown, "text", warnings=_disagreement(draft.heading))
        elif draft.heading is not None:
            agrees = match is not None and draft.heading in match.categories
            yield Judgement(draft.heading, "both" if agrees else "heading")
        elif draft.outside:
            yield Judgement(None, "heading")
        else:
            yield Judgement(None, None, needs_review=True, warnings=("no heading and no standard sentence",))


def _best(own: FormulaMatch | None, lead: FormulaMatch | None) -> FormulaMatch | None:
    """The lead-in's sentence says the category of its items, unless it is weak."""
    if lead is not None and (lead.strong or own is None):
        return lead
    return own


def _by_formula(match: FormulaMatch, expected: str | None, heading: str | None) -> Judgement:
    """A standard sentence decides; under a heading it may also stand under, the heading does."""
    if expected in match.categories:
        return Judgement(expected, "both" if heading == expected else "text", warnings=_disagreement(heading, expected))
    return Judgement(match.category, "text", warnings=_disagreement(heading))


def _disagreement(heading: str | None, category: str | None = None) -> tuple[str, ...]:
    return (f"the heading says {heading}",) if heading is not None and heading != category else ()
