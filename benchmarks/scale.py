"""Processor time of a batch in two worker processes and on a Dask cluster, over the same batch in one, once warm.

Both sides read the reports in turn, a round at a time, so that what else the machine does falls on both alike.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

import psutil  # comes with Dask

import tiersimpact as ti
from benchmarks.reports import own_reports

WARM_UP = 80
WORKERS = 2
ROUNDS = 4
MAX_MORE = 0.15
IDLE_SECONDS = 5
# What docs/howto-many-reports.md advises: as they come, a cluster's monitors take a sixth of a core without any work.
QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.admin.tick.interval": "1s",
}

Reading = Callable[[list[Path]], None]


def in_this_process(paths: list[Path]) -> None:
    for _ in ti.analyze_many(paths, n_jobs=1):
        pass


def in_workers(paths: list[Path]) -> None:
    for _ in ti.analyze_many(paths, n_jobs=WORKERS):
        pass


@contextmanager
def worker_processes() -> Iterator[Reading]:
    from joblib.externals.loky import get_reusable_executor

    yield in_workers
    get_reusable_executor().shutdown(wait=True)


@contextmanager
def dask_cluster() -> Iterator[Reading]:
    """A cluster on this machine: its workers, and this process, which schedules."""
    import dask
    import joblib
    from distributed import Client, LocalCluster

    with (
        dask.config.set(QUIET),
        LocalCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster,
        Client(cluster),
        joblib.parallel_config(backend="dask"),
    ):
        yield in_workers
        seconds, wall = spent(lambda: time.sleep(IDLE_SECONDS))
        print(f"  a cluster without work takes {seconds / wall:.1%} of a core, which is part of the next line")


def seconds_of_one(paths: list[Path]) -> float:
    """Processor time that the process which runs this takes."""
    start = time.process_time()
    in_this_process(paths)
    return time.process_time() - start


def spent(work: Callable[[], None]) -> tuple[float, float]:
    """Processor time of some work in this process and those that it started, and how long it takes."""
    start, wall = _processor_time(), time.monotonic()
    work()
    return _processor_time() - start, time.monotonic() - wall


def _processor_time() -> float:
    family = [psutil.Process(), *psutil.Process().children(recursive=True)]
    return sum(times.user + times.system for times in (process.cpu_times() for process in family))


def compare(read: Reading, reports: list[Path]) -> tuple[float, float]:
    """Processor time of reading reports in one process and in workers, each of them warm; none reads a report twice."""
    warm_up, measured = reports[:WARM_UP], reports[WARM_UP:]
    serial = several = 0.0
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as one:
        one.submit(seconds_of_one, warm_up).result()
        for _ in range(WORKERS):  # as many reports for each worker
            read(warm_up)
        for number in range(ROUNDS):
            paths = measured[number::ROUNDS]
            serial += one.submit(seconds_of_one, paths).result()
            several += spent(lambda paths=paths: read(paths))[0]
    return serial, several


def main() -> None:
    reports = own_reports()
    ways = {"worker processes": worker_processes}
    if find_spec("distributed"):
        ways["workers of a Dask cluster"] = dask_cluster
    print(f"{len(reports) - WARM_UP} reports in {WORKERS} processes, over one")
    for name, start in ways.items():
        with start() as read:
            serial, several = compare(read, reports)
        more = several / serial - 1
        print(f"  {name}: {several:.2f} s over {serial:.2f} s, {more:+.0%} (at most {MAX_MORE:+.0%})", flush=True)


if __name__ == "__main__":
    main()
