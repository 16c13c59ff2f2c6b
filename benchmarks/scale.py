"""Processor time of a batch in two worker processes and on a Dask cluster, over the same batch in one, once warm."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import tiersimpact as ti
from benchmarks.reports import own_reports

if TYPE_CHECKING:
    from distributed import Client

WARM_UP = 80
WORKERS = 2
MAX_MORE = 0.15
IDLE_SECONDS = 5


def analyse(paths: list[Path], n_jobs: int | None = None) -> None:
    for _ in ti.analyze_many(paths, n_jobs=n_jobs):
        pass


def serial_seconds(warm_up: list[Path], measured: list[Path]) -> float:
    """Processor time in this process."""
    analyse(warm_up, 1)
    start = time.process_time()
    analyse(measured, 1)
    return time.process_time() - start


def worker_seconds(warm_up: list[Path], measured: list[Path]) -> float:
    """Processor time with worker processes: that of all reports, less that of starting and of warming up."""
    return _with_new_workers(warm_up + measured) - _with_new_workers(warm_up)


def _with_new_workers(paths: list[Path]) -> float:
    from joblib.externals.loky import get_reusable_executor

    start = _with_ended_children()
    analyse(paths, WORKERS)
    get_reusable_executor().shutdown(wait=True)
    return _with_ended_children() - start


def _with_ended_children() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, kinds))


def cluster_seconds(warm_up: list[Path], measured: list[Path]) -> float:
    """Processor time on a cluster: that of its workers and of this process, which schedules."""
    import joblib
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster,
        Client(cluster) as client,
        joblib.parallel_config(backend="dask"),
    ):
        analyse(warm_up)
        seconds, wall = _on_cluster(client, lambda: analyse(measured))
        idle, idle_wall = _on_cluster(client, lambda: time.sleep(IDLE_SECONDS))
        upkeep = wall * idle / idle_wall
        print(f"  a cluster without work takes {upkeep:.2f} s in the {wall:.0f} s that the next line took")
        return seconds


def _on_cluster(client: Client, work: Callable[[], None]) -> tuple[float, float]:
    """Processor time of some work in all processes of a cluster, and how long it takes."""

    def spent() -> float:
        return time.process_time() + sum(client.run(time.process_time).values())

    start, wall = spent(), time.monotonic()
    work()
    return spent() - start, time.monotonic() - wall


def main() -> None:
    reports = own_reports()  # each is read once, so that what a process remembers of a report helps nobody
    warm_up, measured = reports[:WARM_UP], reports[WARM_UP:]
    serial = serial_seconds(warm_up, measured)
    print(f"{len(measured)} reports in one process: {serial:.2f} s of processor time")
    ways = {"in worker processes": worker_seconds}
    if find_spec("distributed"):
        ways["on a Dask cluster"] = cluster_seconds
    for name, measure in ways.items():
        seconds = measure(warm_up, measured)
        more = seconds / serial - 1
        print(f"  with {WORKERS} {name}: {seconds:.2f} s, {more:+.0%} (at most {MAX_MORE:+.0%})", flush=True)


if __name__ == "__main__":
    main()
