"""Every command does what it says, and back again; replaying the journal gives the same state."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tiersimpact.annotation.opening import open_desk
from tiersimpact.annotation.refusal import Refusal
from tiersimpact.corpus import load_corpus, write_corpus


def current(desk):
    return desk.workspace.session.book[desk.queue.current]


def snapshot(desk):
    """Everything that a sitting leaves behind."""
    session = desk.workspace.session
    return list(session.book), session.can_undo, session.can_redo


def test_a_category_brings_its_family_and_leaves_the_second_ones(desk, do):
    do(desk, "also", category="solidarite")
    do(desk, "category", category="solidarite")
    statement = current(desk).statement
    assert (statement.category, statement.family, statement.also) == ("solidarite", "effets_collectifs", ())
    do(desk, "category", category=None)
    assert (current(desk).statement.category, current(desk).statement.family) == (None, None)


def test_a_public_goes_with_its_marks(desk, do):
    do(desk, "public", public="benevoles")
    assert current(desk).statement.publics == ("voisins", "benevoles")
    do(desk, "public", public="voisins")
    assert current(desk).statement.publics == ("benevoles",)
    assert current(desk).statement.public_spans == ()


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        pytest.param("enfin", "enfin", id="behind an emoji"),
        pytest.param("  se parlent ", "se parlent", id="blanks at the ends"),
    ],
)
def test_selected_words_become_a_public(desk, do, words, marked):
    start = current(desk).statement.text.index(words)
    do(desk, "mark_public", public="occupants", start=start, end=start + len(words), text=words)
    span = current(desk).statement.public_spans[-1]
    assert (span.public, span.text, current(desk).statement.text[span.start : span.end]) == (
        "occupants",
        marked,
        marked,
    )
    assert "occupants" in current(desk).statement.publics


def test_selected_words_become_a_quantity_that_is_read(desk, do):
    do(desk, "step", by=1)
    text = current(desk).statement.text
    words = "30 curieux par semaine"
    start = text.index(words)
    do(desk, "mark_quantity", start=start, end=start + len(words), text=words)
    quantity = current(desk).statement.quantities[0]
    assert (quantity.value, quantity.unit, quantity.per, quantity.text) == (30, "curieux", "semaine", words)
    answers = {"value": "1 200", "value_max": "1 500,5", "unit": " visiteur ", "per": "", "qualifier": "range"}
    do(desk, "edit_quantity", index=0, kind="count", public="visiteurs", **answers)
    quantity = current(desk).statement.quantities[0]
    assert (quantity.value, quantity.value_max, quantity.unit, quantity.per) == (1200, 1500.5, "visiteur", None)
    do(desk, "drop_quantity", index=0)
    assert current(desk).statement.quantities == ()


def test_a_correction_after_the_decision_stays_decided(desk, do):
    first = desk.queue.current
    do(desk, "accept")
    do(desk, "polarity", statement=first, polarity="mixed")
    assert [(s.id, s.polarity, s.annotator, s.status) for s in desk.decided] == [(first, "mixed", "lise", "decided")]
    assert desk.decided[0].decided_at is not None


def test_a_draft_is_not_decided(desk, do):
    do(desk, "polarity", polarity="mixed")
    assert current(desk).progress == "draft"
    assert desk.decided == []


def test_split_keeps_marks_and_sources(desk, do):
    text = current(desk).statement.text
    do(desk, "split", at=text.index("se parlent"))
    left, right = (desk.workspace.session.book[f"la-cale:1.{number}"].statement for number in (1, 2))
    assert (left.text, right.text) == ("Une dizaine de voisines", "se parlent 🎉 enfin.")
    assert (left.publics, right.publics) == (("voisins",), ())
    assert [text[start:end] for start, end in (*left.sources, *right.sources)] == [left.text, right.text]
    assert desk.queue.current == left.id


def test_split_refuses_to_cut_a_mark_in_two(desk, do):
    with pytest.raises(Refusal, match="traverse « Une dizaine de voisines »"):
        do(desk, "split", at=8)


def test_merge_joins_neighbours(desk, do):
    do(desk, "step", by=1)
    do(desk, "mark_quantity", start=22, end=35, text="30 curieux pa")
    do(desk, "step", by=-1)
    do(desk, "merge")
    statement = current(desk).statement
    assert statement.id == "la-cale:(1+2)"
    assert [statement.text[q.start : q.end] for q in statement.quantities] == [q.text for q in statement.quantities]
    assert (statement.start, len(statement.sources)) == (0, 2)
    do(desk, "undo")
    do(desk, "undo")
    assert [name.id for name in desk.workspace.session.book][:2] == ["la-cale:1", "la-cale:2"]


def test_cutting_a_statement_of_a_report_keeps_its_place_in_the_raw_text(desk_of, do, tmp_path):
    raw = "# LIEN SOCIAL\n\n- « Les gens se\nparlent » , dit-on, (et ils rient) sous le préau.\n"
    path = tmp_path / "preau.txt"
    path.write_text(raw, encoding="utf-8")
    desk = desk_of(path)
    text = current(desk).statement.text
    do(desk, "split", at=text.index("(et"))
    parts = [entry.statement for entry in desk.workspace.session.book]
    said = [" ".join("".join(raw[start:end] for start, end in part.sources).split()) for part in parts]
    assert said[1] == parts[1].text == "(et ils rient) sous le préau."
    assert said[0].replace(" ,", ",") == parts[0].text


def test_a_sentence_behind_the_last_has_no_neighbour(desk, do):
    for _ in range(3):
        do(desk, "step", by=1)
    with pytest.raises(Refusal, match="Aucun énoncé à joindre"):
        do(desk, "merge")


def test_statements_of_a_list_are_no_neighbours(desk_of, statements, do):
    desk = desk_of([statements[0], statements[2]])
    with pytest.raises(Refusal, match="Aucun énoncé à joindre"):
        do(desk, "merge")


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(None, id="nothing"),
        pytest.param({"do": "category", "statement": "la-cale:1"}, id="missing field"),
        pytest.param({"do": "rm", "statement": "la-cale:1"}, id="unknown command"),
        pytest.param({"do": "accept", "statement": 1}, id="wrong type"),
        pytest.param({"do": "accept", "statement": "la-cale:1", "more": 1}, id="unknown field"),
        pytest.param({"do": "accept", "statement": "ailleurs:1"}, id="unknown statement"),
        pytest.param({"do": "category", "statement": "la-cale:1", "category": "amour"}, id="unknown category"),
        pytest.param({"do": "public", "statement": "la-cale:1", "public": "<script>"}, id="unknown public"),
        pytest.param({"do": "unmark_public", "statement": "la-cale:1", "index": 9}, id="no such mark"),
        pytest.param({"do": "remark", "statement": "la-cale:1", "flagged": True, "note": "\ud83c"}, id="half a sign"),
        pytest.param({"do": "remark", "statement": "la-cale:1", "flagged": True, "note": "x" * 9999}, id="too long"),
        pytest.param({"do": "adopt", "statement": "la-cale:1", "opinion": 0}, id="no opinion"),
        pytest.param(
            {"do": "mark_public", "statement": "la-cale:1", "public": "voisins", "start": 0, "end": 3, "text": "ail"},
            id="other words",
        ),
        pytest.param(
            {"do": "edit_quantity", "statement": "la-cale:1", "index": 0, "value": "dix", "value_max": "", "unit": "",
             "per": "", "qualifier": "exact", "kind": "count", "public": None},
            id="no number",
        ),
    ],
)  # fmt: skip
def test_nonsense_is_refused_and_changes_nothing(desk, message):
    before = snapshot(desk)
    journal = (desk.workspace.folder / "journal.log").read_bytes()
    with pytest.raises(Refusal):
        desk.do(message)
    assert snapshot(desk) == before
    assert (desk.workspace.folder / "journal.log").read_bytes() == journal


COMMANDS = st.one_of(
    st.builds(lambda c: {"do": "category", "category": c}, st.sampled_from(["solidarite", "reseaux", None])),
    st.builds(lambda c: {"do": "also", "category": c}, st.sampled_from(["solidarite", "reseaux"])),
    st.builds(lambda p: {"do": "polarity", "polarity": p}, st.sampled_from(["negative", "mixed"])),
    st.builds(lambda p: {"do": "public", "public": p}, st.sampled_from(["voisins", "benevoles"])),
    st.builds(lambda i: {"do": "unmark_public", "index": i}, st.integers(0, 1)),
    st.builds(lambda i: {"do": "drop_quantity", "index": i}, st.integers(0, 1)),
    st.builds(lambda a: {"do": "split", "at": a}, st.integers(0, 50)),
    st.builds(lambda a, b: {"do": "mark", "start": a, "end": a + b}, st.integers(0, 40), st.integers(1, 20)),
    st.builds(lambda n: {"do": "remark", "flagged": bool(n), "note": n}, st.sampled_from(["", "à voir 🎉"])),
    *(st.just({"do": name}) for name in ("accept", "skip", "merge", "undo", "redo")),
)


def obey(desk, command, number):
    """Give a random command about one of the statements; most of those that make no sense are refused."""
    book = list(desk.workspace.session.book)
    entry = book[number % len(book)]
    if command["do"] == "mark":
        text = entry.statement.text[command["start"] : command["end"]]
        name = ("mark_quantity", {}) if number % 2 else ("mark_public", {"public": "occupants"})
        command = {**command, "do": name[0], **name[1], "text": text}
    if command["do"] not in ("undo", "redo"):
        command = {**command, "statement": entry.id}
    desk.do(command)


@settings(max_examples=60)
@given(st.lists(st.tuples(COMMANDS, st.integers(0, 9)), max_size=25))
def test_any_commands_can_be_undone_and_replayed(grid, statements, commands):
    with TemporaryDirectory() as folder:
        source = Path(folder) / "la-cale.jsonl"
        write_corpus(statements, source)
        desk = open_desk(source, Path(folder) / "corpus", "lise", grid=grid)
        start = list(desk.workspace.session.book)
        for command, number in commands:
            try:
                obey(desk, command, number)
            except Refusal:
                continue
        reached = snapshot(desk)
        decided = desk.decided
        again = open_desk(source, Path(folder) / "corpus", "lise", grid=grid)
        assert snapshot(again) == reached
        own = Path(folder) / "corpus" / "lise"
        assert (load_corpus(own, grid=grid) if decided else []) == decided
        for statement in (entry.statement for entry in reached[0]):
            marks = (*statement.public_spans, *statement.quantities)
            assert all(statement.text[mark.start : mark.end] == mark.text for mark in marks)
        undone = 0
        while again.workspace.session.can_undo:
            again.do({"do": "undo"})
            undone += 1
        assert list(again.workspace.session.book) == start
        for _ in range(undone):
            again.do({"do": "redo"})
        assert snapshot(again) == reached
        again.workspace.close()
