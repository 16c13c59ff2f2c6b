"""The same call on a Dask cluster: same records, in order, whatever happens to a worker."""

from __future__ import annotations

import pandas as pd
import pytest

import tiersimpact as ti
from tiersimpact.batch import workers

pytest.importorskip("distributed")
joblib = pytest.importorskip("joblib")

# The cluster's nannies live in this process: a warning that becomes an error keeps them from starting a worker again.
pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture(scope="module")
def client():
    import dask
    from distributed import Client, LocalCluster

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),  # fewer workers to start again
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster,
        Client(cluster) as client,
    ):
        yield client


def outcome(paths, **options):
    errors = []
    analyses = ti.analyze_many(paths, on_error=lambda path, error: errors.append((path, str(error))), **options)
    return "".join(analysis.to_jsonl() for analysis in analyses), errors


@pytest.mark.usefixtures("client")
def test_a_cluster_gives_the_same_bytes_in_the_same_order(reports, tmp_path):
    paths = [*reports[:3], tmp_path / "absent.txt", *reports[3:]]
    with joblib.parallel_config(backend="dask"):
        assert outcome(paths) == outcome(paths, n_jobs=1)


@pytest.mark.usefixtures("client")
def test_a_table_cut_into_partitions(reports):  # before workers are killed: Dask itself waits for ever for new ones
    dataframe = pytest.importorskip("dask.dataframe")
    table = pd.DataFrame({"report": [path.stem for path in reports], "text": [path.read_text() for path in reports]})
    cut = dataframe.from_pandas(table, npartitions=3).map_partitions(ti.analyze_frame, meta=ti.frame_meta())
    pd.testing.assert_frame_equal(cut.compute().reset_index(drop=True), ti.analyze_frame(table))


@pytest.mark.usefixtures("client")
def test_a_worker_killed_in_the_middle_loses_nothing(reports, deadly, tmp_path):
    expected = outcome(reports, n_jobs=1)
    deadly("lieu-04", marker=tmp_path / "killed")
    with joblib.parallel_config(backend="dask"):
        assert outcome(reports) == expected
    assert (tmp_path / "killed").exists()


@pytest.mark.usefixtures("client")
def test_a_report_that_ends_its_worker_is_named_and_the_others_go_on(reports, deadly):
    others, _ = outcome([path for path in reports if path.stem != "lieu-04"], n_jobs=1)
    deadly("lieu-04")
    with joblib.parallel_config(backend="dask"):
        found, ((path, message),) = outcome(reports)
    assert found == others
    assert path == reports[4]
    assert "it ends the process that reads it" in message


def test_a_cluster_that_loses_its_workers_is_named(client, monkeypatch):
    monkeypatch.setattr(workers, "PATIENCE", 1)
    client.retire_workers(list(client.scheduler_info()["workers"]), close_workers=True)
    with pytest.raises(workers.NoWorkerError, match="no worker left"):
        next(workers._on_cluster(client, [[]]))
