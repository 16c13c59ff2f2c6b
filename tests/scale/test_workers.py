"""Worker processes: what they are sent, and what happens when one of them dies."""

from __future__ import annotations

import itertools
import os
import pickle

import pytest

import tiersimpact as ti
from tiersimpact.analysis import choose_model
from tiersimpact.batch import chunks, find_reports, name_reports, tasks, workers
from tiersimpact.batch.chunks import cut, read_chunk
from tiersimpact.batch.packing import pack, unpack
from tiersimpact.batch.tasks import Task


def records(analyses):
    return "".join(analysis.to_jsonl() for analysis in analyses)


def outcome(paths, **options):
    """Records, and the files that were named with an error."""
    errors = []
    analyses = ti.analyze_many(paths, on_error=lambda path, error: errors.append((path, str(error))), **options)
    return records(analyses), errors


def test_a_report_that_ends_its_worker_is_named_and_the_others_go_on(reports, deadly):
    others, _ = outcome([path for path in reports if path.stem != "lieu-04"])
    deadly("lieu-04")
    found, errors = outcome(reports, n_jobs=2)
    assert found == others
    ((path, message),) = errors
    assert path == reports[4]
    assert message.startswith(f"{path}: it ends the process that reads it")


def test_a_worker_killed_from_outside_loses_nothing(reports, deadly, tmp_path):
    expected = outcome(reports)
    deadly("lieu-04", marker=tmp_path / "killed")
    assert outcome(reports, n_jobs=2) == expected
    assert (tmp_path / "killed").exists()


def test_a_fault_of_ours_is_named_and_the_others_go_on(reports, monkeypatch):
    def analyze(path, **options):
        if path.stem == "lieu-04":
            raise RecursionError("too deep\nfor us")
        return ti.analyze(path, **options)

    monkeypatch.setattr(tasks, "analyze", analyze)
    found, ((path, message),) = outcome(reports)
    assert found.count('"report"') == len(reports) - 1
    assert path == reports[4]
    assert "RecursionError: too deep for us" in message


def test_a_worker_is_sent_no_model_and_no_text(reports, grid):
    model = choose_model(None, grid)
    assert len(pickle.dumps(model)) > 1_000_000
    assert len(pickle.dumps(Task(reports[0], "lieu-00", None, None))) < 500


def test_a_worker_sends_no_grid_back(fournil, grid):
    sent = read_chunk([Task(fournil, "fournil", None, None)])
    assert len(sent) < len(pickle.dumps(grid))
    (found,) = unpack(sent)
    assert records([found.analysis(grid)]) == records([ti.analyze(fournil)])


def test_results_come_back_as_they_were(fournil, tmp_path, farm_grid):
    sent = [
        tasks.read(Task(path, "x", grid, None)) for path in (fournil, tmp_path / "absent") for grid in (None, farm_grid)
    ]
    back = unpack(pack(sent))
    assert back[:2] == sent[:2]
    assert [statement.explain() for statement in back[0].statements] == [
        statement.explain() for statement in sent[0].statements
    ]
    assert [str(error) for error in back[2:]] == [str(error) for error in sent[2:]]


def test_chunks_are_of_like_size_and_keep_the_order(tmp_path):
    named = [tmp_path / f"{number:02}.txt" for number in range(40)]
    for number, path in enumerate(named):
        path.write_bytes(b"x" * (200_000 if number == 7 else 4_000))
    sent = [Task(path, path.stem, None, None) for path in (*named, tmp_path / "absent")]
    cuts = cut(sent, 2)
    assert [task for chunk in cuts for task in chunk] == sent
    assert sent[7] in cuts[1]
    assert [len(chunk) for chunk in cuts] == [7, 1, 16, 16, 1]


def test_few_reports_keep_every_worker_busy(reports):
    sent = [Task(path, path.stem, None, None) for path in reports]
    assert [len(chunk) for chunk in cut(sent, 2)] == [3, 3, 3, 3]


def test_a_worker_loads_a_model_once(reports, grid):
    from joblib import Parallel, delayed

    def loads(path):
        from tiersimpact.classifier import cached_model

        ti.analyze(path)
        return os.getpid(), cached_model.cache_info().misses

    counted = Parallel(n_jobs=2)(delayed(loads)(path) for path in reports)
    assert {misses for _, misses in counted} == {1}


def test_an_own_grid_is_the_same_object_for_all_reports_of_a_worker(farm_grid):
    copies = [pickle.loads(pickle.dumps(farm_grid)) for _ in range(2)]
    assert tasks._shared(copies[0]) is tasks._shared(copies[1])


# stopping a batch early, loky's own thread may stumble over work that it has forgotten
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_no_more_paths_are_asked_for_than_fit_the_window(reports):
    asked = []

    def paths():
        for path in itertools.cycle(reports):
            asked.append(path)
            yield path

    analyses = ti.analyze_many(paths(), n_jobs=2)
    first = next(analyses)
    assert first.report == "lieu-00"
    assert len(asked) == 2 * workers.WINDOW * (chunks.CHUNK // chunks.LEAST)
    analyses.close()


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["nord/bilan.txt", "sud/bilan.txt", "nord/bilan.md"], ["bilan", "sud/bilan", "nord/bilan"]),
        (["bilan.txt", "bilan.md"], ["bilan", "bilan-2"]),
        (["../bilan.txt", "../bilan.md"], ["bilan", "bilan-2"]),
    ],
)
def test_names(paths, names):
    assert [name for _, name in name_reports(paths)] == names


def test_names_that_are_taken():
    assert [name for _, name in name_reports(["bilan.txt"], taken=["bilan"])] == ["bilan-2"]


def test_reports_below_a_folder(tmp_path):
    kept = ["a.txt", "b/c.PDF", "b/d/e.docx"]
    for name in [*kept, ".cache/f.txt", "b/~$e.docx", ".g.txt", "h.parquet", "i"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found = list(find_reports([tmp_path, "ailleurs.xyz"]))
    assert [str(path.relative_to(tmp_path)) for path in found[:-1]] == kept
    assert str(found[-1]) == "ailleurs.xyz"
