"""A folder of parts: what is read again and what is not, and what an interrupted run leaves."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time

import pandas as pd
import pytest

import tiersimpact as ti
from tiersimpact.tables import to_frame

pytest.importorskip("pyarrow")

from tiersimpact.partitions import MANIFEST, write_partitioned


@pytest.fixture
def out(tmp_path):
    return tmp_path / "sortie"


def write(paths, out, **options):
    return write_partitioned(paths, out, reports_per_part=4, on_error=lambda path, error: None, **options)


def rows(out):
    """All rows, as any engine that reads folders of Parquet gives them."""
    return pd.read_parquet(out)


def check(out, paths):
    """The folder holds each report's rows once."""
    expected = to_frame(ti.analyze_many(paths))
    found = rows(out).sort_values("id", ignore_index=True)
    pd.testing.assert_frame_equal(found, expected.sort_values("id", ignore_index=True))


def test_parts_hold_the_rows_in_order(reports, out):
    assert write(reports, out) == (12, 0)
    assert len(list(out.glob("part-*.parquet"))) == 3
    pd.testing.assert_frame_equal(rows(out), to_frame(ti.analyze_many(reports)))


def test_nothing_is_read_twice(reports, out):
    write(reports, out)
    before = {path: path.read_bytes() for path in out.iterdir() if path.name != "_lock"}
    assert write(reports, out) == (0, 12)
    assert {path: path.read_bytes() for path in before} == before


def test_a_file_that_was_moved_or_renamed_is_not_read_again(reports, out):
    write(reports, out)
    (reports[0].parent / "archive").mkdir()
    moved = reports[0].rename(reports[0].parent / "archive" / "ancien.txt")
    assert write([*reports[1:], moved], out) == (0, 12)


def test_a_file_that_was_changed_is_read_again_and_its_old_rows_go(reports, out):
    write(reports, out)
    reports[5].write_text("SANTÉ\n\nOn dort mieux.\n", encoding="utf-8")
    assert write(reports, out) == (1, 11)
    check(out, reports)


def test_two_files_that_changed_places_are_not_read_again(reports, out):
    write(reports, out)
    texts = [path.read_bytes() for path in reports[:2]]
    for path, text in zip(reports[:2], reversed(texts), strict=True):
        path.write_bytes(text)
    assert write(reports, out) == (0, 12)


def test_another_grid_reads_all_again(reports, out, farm_grid):
    write(reports, out)
    assert write(reports, out, grid=farm_grid) == (12, 0)
    assert len(rows(out)) == 12


def test_a_copy_is_no_second_report(reports, out):
    shutil.copy(reports[0], reports[0].with_name("copie.txt"))
    assert write([*reports, reports[0].with_name("copie.txt")], out) == (12, 0)


def test_reports_of_an_earlier_run_stay(reports, out):
    write(reports[:6], out)
    assert write(reports[6:], out) == (6, 0)
    check(out, reports)


def test_two_runs_with_files_of_one_name(reports, out, tmp_path):
    other = tmp_path / "ailleurs" / reports[0].name
    other.parent.mkdir()
    other.write_text("SANTÉ\n\nOn dort mieux.", encoding="utf-8")
    write(reports[:1], out)
    write([other], out)
    assert list(rows(out)["report"]) == ["lieu-00", "ailleurs/lieu-00"]


def test_a_file_that_could_not_be_read_is_tried_again(reports, out):
    good = reports[0].read_bytes()
    reports[0].write_text("")
    assert write(reports, out) == (11, 0)
    reports[0].write_bytes(good)
    assert write(reports, out) == (1, 11)
    check(out, reports)


def test_a_part_that_is_gone_is_written_again(reports, out):
    write(reports, out)
    (out / "part-00002.parquet").unlink()
    assert write(reports, out) == (4, 8)
    check(out, reports)


@pytest.mark.parametrize("left", [b"", b'{"path": "x", "cont'], ids=["no-line", "half-a-line"])
def test_a_part_that_was_not_listed_is_removed(reports, out, left):
    write(reports, out)
    lines = (out / MANIFEST).read_bytes().splitlines(keepends=True)
    (out / MANIFEST).write_bytes(b"".join(lines[:9]) + left)  # the last part was written, then the power went
    assert write(reports, out) == (4, 8)
    check(out, reports)


PROGRAM = """
import sys, time
from pathlib import Path
from tiersimpact.partitions import write_partitioned

def slowly(analyses, total):
    for analysis in analyses:
        time.sleep(0.1)
        yield analysis

write_partitioned(sorted(Path(sys.argv[1]).iterdir()), sys.argv[2], reports_per_part=2, watch=slowly)
"""


def test_a_killed_run_goes_on_where_it_stopped(reports, out, run):
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(reports[0].parent), str(out)])
    deadline = time.monotonic() + 60
    while len(list(out.glob("part-*.parquet"))) < 2 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    process.kill()
    assert process.wait() != 0
    result = run("analyze", reports[0].parent, "--format", "parquet", "-o", out)
    assert result.code == 0
    read, known = (int(word) for word in result.err.split() if word.isdecimal())
    assert read + known == 12
    assert 2 <= known < 12
    check(out, reports)


def test_two_runs_at_once_are_refused(reports, out):
    def second_run(analyses, total):
        with pytest.raises(ti.TiersImpactError, match=rf"sortie: it is in use by a batch \(process {os.getpid()} on "):
            write(reports, out)
        return analyses

    assert write(reports, out, watch=second_run) == (12, 0)


HEAD = '{"format": 1, "level": "statements"}\n'


@pytest.mark.parametrize(
    ("manifest", "says"),
    [
        (None, "parts, but no"),
        ("{}\n", "manifest is broken"),
        ("[1]\n{}\n", "manifest is broken"),
        ('{"format": 1, "level": "publics"}\n', "holds publics"),
        ("\n", "manifest is broken"),
        (HEAD + '{"path": "a", "content": "b", "made_by": "c", "report": ["d"], "part": "e"}\n', "manifest is broken"),
        (HEAD + '{"path": "a", "content": "b", "made_by": "c", "report": "d", "part": 5}\n', "manifest is broken"),
    ],
)
def test_a_folder_that_holds_something_else_is_left_alone(reports, out, manifest, says):
    out.mkdir()
    (out / "part-00001.parquet").write_bytes(b"PAR1")
    if manifest is not None:
        (out / MANIFEST).write_text(manifest)
    with pytest.raises(ti.TiersImpactError, match=says):
        write(reports, out)
    assert (out / "part-00001.parquet").read_bytes() == b"PAR1"


def test_somebody_else_s_file_stays(reports, out):
    write(reports[:2], out)
    (out / "part-of-mine.parquet").write_bytes(b"PAR1")
    assert write(reports[:3], out) == (1, 2)
    assert (out / "part-of-mine.parquet").read_bytes() == b"PAR1"


def test_no_report_name_leads_out_of_the_folder(out, tmp_path):
    names = ["..", "...", "nord", "..%2fsud"]
    paths = [tmp_path / "bilans" / folder / f"{name}.txt" for folder in ("..x", "y") for name in names]
    for number, path in enumerate(paths):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"SANTÉ\n\n{number} voisins dorment mieux.", encoding="utf-8")
    before = {path for path in tmp_path.rglob("*") if out not in (path, *path.parents)}
    write(paths, out)
    assert {path for path in tmp_path.rglob("*") if out not in (path, *path.parents)} == before
    assert sorted(path.name.partition("-")[0] for path in out.iterdir()) == ["_lock", MANIFEST, "part", "part"]


@pytest.mark.skipif(os.name == "nt", reason="file names in bytes")
def test_a_file_name_that_is_no_utf_8(reports, out):
    path = os.fsdecode(os.fsencode(reports[0].parent) + b"/b\xe9n\xe9voles.txt")
    shutil.move(reports[0], path)
    assert write([path], out) == (1, 0)
    assert write([path], out) == (0, 1)
    assert list(rows(out)["report"]) == ["b\\udce9n\\udce9voles"]


def test_the_manifest_says_where_each_report_is(reports, out):
    write(reports, out)
    head, *entries = [json.loads(line) for line in (out / MANIFEST).read_text(encoding="utf-8").splitlines()]
    assert head == {"format": 1, "level": "statements"}
    assert [(entry["path"], entry["report"]) for entry in entries] == [(str(path), path.stem) for path in reports]
    assert {entry["part"] for entry in entries} == {path.name for path in out.glob("part-*")}


@pytest.mark.parametrize("arguments", [["--partitioned"], ["--partitioned", "--format", "csv", "-o", "x"]])
def test_parts_need_a_folder_and_parquet(run, reports, arguments):
    result = run("analyze", reports[0], *arguments)
    assert (result.code, result.out) == (2, "")
    assert "--partitioned" in result.err


def test_an_empty_folder_is_named(run, tmp_path):
    result = run("analyze", tmp_path, "-o", tmp_path / "sortie.jsonl")
    assert (result.code, result.out) == (1, "")
    assert "no report was found" in result.err
