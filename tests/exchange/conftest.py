"""A statement to send to a tool, and its way there and back."""

from __future__ import annotations

import json

import pytest

import tiersimpact as ti
from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.exchange import FORMATS, read_statements, write_statements

TEXT = "🎈 12 voisins dansent avec 3 élus"


@pytest.fixture
def sent():
    return AnnotatedStatement(
        report="la-cale", id="la-cale:1", text=TEXT, start=10, end=42, sources=((14, 46),), kind="verbatim",
        family="effets_individuels", category="lien_social", also=("solidarite",), heading=None, polarity="positive",
        publics=("voisins", "benevoles"), public_spans=(ti.PublicSpan("voisins", "voisins", 5, 12),),
        quantities=(ti.quantities(TEXT)[0],), annotator="lise", status="gold", decided_at="2026-03-01T14:05:09Z",
    )  # fmt: skip


@pytest.fixture
def edited(sent, tmp_path):
    """Write the statement in a format of JSON, let a function change the task in place, read it again."""

    def edited_(format, change):
        path = tmp_path / f"tasks{FORMATS[format].suffix}"
        write_statements([sent], path, format)
        task = json.loads(path.read_text(encoding="utf-8"))
        (one,) = task if isinstance(task, list) else [task]
        change(one)
        path.write_text(json.dumps(task), encoding="utf-8")
        (back,) = read_statements(path, format)
        return back

    return edited_
