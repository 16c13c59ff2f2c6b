"""Tasks shared out among worker processes, those of joblib or of a Dask cluster, and what if one of them dies."""

from __future__ import annotations

import sys
import time
import warnings
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from tiersimpact.errors import ReadError, TiersImpactError

from .chunks import cut, read_chunk, take
from .packing import unpack
from .tasks import Result, Task

# Chunks under way at once, for each process: enough to keep it busy while a long one holds up the order.
WINDOW = 8

# Seconds that a cluster may be without any worker: those that died are started anew meanwhile.
PATIENCE = 60

Answers = Generator[bytes, None, None]


class NoWorkerError(TiersImpactError):
    """A cluster on which nobody works."""


def is_serial(n_jobs: int | None) -> bool:
    """Whether all is done in this process; a cluster never is, however few of its workers are up just now."""
    if n_jobs is None and "joblib" in sys.modules:  # not imported only to say so
        from joblib import effective_n_jobs

        return _cluster() is None and bool(effective_n_jobs(None) == 1)
    return n_jobs in (None, 1)


def _cluster() -> Any:
    """The client of the Dask cluster that `joblib.parallel_config` names, if any."""
    from joblib.parallel import get_active_backend

    return getattr(get_active_backend()[0], "client", None)


def read_in_workers(tasks: Iterator[Task], n_jobs: int | None) -> Generator[tuple[Task, Result], None, None]:
    """Read in worker processes, a window at a time: a slow consumer does not fill the memory."""
    from joblib import effective_n_jobs

    n_workers = max(1, effective_n_jobs(n_jobs))
    while waiting := take(tasks, WINDOW * n_workers):
        while waiting:
            try:
                with _stopped_quietly(_parallel(cut(waiting, n_workers), n_jobs)) as answers:
                    for answer in answers:
                        for result in unpack(answer):
                            yield waiting.popleft(), result
            except _worker_deaths():
                yield from _after_a_death(waiting, n_workers)


def _parallel(chunks: list[list[Task]], n_jobs: int | None) -> Answers:
    from joblib import Parallel, delayed

    if (cluster := _cluster()) is not None:
        return _on_cluster(cluster, chunks)
    parallel = Parallel(n_jobs=n_jobs, batch_size=1, pre_dispatch="all", return_as="generator")
    answers: Answers = parallel([delayed(read_chunk)(chunk) for chunk in chunks])
    return answers


def _on_cluster(client: Any, chunks: list[list[Task]]) -> Answers:
    """Ask Dask without joblib's `Parallel`, which waits for ever for a task whose workers all died."""
    futures = client.map(read_chunk, chunks, pure=False)
    try:
        for future in futures:
            yield _wait_for(future, client)
    finally:
        client.cancel(futures)


def _wait_for(future: Any, client: Any) -> bytes:
    """Wait as long as somebody works; Dask itself would wait for ever for a cluster without workers."""
    seen = time.monotonic()
    while True:
        try:
            answer: bytes = future.result(timeout=PATIENCE / 10)
        except TimeoutError:
            if client.scheduler_info(n_workers=1)["workers"]:
                seen = time.monotonic()
            elif time.monotonic() - seen > PATIENCE:
                raise NoWorkerError(
                    client.scheduler.address, "the cluster has no worker left", "Start workers, then run again."
                ) from None
        else:
            return answer


@contextmanager
def _stopped_quietly(answers: Answers) -> Iterator[Answers]:
    """Stop the workers when the caller has seen enough; joblib would warn of the work that was for nothing."""
    try:
        yield answers
    finally:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            answers.close()


def _after_a_death(waiting: deque[Task], n_workers: int) -> Iterator[tuple[Task, Result]]:
    """Read what the workers had in hand, one at a time until the culprit is found."""
    for task in chain.from_iterable(cut(waiting, n_workers)[:n_workers]):
        result = _alone(task)
        yield waiting.popleft(), result if result is not None else _fatal(task.path)
        if result is None:
            return


def _alone(task: Task) -> Result | None:
    """Read one report while no other is read; nothing when that ends the worker: twice is no accident."""
    try:
        (answer,) = _parallel([[task]], 2)  # one job would run in this very process
    except _worker_deaths():
        return None
    return unpack(answer)[0]


def _fatal(path: Path) -> ReadError:
    problem = "it ends the process that reads it (memory used up, or a fault in a library)"
    return ReadError(path, problem, "Leave the file out, or export it again in another format.")


def _worker_deaths() -> tuple[type[Exception], ...]:
    """What joblib's backends raise when a worker is gone; Dask is asked only where it is in use."""
    if "distributed" not in sys.modules:
        return (BrokenExecutor,)
    from distributed import KilledWorker

    return BrokenExecutor, KilledWorker
