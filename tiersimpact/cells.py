"""Cells of a spreadsheet that it shall not run as formulas; nothing of them is lost."""

from __future__ import annotations

# What begins a formula; some spreadsheets take full-width signs (U+FF..) for the plain ones. A cell that begins with
# the guard itself is guarded as well, so that taking one away always gives the cell back.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "'")


def guard(cell: str) -> str:
    """Put an apostrophe before a text that a spreadsheet could run.

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
    >>> guard("=1+1"), guard("'t is"), guard("4 voisins")
    ("'=1+1", "''t is", '4 voisins')
    """
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def unguard(cell: str) -> str:
    """Take the apostrophe of `guard` away.

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
    >>> unguard(guard("=1+1"))
    '=1+1'
    """
    return cell.removeprefix("'")
