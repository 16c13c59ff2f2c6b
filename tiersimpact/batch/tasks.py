"""What a worker is sent for a report, what it does, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tiersimpact.analysis import Analysis, analyze
from tiersimpact.errors import ReadError, TiersImpactError
from tiersimpact.grid import Grid
from tiersimpact.reading import Source
from tiersimpact.records import Statement
from tiersimpact.repair import CleanText


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


Result = Found | TiersImpactError


def read(task: Task) -> Result:
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


@lru_cache(maxsize=4)
def _shared(grid: Grid) -> Grid:
    """The first grid of this content that came: what hangs on a grid is cached by it, and made once a process."""
    return grid
