"""Analyse many reports: in order, in flat memory, and none of them stops the others."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from tiersimpact.analysis import Analysis
from tiersimpact.errors import TiersImpactError
from tiersimpact.grid import Grid, load_grid

from .naming import name_reports
from .tasks import Task, read
from .workers import is_serial, read_in_workers

OnError = Callable[[Path, TiersImpactError], None]


def analyze_many(
    paths: Iterable[str | Path],
    *,
    n_jobs: int | None = None,
    grid: Grid | None = None,
    model: str | Path | None = None,
    on_error: OnError | None = None,
) -> Iterator[Analysis]:
    """Analyse many reports, one after the other or in several processes.

    The processes may be those of a Dask cluster; they read the files themselves, so that all must see them::

        with joblib.parallel_config(backend="dask"):
            for analysis in ti.analyze_many(paths):
                ...

    Parameters
    ----------
    paths : iterable of str or Path
        Files of the reports; two of one name are told apart by their folders.
    n_jobs : int, optional
        Processes, as in joblib: 1 for this one, -1 for as many as there are cores; by default 1, or what
        `joblib.parallel_config` says.
    grid : Grid, optional
        Grid to read them with; the shipped one by default.
    model : str or Path, optional
        Folder of a classifier; the shipped one by default.
    on_error : callable, optional
        Called with the path and the error of each file that cannot be read; by default a warning is given.

    Yields
    ------
    Analysis
        In the order of `paths`, files that cannot be read left out. With several processes, so is a file
        that brings its process down; the others of that process are read again.
    """
    return analyze_named(name_reports(paths), n_jobs=n_jobs, grid=grid, model=model, on_error=on_error)


def analyze_named(
    named: Iterable[tuple[Path, str]],
    *,
    n_jobs: int | None = None,
    grid: Grid | None = None,
    model: str | Path | None = None,
    on_error: OnError | None = None,
) -> Iterator[Analysis]:
    """Analyse many reports whose names are chosen already; otherwise as `analyze_many`.

    Parameters
    ----------
    named : iterable of (Path, str)
        Files, and the names of their reports.
    n_jobs, grid, model, on_error
        As in `analyze_many`.

    Yields
    ------
    Analysis
        In the order of `named`, files that cannot be read left out.
    """
    report_error = on_error or _warn
    tasks = (Task(path, name, grid, model) for path, name in named)
    results = ((task, read(task)) for task in tasks) if is_serial(n_jobs) else read_in_workers(tasks, n_jobs)
    with closing(results):
        for task, result in results:
            if isinstance(result, TiersImpactError):
                report_error(task.path, result)
            else:
                yield result.analysis(grid or load_grid())


def _warn(path: Path, error: TiersImpactError) -> None:
    warnings.warn(str(error), stacklevel=3)
