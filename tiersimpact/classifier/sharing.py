"""Headings that share the text below the last of them, as when columns were read block by block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from tiersimpact.segment import Draft

# Share of a section's statements that must speak of the empty sections above it. An empty section is nothing odd in
# itself: people leave questions out.
MIN_SHARE = 0.25
MIN_STATEMENTS = 2


def share_headings(drafts: Sequence[Draft], spoken: Sequence[str | None]) -> list[Draft]:
    """Tell empty sections above a text that share it from those that nobody answered.

    Parameters
    ----------
    drafts : sequence of Draft
        Statements in reading order.
    spoken : sequence of str or None
        For each of them the category that its words make likeliest; None where the classifier was not asked.

    Returns
    -------
    list of Draft
        The same statements, with `empty` only where headings share their text.
    """
    if not any(draft.empty for draft in drafts):
        return list(drafts)
    shared: list[Draft] = []
    for _, group in groupby(zip(drafts, spoken, strict=True), key=lambda pair: pair[0].section):
        section = list(group)
        first = section[0][0]
        empty = tuple(name for name in first.empty if name != first.heading)
        if empty and not _speaks_of(section, empty):
            empty = ()
        shared += [replace(draft, empty=empty) if draft.empty else draft for draft, _ in section]
    return shared


def _speaks_of(section: Sequence[tuple[Draft, str | None]], categories: Sequence[str]) -> bool:
    """Whether enough statements of a section speak of other categories, by standard sentences or by their words."""
    named = [_category(draft, words) for draft, words in section if draft.kind != "keyword"]
    votes = sum(name in categories for name in named)
    return votes >= max(MIN_STATEMENTS, MIN_SHARE * len(named))


def _category(draft: Draft, words: str | None) -> str | None:
    """What a statement says by itself; its own heading when that may be meant."""
    match = draft.lead_match or draft.match
    if match is not None and match.strong:
        return draft.heading if draft.heading in match.categories else match.category
    return words
