"""A statement shown where it stands in its report."""

from __future__ import annotations

import dataclasses
import pickle

import pytest

import tiersimpact as ti
from tiersimpact.reading import Source

TEXT = (
    "SANTÉ\nCertaines personnes ont fait part :\n- de nuits plus calmes que l'an passé\n- d'une plus grande <b>joie</b>"
)


@pytest.fixture
def statement():
    return ti.analyze(text=TEXT, name="fournil").statements[1]


def test_all_the_pieces_are_shown(statement):
    view = ti.show_source(statement)
    assert [passage.piece for passage in view.passages] == [TEXT[start:end] for start, end in statement.sources]
    assert [passage.place for passage in view.passages] == ["ligne 2", "ligne 4"]
    assert "[d'une plus grande <b>joie</b>]" in str(view)


def test_a_notebook_shows_it_escaped(statement):
    html = ti.show_source(statement)._repr_html_()
    assert "<mark>d&#39;une plus grande &lt;b&gt;joie&lt;/b&gt;</mark>" in html
    assert "<b>" not in html


def test_context_is_cut_at_blanks(statement):
    passage = ti.show_source(statement, context=12).passages[0]
    assert (passage.before, passage.after) == ("SANTÉ\n", "\n- de nuits…")


def test_a_statement_knows_its_report_after_a_journey(statement):
    again = pickle.loads(pickle.dumps(statement))
    assert str(ti.show_source(again)) == str(ti.show_source(statement))


def test_a_statement_without_report(statement):
    lone = dataclasses.replace(statement, origin=None)
    assert lone == statement
    with pytest.raises(ValueError, match=r"fournil:2 does not know its report: pass it as source="):
        ti.show_source(lone)
    assert str(ti.show_source(lone, source=Source("fournil", TEXT))) == str(ti.show_source(statement))
    with pytest.raises(ValueError, match="does not come from the report 'autre'"):
        ti.show_source(lone, source=Source("autre", "Un mot."))


def test_the_record_does_not_hold_the_report(statement):
    assert "origin" not in statement.to_dict()
    assert "SANTÉ" not in repr(statement)
