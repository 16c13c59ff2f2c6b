"""Statements to put together."""

from __future__ import annotations

from dataclasses import replace

import pytest

import tiersimpact as ti
from tiersimpact.corpus import AnnotatedStatement

PLAIN = AnnotatedStatement(
    report="la-cale", id="la-cale:1", text="les voisins dansent", start=0, end=19, sources=((0, 19),), kind="verbatim",
    family="effets_individuels", category="lien_social", also=(), heading=None, polarity="positive",
    publics=("voisins",), public_spans=(ti.PublicSpan("voisins", "voisins", 4, 11),), quantities=(), annotator="lise",
    status="gold",
)  # fmt: skip


@pytest.fixture
def decided():
    """Make a statement of `la-cale` by number, with changes."""

    def decided_(number=1, **changes):
        start = 100 * number
        return replace(PLAIN, id=f"la-cale:{number}", start=start, end=start + 19, **changes)

    return decided_
