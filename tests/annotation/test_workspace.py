"""An annotator's folder: nothing is lost, nobody writes into another's, and what is decided is a corpus."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import unicodedata
from types import SimpleNamespace

import pytest

import tiersimpact as ti
from tiersimpact.annotation import opening
from tiersimpact.annotation.opening import open_desk
from tiersimpact.annotation.workspace import RENEW_AFTER
from tiersimpact.corpus import load_corpus, write_corpus


def journal(desk):
    return [json.loads(line) for line in (desk.workspace.folder / "journal.log").read_text("utf-8").splitlines()]


def test_a_sitting_goes_on_where_the_last_one_stopped(desk_of, corpus_file, do):
    desk = desk_of(corpus_file)
    do(desk, "category", category="solidarite")
    do(desk, "accept")
    do(desk, "skip")
    desk.workspace.close()
    again = desk_of(corpus_file)
    assert again.queue.place == (3, 4)
    assert [statement.category for statement in again.decided] == ["solidarite"]
    do(again, "undo")
    do(again, "undo")
    assert again.decided == []


def test_every_change_says_who_and_when(desk, do):
    do(desk, "category", category="solidarite")
    event = journal(desk)[-1]
    assert (event["annotator"], event["action"], event["replace"]) == ("lise", "category", ["la-cale:1"])
    assert event["by"][0]["statement"]["category"] == "solidarite"
    assert event["at"].endswith("Z")


def test_an_accepted_statement_keeps_what_the_model_had_proposed(desk, do):
    desk.show()
    do(desk, "accept")
    assert journal(desk)[-1]["proposals"]["la-cale:1"]["scores"]


def test_decisions_become_a_corpus_now_and_then(desk, do):
    path = desk.workspace.folder / "la-cale.jsonl"
    do(desk, "accept")
    assert not path.exists()
    for _ in range(RENEW_AFTER - 1):
        do(desk, "polarity", polarity="mixed")
    assert [statement.id for statement in load_corpus(path)] == ["la-cale:1"]
    for _ in range(RENEW_AFTER):
        do(desk, "undo")
    assert not path.exists()


def test_the_report_may_be_another_when_the_journal_has_it_whole(desk_of, corpus_file, statements, do):
    desk = desk_of(corpus_file)
    do(desk, "accept")
    desk.workspace.close()
    write_corpus(statements[1:], corpus_file)  # as a newer segmentation would number it
    again = desk_of(corpus_file)
    assert [entry.id for entry in again.queue.entries] == [statement.id for statement in statements]


def test_a_list_opens_only_its_statements_of_a_known_report(desk_of, corpus_file, statements, do):
    desk = desk_of(corpus_file)
    do(desk, "split", at=desk.workspace.session.book["la-cale:1"].statement.text.index("se parlent"))
    desk.workspace.close()
    again = desk_of([statements[0], statements[3]])
    assert [entry.id for entry in again.queue.entries] == ["la-cale:1.1", "la-cale:1.2", "la-cale:4"]


def test_a_ranked_list_keeps_its_order(desk_of, make_statement):
    doubts = [
        SimpleNamespace(statement=make_statement(i, report=report)) for report, i in (("b", 2), ("a", 1), ("b", 1))
    ]
    desk = desk_of(doubts)
    assert [entry.id for entry in desk.queue.entries] == ["b:2", "a:1", "b:1"]
    with pytest.raises(TypeError, match="cannot annotate int"):
        desk_of([3])


def test_undo_reaches_statements_outside_the_list(desk_of, corpus_file, statements, do):
    desk = desk_of(corpus_file)
    do(desk, "category", category="solidarite")
    desk.workspace.close()
    again = desk_of([statements[3]])
    do(again, "undo")
    assert again.queue.current == "la-cale:1"


def test_a_cell_run_twice_closes_the_first_window(desk_of, corpus_file, do):
    desk = desk_of(corpus_file)
    again = desk_of(corpus_file)
    with pytest.raises(ValueError, match="fermée"):
        do(desk, "accept")
    do(again, "accept")
    assert len(again.decided) == 1


def test_a_blind_annotation_shows_nothing_of_the_model(desk_of, fournil, do):
    desk = desk_of(fournil, blind=True)
    shown = desk.show()["entry"]
    assert shown["proposal"] is None
    assert (shown["category"], shown["publics"], shown["quantities"], shown["missing"]) == (
        None, [], [], ["category", "polarity"],
    )  # fmt: skip
    with pytest.raises(ValueError, match=r"Choisissez d'abord une catégorie .* et une polarité"):
        do(desk, "accept")
    do(desk, "category", category=None)
    do(desk, "polarity", polarity="neutral")
    do(desk, "accept")
    assert desk.show()["progress"]["agreement"] is None
    assert desk.figures().compared == 1


def test_a_folder_stays_blind(desk_of, corpus_file):
    desk_of(corpus_file, blind=True).workspace.close()
    with pytest.raises(ti.CorpusError, match=r"it was begun blind\. Pass blind=True"):
        desk_of(corpus_file)


def test_a_changed_grid_loses_no_answer_silently(desk_of, corpus_file, farm_grid, do):
    desk = desk_of(corpus_file)
    do(desk, "accept")
    desk.workspace.close()
    with pytest.raises(ti.CorpusError, match=r"'[a-z_]+' is not in the grid"):
        desk_of([], grid=farm_grid)


def test_a_torn_journal_is_told(desk_of, corpus_file, do):
    desk = desk_of(corpus_file)
    do(desk, "accept")
    do(desk, "accept")
    desk.workspace.close()
    path = desk.workspace.folder / "journal.log"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-2]) + lines[-2][:-50])
    again = desk_of(corpus_file)
    assert len(again.decided) == 1
    assert any("interrompue" in notice for notice in again.workspace.notices)


def test_a_journal_that_does_not_fit_names_its_line(desk_of, corpus_file, do):
    desk = desk_of(corpus_file)
    do(desk, "accept")
    desk.workspace.close()
    path = desk.workspace.folder / "journal.log"
    path.write_text(path.read_text("utf-8").replace('"replace": ["la-cale:1"]', '"replace": ["la-cale:9"]'), "utf-8")
    with pytest.raises(ti.CorpusError, match=r"journal\.log:3: the event 'accept' does not fit"):
        desk_of(corpus_file)
    path.unlink()
    with pytest.raises(ti.CorpusError, match="not annotated here"):  # the decisions are still there: not written over
        desk_of(corpus_file)


@pytest.mark.parametrize("name", ["", "../omar", "a/b", ".cache", "omar.", "CON:"])
def test_a_name_that_is_no_folder_is_refused(desk_of, corpus_file, name):
    with pytest.raises(ValueError, match="annotator is"):
        desk_of(corpus_file, annotator=name)


def test_a_corpus_that_is_a_file_is_refused(corpus_file, grid):
    with pytest.raises(ti.CorpusError, match="Name a folder"):
        open_desk(corpus_file, corpus_file, "lise", grid=grid)


def test_a_corpus_made_elsewhere_is_never_written_over(corpus_file, grid):
    before = corpus_file.read_bytes()
    with pytest.raises(ti.CorpusError, match="holds a corpus that was not annotated here"):
        open_desk(corpus_file, corpus_file.parents[1], corpus_file.parent.name, grid=grid)
    assert [path.read_bytes() for path in corpus_file.parent.iterdir()] == [before]


def test_a_report_with_a_folder_in_its_name_has_a_file(desk_of, make_statement, do):
    desk = desk_of([make_statement(report="nord/la cale: 2")])
    do(desk, "accept")
    desk.workspace.close()
    assert (desk.workspace.folder / "nord%2Fla cale%3A 2.jsonl").exists()


@pytest.mark.parametrize(
    "report", ["../../nord", "/nord", "..", "é" * 300, "nul", "CON.txt", "a\0b", "\\\\hôte\\nord", "%2E"]
)
def test_a_report_of_any_name_is_kept_in_the_folder(desk_of, make_statement, do, report):
    desk = desk_of([make_statement(report=report)])
    do(desk, "accept")
    desk.workspace.close()
    again = desk_of([make_statement(report=report)])
    assert not again.workspace.notices
    (path,) = again.workspace.folder.glob("*.jsonl")
    assert [statement.report for statement in load_corpus(path)] == [report]
    assert not path.name.upper().startswith(("NUL", "CON"))


@pytest.mark.parametrize(
    ("one", "other"), [("é" * 300, "é" * 301), ("Halle", "halle"), ("fée", "fe\u0301e"), ("É" * 300, "é" * 300)]
)
def test_two_reports_have_two_files_on_every_system(desk_of, make_statement, do, one, other):
    desk = desk_of([make_statement(report=one), make_statement(report=other)])
    do(desk, "accept")
    do(desk, "accept")
    desk.workspace.close()
    names = {unicodedata.normalize("NFC", path.name).casefold() for path in desk.workspace.folder.glob("*.jsonl")}
    assert len(names) == 2


SITTING = """
import sys
from pathlib import Path
from tiersimpact.annotation.opening import open_desk
from tiersimpact.grid import load_grid
desk = open_desk(Path(sys.argv[1]), Path(sys.argv[2]), "lise", grid=load_grid())
polarity = 0
print("open", flush=True)
while True:
    desk.do({"do": "polarity", "statement": "la-cale:2", "polarity": ["mixed", "negative"][polarity % 2]})
    polarity += 1
    print(polarity, flush=True)
"""


def test_a_killed_kernel_loses_nothing_and_leaves_no_lock(desk_of, corpus_file, tmp_path):
    arguments = [sys.executable, "-c", SITTING, corpus_file, tmp_path / "corpus"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as kernel:
        assert kernel.stdout.readline() == "open\n"
        with pytest.raises(ti.TiersImpactError, match=rf"in use by annotator lise \(process {kernel.pid}"):
            desk_of(corpus_file)
        for _ in range(2 * RENEW_AFTER + 3):
            told = int(kernel.stdout.readline())
        os.kill(kernel.pid, signal.SIGKILL)
        told = max([told, *map(int, kernel.stdout.read().split())])
    again = desk_of(corpus_file)
    polarities = [event for event in journal(again) if event["action"] == "polarity"]
    assert len(polarities) in (told, told + 1)
    assert again.workspace.session.book["la-cale:2"].statement.polarity == ["negative", "mixed"][len(polarities) % 2]


FULL_DISK = """
import resource, sys
from pathlib import Path
from tiersimpact.annotation.opening import open_desk
from tiersimpact.errors import CorpusError
from tiersimpact.grid import load_grid
desk = open_desk(Path(sys.argv[1]), Path(sys.argv[2]), "lise", grid=load_grid())
desk.do({"do": "accept", "statement": "la-cale:1"})
size = (Path(sys.argv[2]) / "lise" / "journal.log").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, resource.RLIM_INFINITY))
try:
    desk.do({"do": "accept", "statement": "la-cale:2"})
except CorpusError as error:
    print(error)
print([statement.id for statement in desk.decided], desk.queue.current)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
desk.do({"do": "accept", "statement": "la-cale:2"})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no resource limits")
def test_a_full_disk_refuses_the_click_and_keeps_the_screen_true(desk_of, corpus_file, tmp_path):
    arguments = [sys.executable, "-c", FULL_DISK, corpus_file, tmp_path / "corpus"]
    result = subprocess.run(arguments, capture_output=True, text=True, check=True)
    assert "could not be written" in result.stdout
    assert "['la-cale:1'] la-cale:2" in result.stdout
    assert [statement.id for statement in desk_of(corpus_file).decided] == ["la-cale:1", "la-cale:2"]


def test_a_corpus_file_that_cannot_be_written_is_told_and_the_journal_goes_on(desk, do, monkeypatch):
    def full(*_):
        raise ti.TiersImpactError("la-cale.jsonl", "no space", "Free some.")

    monkeypatch.setattr("tiersimpact.annotation.workspace.write_corpus", full)
    do(desk, "accept")
    for _ in range(RENEW_AFTER):
        do(desk, "polarity", polarity="mixed")
    assert any("Le journal a tout" in notice for notice in desk.workspace.notices)
    monkeypatch.undo()
    do(desk, "accept")
    desk.workspace.close()
    assert load_corpus(desk.workspace.folder)


def test_without_anywidget_the_extra_is_named(corpus_file, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "tiersimpact.annotation.widget", None)
    with pytest.raises(ti.TiersImpactError, match=r'pip install "tiersimpact\[annotation\]"'):
        ti.annotate(corpus_file, corpus=tmp_path / "corpus", annotator="lise")
    assert all(workspace.closed for workspace in opening._OPEN.values())
