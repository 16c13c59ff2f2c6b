"""The command line: formats, exit codes, streams, files."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

import pytest

import tiersimpact as ti

ROOT_COMMAND = [sys.executable, "-m", "tiersimpact"]


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def reports(tmp_path):
    """Two reports with a bad one in the middle."""
    for name, text in {
        "nord.txt": "SOLIDARITÉ\n\n12 voisins se prêtent une échelle.",
        "vide.txt": "",
        "sud.md": "## Santé\n\nOn dort mieux.",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [tmp_path / name for name in ("nord.txt", "vide.txt", "sud.md")]


def test_jsonl_is_the_library_s(run, fournil, fournil_analysis):
    result = run("analyze", fournil, "--format", "jsonl")
    assert (result.code, result.err) == (0, "")
    assert result.out == fournil_analysis.to_jsonl()


def test_jsonl_is_the_default(run, fournil, fournil_analysis):
    assert run("analyze", fournil).out == fournil_analysis.to_jsonl()


@pytest.mark.parametrize("level", ["statements", "publics", "quantities"])
def test_csv(run, fournil, fournil_analysis, level):
    result = run("analyze", fournil, "--format", "csv", "--level", level)
    assert result.code == 0
    rows = list(csv.DictReader(io.StringIO(result.out)))
    frame = fournil_analysis.to_frame(level)
    assert [row["id"] for row in rows] == list(frame["id"])
    assert list(rows[0]) == list(frame)


def test_questionnaire(run, fournil, fournil_analysis):
    (row,) = lines(run("analyze", fournil, "--format", "questionnaire").out)
    assert row == fournil_analysis.answers.to_dict()


def test_parquet(run, fournil, fournil_analysis, tmp_path):
    pd = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    path = tmp_path / "table.parquet"
    result = run("analyze", fournil, "--format", "parquet", "-o", path)
    assert (result.code, result.out) == (0, "")
    pd.testing.assert_frame_equal(pd.read_parquet(path), fournil_analysis.to_frame())


def test_csv_for_a_french_excel(run, fournil, fournil_analysis, tmp_path):
    output = tmp_path / "quantities.csv"
    assert run("analyze", fournil, "--format", "csv-excel", "--level", "quantities", "-o", output).code == 0
    written = output.read_text(encoding="utf-8")
    assert written.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff")), delimiter=";"))
    assert [row["quantity"] for row in rows] == [quantity.text for quantity in fournil_analysis.quantities]
    printed = run("analyze", fournil, "--format", "csv-excel", "--level", "quantities").out
    assert printed == written.removeprefix("\ufeff")


@pytest.mark.parametrize("format", ["jsonl", "csv", "questionnaire"])
def test_a_file_holds_what_stdout_would(run, fournil, tmp_path, format):
    path = tmp_path / "sortie"
    shown = run("analyze", fournil, "-f", format)
    written = run("analyze", fournil, "-f", format, "-o", path)
    assert (written.code, written.out) == (0, "")
    assert path.read_text(encoding="utf-8") == shown.out
    assert list(tmp_path.iterdir()) == [path]


def test_a_bad_file_in_the_middle(run, reports):
    result = run("analyze", *reports)
    assert result.code == 1
    assert [row["report"] for row in lines(result.out)] == ["nord", "sud"]
    first, last = result.err.splitlines()
    assert str(reports[1]) in first
    assert "1 of 3" in last


@pytest.mark.parametrize("format", ["csv", "questionnaire"])
def test_a_bad_file_in_the_middle_of_a_table(run, reports, tmp_path, format):
    path = tmp_path / "sortie"
    assert run("analyze", *reports, "-f", format, "-o", path).code == 1
    text = path.read_text(encoding="utf-8")
    assert "nord" in text
    assert "sud" in text


def test_a_bad_file_in_front(run, reports):
    result = run("analyze", *reports[1:])
    assert result.code == 1
    assert [row["report"] for row in lines(result.out)] == ["sud"]


def test_only_bad_files_write_nothing(run, reports, tmp_path):
    path = tmp_path / "sortie.jsonl"
    result = run("analyze", reports[1], tmp_path / "absent.txt", "-o", path)
    assert (result.code, result.out) == (1, "")
    assert not path.exists()
    assert "2 of 2" in result.err


def test_an_own_grid(run, farm_path):
    result = run("analyze", farm_path.with_name("ferme.txt"), "--grid", farm_path)
    assert {row["family"] for row in lines(result.out)} == {"effets_eleves", "effets_sol", None}


@pytest.mark.parametrize(
    ("text", "says"), [(None, "cannot be read"), ("familles: []", "grille.yaml:1"), ("a: [", "not valid YAML")]
)
def test_a_bad_grid_is_one_line(run, fournil, tmp_path, text, says):
    path = tmp_path / "grille.yaml"
    if text is not None:
        path.write_text(text)
    result = run("analyze", fournil, "--grid", path)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"tiersimpact: {path}")
    assert says in result.err
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["analyze"], "REPORT", id="no-report"),
        pytest.param(["analyze", "a.txt", "--format", "xml"], "xml", id="unknown-format"),
        pytest.param(["analyze", "a.txt", "--level", "mots"], "mots", id="unknown-level"),
        pytest.param(["analyze", "a.txt", "--colour"], "--colour", id="unknown-option"),
        pytest.param(["analyze", "a.txt", "--jobs", "0"], "--jobs", id="no-process"),
        pytest.param(["analyze", "a.txt", "--jobs", "-3"], "--jobs", id="fewer-than-no-process"),
        pytest.param(["analyze", "a.txt", "--jobs", "deux"], "--jobs", id="jobs-no-number"),
        pytest.param(["analyze", "a.txt", "--format", "parquet"], "-o", id="parquet-on-stdout"),
        pytest.param(["grid", "lien_sociale"], "lien_social", id="unknown-category"),
        pytest.param(["analise", "a.txt"], "analise", id="unknown-command"),
    ],
)
def test_wrong_usage_is_2(run, arguments, says):
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert says in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--help"], ["analyze", "grid"]),
        (
            ["analyze", "--help"],
            ["REPORT", "--format", "jsonl", "--output", "--grid", "--jobs", "--level", "Exit code"],
        ),
        (["grid", "--help"], ["--yaml"]),
    ],
)
def test_help(run, arguments, says):
    result = run(*arguments)
    assert (result.code, result.err) == (0, "")
    assert [words for words in says if words not in result.out] == []


def test_without_arguments_the_help_is_shown(run):
    result = run()
    assert "analyze" in result.out + result.err
    assert result.code in (0, 2)


def test_grid_lists_every_id(run, grid):
    result = run("grid")
    assert result.code == 0
    assert [
        name for name in (*grid.categories, *grid.family_of.values(), *grid.public_types) if name not in result.out
    ] == []


def test_grid_shows_one_category(run, grid):
    result = run("grid", "reseaux")
    assert result.code == 0
    assert [f.text for f in grid.categories["reseaux"].formulas if f.text not in result.out] == []


def test_grid_yaml_starts_an_own_grid(run, grid, tmp_path):
    result = run("grid", "--yaml")
    path = tmp_path / "ma-grille.yaml"
    path.write_text(result.out, encoding="utf-8")
    assert ti.Grid.from_yaml(path).fingerprint == grid.fingerprint


@pytest.mark.parametrize("where", ["absent/sortie.jsonl", "."])
def test_an_output_that_cannot_be_written(run, fournil, tmp_path, where):
    result = run("analyze", fournil, "-o", tmp_path / where)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("tiersimpact: ")
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, OSError(28, "No space left on device")])
def test_an_interrupted_batch_leaves_nothing(run, fournil, tmp_path, monkeypatch, error):
    calls = []

    def to_jsonl(analysis):
        calls.append(analysis)
        if len(calls) == 2:
            raise error
        return analysis.to_jsonl()

    monkeypatch.setattr("tiersimpact.tables.to_jsonl", to_jsonl)
    path = tmp_path / "sortie.jsonl"
    path.write_text("avant")
    if error is RuntimeError:
        with pytest.raises(RuntimeError):
            run("analyze", fournil, fournil, "-o", path)
    else:
        assert run("analyze", fournil, fournil, "-o", path).code != 0
    assert path.read_text() == "avant"
    assert list(tmp_path.iterdir()) == [path]


def test_the_output_may_be_one_of_the_reports(run, tmp_path):
    path = tmp_path / "nord.txt"
    path.write_text("SOLIDARITÉ\n\n12 voisins se prêtent une échelle.", encoding="utf-8")
    assert run("analyze", path, "-o", path).code == 0
    assert [row["text"] for row in lines(path.read_text(encoding="utf-8"))] == ["12 voisins se prêtent une échelle."]


def command(*arguments, **options):
    return subprocess.run(
        [*ROOT_COMMAND, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", check=False, **options
    )


def test_streams_of_the_real_command(reports):
    result = command("analyze", *reports)
    assert result.returncode == 1
    assert [row["report"] for row in lines(result.stdout)] == ["nord", "sud"]
    assert len(result.stderr.splitlines()) == 2
    assert "report/s" not in result.stderr, "a progress bar where nobody looks"


@pytest.mark.skipif(os.name == "nt", reason="no terminals")
def test_a_progress_bar_on_a_terminal_and_data_on_stdout(reports):
    import pty
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    process = subprocess.Popen([*ROOT_COMMAND, "analyze", *reports], stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    out, _ = process.communicate()
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    assert b"/3 " in shown
    assert b"report" in shown
    assert [row["report"] for row in lines(out.decode())] == ["nord", "sud"]


@pytest.mark.skipif(os.name == "nt", reason="no pipes to close")
def test_head(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("SOLIDARITÉ\n\n" + "Une voisine prête son échelle aux élèves.\n\n" * 500, encoding="utf-8")
    process = subprocess.Popen(
        [*ROOT_COMMAND, "analyze", path, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    )
    assert process.stdout.read(1) == b"{"
    process.stdout.close()
    message = process.stderr.read().decode()
    process.stderr.close()
    process.wait()
    assert message == ""


def test_stdout_of_another_encoding(reports):
    result = subprocess.run(
        [*ROOT_COMMAND, "analyze", reports[0]],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    assert b"Traceback" not in result.stderr
    assert [row["text"] for row in lines(result.stdout.decode("utf-8"))] == ["12 voisins se prêtent une échelle."]


@pytest.mark.skipif(sys.platform != "linux", reason="file names in bytes")
def test_a_file_name_that_is_no_utf_8(tmp_path):
    path = os.fsencode(tmp_path) + b"/b\xe9n\xe9voles.txt"
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("SANTÉ\n\nOn dort mieux.")
    result = subprocess.run([*ROOT_COMMAND, "analyze", path], capture_output=True, check=False)
    assert b"Traceback" not in result.stderr
    (row,) = lines(result.stdout.decode("utf-8"))
    assert row["text"] == "On dort mieux."
