"""Headings that share the text below the last of them, as when columns were read block by block."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from tiersimpact.segment import Draft

from .model import StatementModel

# Share of a section's statements that must speak of the empty sections above it. An empty section is nothing odd in
# itself: people leave questions out.
MIN_SHARE = 0.25
MIN_STATEMENTS = 2


def share_headings(drafts: Iterable[Draft], model: StatementModel | None) -> list[Draft]:
    """Tell empty sections above a text that share it from those that nobody answered.

    Parameters
    ----------
    drafts : iterable of Draft
        Statements in reading order.
    model : StatementModel or None
        Classifier that reads comments.

    Returns
    -------
    list of Draft
        The same statements, with `empty` only where headings share their text.
    """
    shared: list[Draft] = []
    for _, group in groupby(drafts, key=lambda draft: draft.section):
        section = list(group)
        empty = tuple(name for name in section[0].empty if name != section[0].heading)
        if empty and not _speaks_of(section, empty, model):
            empty = ()
        shared += [replace(draft, empty=empty) if draft.empty else draft for draft in section]
    return shared


def _speaks_of(section: Sequence[Draft], categories: Sequence[str], model: StatementModel | None) -> bool:
    """Whether enough statements of a section speak of other categories, by standard sentences or by their words."""
    spoken = [_category(draft, model) for draft in section if draft.kind != "keyword"]
    votes = sum(name in categories for name in spoken)
    return votes >= max(MIN_STATEMENTS, MIN_SHARE * len(spoken))


def _category(draft: Draft, model: StatementModel | None) -> str | None:
    """What a statement says by itself; its own heading when that may be meant."""
    match = draft.lead_match or draft.match
    if match is not None and match.strong:
        return draft.heading if draft.heading in match.categories else match.category
    words = model.probabilities(draft.text)["category"] if model is not None else {}
    return max(words, key=words.__getitem__, default=None)
