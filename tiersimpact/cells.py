"""Cells of a spreadsheet that it shall not run as formulas; nothing of them is lost."""

from __future__ import annotations

import re

# What begins a formula, behind blanks as well; some spreadsheets take full-width signs (U+FF..) for the plain ones. A
# cell that begins with the guard itself is guarded as well, so that taking it away always gives the cell back.
_SIGN = r"[^\S\t\r\n]*[=+\-@\uff1d\uff0b\uff0d\uff20']"
# A cell also begins where a program sees one: at a semicolon when it opens commas as French Excel does.
_SEPARATOR = r"[;,\t\r\n]"
_RISKY = re.compile(rf"^(?={_SIGN}|[\t\r\n])|(?<={_SEPARATOR})(?={_SIGN})")
_GUARD = re.compile(rf"(?:^|(?<={_SEPARATOR}))'")


def guard(cell: str) -> str:
    """Put an apostrophe wherever a spreadsheet could begin to run a text.

    Parameters
    ----------
    cell : str
        Any text.

    Returns
    -------
    str
        What to write.

    Examples
    --------
    >>> guard("=1+1"), guard("'t is"), guard("4 voisins"), guard("à vous ;=1+1")
    ("'=1+1", "''t is", '4 voisins', "à vous ;'=1+1")
    """
    return _RISKY.sub("'", cell)


def unguard(cell: str) -> str:
    """Take the apostrophes of `guard` away.

    Parameters
    ----------
    cell : str
        What was written.

    Returns
    -------
    str
        The text; a cell that somebody filled in by hand stays as it is.

    Examples
    --------
    >>> unguard(guard("=1+1")), unguard(guard("à vous ;=1+1"))
    ('=1+1', 'à vous ;=1+1')
    """
    return _GUARD.sub("", cell)
