"""Many reports, in one process or several: in order, in flat memory, and none of them stops the others."""

from __future__ import annotations

import os
import sys
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

from .analysis import Analysis, analyze
from .errors import ReadError, TiersImpactError
from .grid import Grid, load_grid
from .reading import READERS, Source
from .records import Statement
from .repair import CleanText

OnError = Callable[[Path, TiersImpactError], None]
# Reports under way at once, for each process: enough to keep it busy while a long one holds up the order.
WINDOW = 16


def find_reports(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Replace folders by the reports in them.

    Parameters
    ----------
    paths : iterable of str or Path
        Files, taken as they are, and folders, searched to any depth for files that can be read.

    Yields
    ------
    Path
        Files; those of one folder sorted by path. Hidden files and what office programs leave beside
        an open document (``~$…``) are passed over, links to folders are not followed.
    """
    for path in map(Path, paths):
        if os.path.isdir(path):  # noqa: PTH112 - False, not an error, for a name that no file can have
            yield from sorted(_reports_below(path))
        else:
            yield path


def _reports_below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(parent, name)
            if path.suffix.lower() in READERS and not name.startswith((".", "~$")):
                yield path


def name_reports(paths: Iterable[str | Path], *, taken: Iterable[str] = ()) -> Iterator[tuple[Path, str]]:
    """Give each file a name of its own.

    Parameters
    ----------
    paths : iterable of str or Path
        Files of the reports.
    taken : iterable of str, default=()
        Names that others bear already.

    Yields
    ------
    (Path, str)
        The file, and its stem; where that is taken, with its folder, or a number.

    Examples
    --------
    >>> [name for _, name in name_reports(["nord/bilan.txt", "sud/bilan.txt", "bilan.md"])]
    ['bilan', 'sud/bilan', 'bilan-2']
    """
    seen = set(taken)
    for path in map(Path, paths):
        stem, parent = _readable(path.stem), _readable(path.parent.name)
        folder = [f"{parent}/{stem}"] if parent not in ("", "..") else []
        numbered = (f"{stem}-{number}" for number in count(2))
        name = next(candidate for candidate in chain([stem], folder, numbered) if candidate not in seen)
        seen.add(name)
        yield path, name


def _readable(name: str) -> str:
    """A file name that is no UTF-8 as text that can be written anywhere."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


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
    results = ((task, read(task)) for task in tasks) if _is_serial(n_jobs) else _in_workers(tasks, n_jobs)
    with closing(results):
        for task, result in results:
            if isinstance(result, TiersImpactError):
                report_error(task.path, result)
            else:
                yield result.analysis(grid or load_grid())


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is sent for one report: where things are, never the things themselves."""

    path: Path
    name: str
    grid: Grid | None
    model: str | Path | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a worker sends back: an analysis without its grid, which everybody has."""

    report: str
    source: Source
    clean: CleanText
    statements: list[Statement]

    def analysis(self, grid: Grid) -> Analysis:
        """Return the whole analysis."""
        return Analysis(self.report, self.source, self.clean, self.statements, grid)


def read(task: Task) -> Found | TiersImpactError:
    """Analyse one file; its error is a result like another, so that the batch goes on.

    Parameters
    ----------
    task : Task
        What to read.

    Returns
    -------
    Found or TiersImpactError
        What was found, or why nothing was.
    """
    grid = _shared(task.grid) if task.grid is not None else None
    try:
        found = analyze(task.path, name=task.name, grid=grid, model=task.model)
    except Exception as error:  # also a fault of ours is no reason to lose the other reports
        return as_failure(task.path, error)
    return Found(found.report, found.source, found.clean, found.statements)


def as_failure(where: str | Path, error: Exception) -> TiersImpactError:
    """Say in one line why a report could not be analysed.

    Parameters
    ----------
    where : str or Path
        The report.
    error : Exception
        What was raised.

    Returns
    -------
    TiersImpactError
        The error itself, or one that names the report and what nobody foresaw.
    """
    if isinstance(error, TiersImpactError):
        return error
    problem = f"reading it failed ({type(error).__name__}: {' '.join(str(error).split())[:200]})"
    return ReadError(where, problem, "Leave it out, and report the failure.")


Results = Generator[Found | TiersImpactError, None, None]


@lru_cache(maxsize=4)
def _shared(grid: Grid) -> Grid:
    """The first grid of this content that came: what hangs on a grid is cached by it, and made once a process."""
    return grid


def _is_serial(n_jobs: int | None) -> bool:
    """Whether all is done in this process; a cluster never is, however few of its workers are up just now."""
    if n_jobs is None and "joblib" in sys.modules:  # not imported only to say so
        from joblib import effective_n_jobs

        return _cluster() is None and bool(effective_n_jobs(None) == 1)
    return n_jobs in (None, 1)


def _cluster() -> Any:
    """The client of the Dask cluster that `joblib.parallel_config` names, if any."""
    from joblib.parallel import get_active_backend

    return getattr(get_active_backend()[0], "client", None)


def _in_workers(
    tasks: Iterator[Task], n_jobs: int | None
) -> Generator[tuple[Task, Found | TiersImpactError], None, None]:
    """Read in worker processes, a window at a time: a slow consumer does not fill the memory."""
    from joblib import effective_n_jobs

    n_workers = max(1, effective_n_jobs(n_jobs))
    while waiting := deque(islice(tasks, WINDOW * n_workers)):
        while waiting:
            try:
                with _stopped_quietly(_parallel(waiting, n_jobs)) as results:
                    for result in results:
                        yield waiting.popleft(), result
            except _worker_deaths():
                yield from _after_a_death(waiting, 2 * n_workers)


def _parallel(tasks: Iterable[Task], n_jobs: int | None) -> Results:
    from joblib import Parallel, delayed

    if (cluster := _cluster()) is not None:
        return _on_cluster(cluster, tasks)
    parallel = Parallel(n_jobs=n_jobs, batch_size=1, pre_dispatch="all", return_as="generator")
    results: Results = parallel([delayed(read)(task) for task in tasks])
    return results


def _on_cluster(client: Any, tasks: Iterable[Task]) -> Results:
    """Ask Dask without joblib's `Parallel`, which waits for ever for a task whose workers all died."""
    futures = client.map(read, list(tasks), pure=False)
    try:
        for future in futures:
            yield future.result()
    finally:
        client.cancel(futures)


@contextmanager
def _stopped_quietly(results: Results) -> Iterator[Results]:
    """Stop the workers when the caller has seen enough; joblib would warn of the work that was for nothing."""
    try:
        yield results
    finally:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            results.close()


def _after_a_death(waiting: deque[Task], most: int) -> Iterator[tuple[Task, Found | TiersImpactError]]:
    """Read the first tasks, those that were under way, one at a time until the culprit is found."""
    for _ in range(min(most, len(waiting))):
        task = waiting[0]
        result = _alone(task)
        yield waiting.popleft(), result if result is not None else _fatal(task.path)
        if result is None:
            return


def _alone(task: Task) -> Found | TiersImpactError | None:
    """Read one report while no other is read; nothing when that ends the worker: twice is no accident."""
    try:
        (result,) = _parallel([task], 2)  # one job would run in this very process
    except _worker_deaths():
        return None
    return result


def _fatal(path: Path) -> ReadError:
    problem = "it ends the process that reads it (memory used up, or a fault in a library)"
    return ReadError(path, problem, "Leave the file out, or export it again in another format.")


def _worker_deaths() -> tuple[type[Exception], ...]:
    """What joblib's backends raise when a worker is gone; Dask is asked only where it is in use."""
    if "distributed" not in sys.modules:
        return (BrokenExecutor,)
    from distributed import KilledWorker

    return BrokenExecutor, KilledWorker


def _warn(path: Path, error: TiersImpactError) -> None:
    warnings.warn(str(error), stacklevel=3)
