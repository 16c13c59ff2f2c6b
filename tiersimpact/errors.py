"""Errors a caller may want to catch: one line each, with the file, what is wrong and how to mend it."""

from __future__ import annotations

from pathlib import Path


class TiersImpactError(Exception):
    """A file or resource that cannot be used.

    Parameters
    ----------
    where : str or Path
        File, with a line number when one is known (``"grid.yaml:12"``).
    problem : str
        What is wrong.
    mend : str
        What the user can do about it.
    """

    def __init__(self, where: str | Path, problem: str, mend: str) -> None:
        self.where = str(where)
        self.problem = problem
        self.mend = mend
        super().__init__(f"{self.where}: {problem}. {mend}")

    def __reduce__(self) -> tuple[type[TiersImpactError], tuple[str, str, str]]:
        """Survive the way back from a worker process."""
        return type(self), (self.where, self.problem, self.mend)


class ReadError(TiersImpactError):
    """A report that cannot be read."""


class GridError(TiersImpactError):
    """A grid file that does not describe a grid."""


class CorpusError(TiersImpactError):
    """An annotated corpus that breaks its format."""
