"""``tiersimpact corpus``: exit codes, streams, files."""

from __future__ import annotations

import pytest

from tiersimpact.corpus import load_corpus, write_corpus


@pytest.fixture
def lise(decided, tmp_path):
    write_corpus([decided(1), decided(2)], tmp_path / "lise.jsonl")
    return tmp_path / "lise.jsonl"


@pytest.fixture
def omar(decided, tmp_path):
    changes = {"annotator": "omar", "category": None, "family": None}
    write_corpus([decided(1, annotator="omar"), decided(2, **changes)], tmp_path / "omar.jsonl")
    return tmp_path / "omar.jsonl"


def test_check_a_sound_corpus(run, lise):
    result = run("corpus", "check", lise)
    assert (result.code, result.out, result.err) == (0, "", "tiersimpact: no fault.\n")


def test_check_names_every_fault(run, lise):
    lise.write_text(lise.read_text("utf-8").replace("positive", "positif").replace("gold", " "), encoding="utf-8")
    result = run("corpus", "check", lise)
    assert result.code == 1
    lines = result.out.splitlines()
    assert [line.removeprefix(f"{lise}:")[:12] for line in lines] == [
        "1: polarity ", "1: status is", "2: polarity ", "2: status is",
    ]  # fmt: skip
    assert result.err == "tiersimpact: 4 faults.\n"


def test_merge_refuses_then_follows_the_policy(run, lise, omar, tmp_path):
    both = tmp_path / "both.jsonl"
    refused = run("corpus", "merge", lise, omar, "-o", both)
    assert (refused.code, both.exists()) == (1, False)
    assert "omar.jsonl: statement 'la-cale:2' has another category than in" in refused.err
    assert run("corpus", "merge", lise, omar, "--on-conflict", "review", "-o", both).code == 0
    assert [statement.status for statement in load_corpus(both)] == ["gold", "to_review"]


def test_a_file_is_not_replaced_silently(run, lise, omar):
    before = omar.read_bytes()
    for command in (["merge", lise, "-o", omar], ["convert", lise, omar]):
        result = run("corpus", *command)
        assert (result.code, omar.read_bytes()) == (1, before)
        assert "the output is already there. Choose another name, or add --force." in result.err
    assert run("corpus", "convert", lise, omar, "--force").code == 0
    assert omar.read_bytes() == lise.read_bytes()


def test_the_configuration_beside_a_file_is_not_replaced_either(run, lise, tmp_path):
    (tmp_path / "tasks-config.xml").write_text("<View/>", encoding="utf-8")
    result = run("corpus", "convert", lise, tmp_path / "tasks.json")
    assert result.code == 1
    assert "tasks-config.xml: the output is already there" in result.err
    assert (tmp_path / "tasks-config.xml").read_text("utf-8") == "<View/>"


def test_convert_there_and_back(run, lise, tmp_path):
    tasks, again = tmp_path / "tasks.json", tmp_path / "again.jsonl"
    assert run("corpus", "convert", lise, tasks).code == 0
    assert run("corpus", "convert", tasks, again, "--from", "label-studio").code == 0
    assert again.read_bytes() == lise.read_bytes()
    assert "no format" in run("corpus", "convert", lise, tmp_path / "a.xlsx").err
    assert "'excel' is no format" in run("corpus", "convert", lise, tmp_path / "a.csv", "--to", "excel").err


def test_agreement(run, lise, omar):
    result = run("corpus", "agreement", lise, omar)
    assert result.code == 0
    assert result.out.startswith("lise / omar: 2 statements of 1 reports\n")
    assert run("corpus", "agreement", lise).code == 2


def test_stats_are_in_french(run, lise):
    result = run("corpus", "stats", lise, "--thin", "2")
    assert result.code == 0
    lines = [" ".join(line.split()) for line in result.out.splitlines()]
    assert {"Catégories énoncés rapports", "Lien social 2 1", "Hors grille 0 0", "gold 2 1", "lise 2 1"} <= set(lines)
    assert lines[-1].startswith("Moins de 2 énoncés : Santé (et bien-être) (0), ")
    assert "Lien social" not in lines[-1]


@pytest.mark.parametrize("command", [["stats"], ["agreement", "{mine}"]])
def test_no_name_steers_the_terminal(run, decided, lise, tmp_path, command):
    hostile = tmp_path / "hostile.jsonl"
    write_corpus([decided(1, annotator="\x1b[2Jomar"), decided(2, annotator="\x1b[2Jomar")], hostile)
    result = run("corpus", *(part.format(mine=lise) for part in command), hostile)
    assert result.code == 0
    assert "\\x1b[2Jomar" in result.out
    assert "\x1b" not in result.out


def test_migrate(run, lise, farm_path, tmp_path):
    rules, new = tmp_path / "rules.yaml", tmp_path / "new.jsonl"
    rules.write_text(
        "categories: [{from: lien_social, to: [autonomie, connaissance_vivant]}]\n"
        "publics: [{from: voisins, to: ecoliers}]",
        encoding="utf-8",
    )
    result = run("corpus", "migrate", lise, "--rules", rules, "--grid", farm_path, "-o", new)
    assert result.code == 0
    assert "2 statements are to_review" in result.err
    assert run("corpus", "check", new, "--grid", farm_path).code == 0


def test_a_missing_corpus_is_one_line(run, tmp_path):
    for command in (["check"], ["stats"], ["agreement", tmp_path]):
        result = run("corpus", *command, tmp_path / "absent.jsonl")
        assert result.code == 1
        assert "Traceback" not in result.err
