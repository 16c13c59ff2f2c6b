"""The widget checks what the browser sends, and its screen holds texts as they are."""

from __future__ import annotations

import pytest

import tiersimpact as ti
from tiersimpact.annotation.view import cut_pieces

pytest.importorskip("anywidget")


@pytest.fixture
def widget(corpus_file, tmp_path):
    widget = ti.annotate(corpus_file, corpus=tmp_path / "corpus", annotator="lise")
    yield widget
    widget.close()


def send(widget, message):
    widget._handle_custom_msg(message, [])


def test_pieces_are_the_whole_text(statements, make_statement):
    first = statements[0]
    pieces = cut_pieces(first)
    assert "".join(piece["text"] for piece in pieces) == first.text
    assert [(p["text"], p["publics"], p["quantities"]) for p in pieces] == [
        ("Une dizaine de ", [], [0]), ("voisines", [0], [0]), ("  se parlent 🎉 enfin.", [], []),
    ]  # fmt: skip
    assert [piece["text"] for piece in cut_pieces(make_statement(text="<b>&amp;"))] == ["<b>&amp;"]


def test_a_message_is_answered_with_its_token(widget):
    send(widget, {"token": "a:1", "command": {"do": "accept", "statement": "la-cale:1"}})
    assert widget.state["answered"] == "a:1"
    assert widget.state["refusal"] is None
    assert widget.state["entry"]["id"] == "la-cale:2"
    assert [statement.id for statement in widget.decided] == ["la-cale:1"]
    assert widget.figures.decided == 1


@pytest.mark.parametrize("message", [None, [], "accept", {}, {"command": 3}, {"token": "x" * 999, "command": {}}])
def test_whatever_the_browser_sends_is_answered(widget, message):
    send(widget, message)
    assert "Commande refusée" in widget.state["refusal"]
    assert widget.state["answered"] is None
    assert widget.decided == []


def test_a_fault_of_ours_is_answered(widget, monkeypatch):
    def fail(_):
        raise RuntimeError("un défaut")

    monkeypatch.setattr(widget._desk, "do", fail)
    send(widget, {"token": "a:1", "command": {}})  # ipywidgets logs what was raised
    assert (widget.state["answered"], widget.state["refusal"][:17]) == ("a:1", "Erreur inattendue")


def test_the_labels_come_from_the_grid(tmp_path, farm_path, make_statement):
    farm = ti.Grid.from_yaml(farm_path)
    category = next(iter(farm.categories))
    statement = make_statement(category=category, family=farm.family_of[category])
    widget = ti.annotate([statement], corpus=tmp_path, annotator="lise", grid=farm)
    families = widget.interface["families"]
    assert [c["label"] for f in families for c in f["categories"]] == [c.label for c in farm.categories.values()]
    assert widget.state["entry"]["proposal"] is None
    widget.close()
