"""Errors a caller may want to catch: one line each, with the file, what is wrong and how to mend it."""

from __future__ import annotations

from pathlib import Path
from unicodedata import category

# Control and format characters, halves of surrogate pairs, line and paragraph separators.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


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
        super().__init__(printable(f"{self.where}: {problem}. {mend}"))

    def __reduce__(self) -> tuple[type[TiersImpactError], tuple[str, str, str]]:
        """Survive the way back from a worker process."""
        return type(self), (self.where, self.problem, self.mend)


def printable(text: str) -> str:
    r"""Escape what a file may have brought into a text to break its line, or to steer a terminal.

    Parameters
    ----------
    text : str
        One line.

    Returns
    -------
    str
        Without control and format characters, separators of lines and halves of surrogate pairs.

    Examples
    --------
    >>> printable("nord\x1b[2J")
    'nord\\x1b[2J'
    """
    return "".join(
        character.encode("unicode_escape").decode() if category(character) in _UNSEEN else character
        for character in text
    )


class ReadError(TiersImpactError):
    """A report that cannot be read."""


class GridError(TiersImpactError):
    """A grid file that does not describe a grid."""


class CorpusError(TiersImpactError):
    """An annotated corpus that breaks its format."""
