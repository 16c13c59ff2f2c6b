"""Processor time of a batch in two worker processes, over the same batch in one process, once warm."""

from __future__ import annotations

import resource
from pathlib import Path

import tiersimpact as ti
from benchmarks.reports import own_reports

REPORTS = 60
ROUNDS = 3
WORKERS = 2
MAX_MORE = 0.15


def processor_time() -> float:
    """Processor time of this process and of children that have ended, in seconds."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, kinds))


def batch_seconds(paths: list[Path], n_jobs: int, rounds: int) -> float:
    """Processor time of reading the same files several times, children counted when they have ended."""
    from joblib.externals.loky import get_reusable_executor

    start = processor_time()
    for _ in range(rounds):
        for _ in ti.analyze_many(paths, n_jobs=n_jobs):
            pass
    if n_jobs > 1:
        get_reusable_executor().shutdown(wait=True)
    return processor_time() - start


def per_batch(paths: list[Path], n_jobs: int) -> float:
    """Processor time of one batch without what starting costs: several batches less one, shared out."""
    once, often = batch_seconds(paths, n_jobs, 1), batch_seconds(paths, n_jobs, 1 + ROUNDS)
    return (often - once) / ROUNDS


def main() -> None:
    paths = own_reports()[:REPORTS]
    batch_seconds(paths, 1, 1)
    serial = per_batch(paths, 1)
    parallel = per_batch(paths, WORKERS)
    print(f"{len(paths)} reports, processor time: {serial:.2f} s in one process, {parallel:.2f} s in {WORKERS} workers")
    print(f"{parallel / serial - 1:+.0%} (at most {MAX_MORE:+.0%})")


if __name__ == "__main__":
    main()
