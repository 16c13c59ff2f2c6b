"""Fold case and accents without moving a single offset."""

from __future__ import annotations

import unicodedata


def _fold_table() -> dict[int, int | str]:
    """Map each letter of the Latin blocks to its lower-case base letter, one to one."""
    table: dict[int, int | str] = {}
    for code in range(0x21, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if len(base) == 1 and base != chr(code):
            table[code] = base
    return table


# Signs that writers and extractors use for one another; every value is one character long.
_SIGNS = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "‐": "-",
    "‑": "-",
    "–": "-",
    "•": "·",
    "‧": "·",
    "⋅": "·",
    "∙": "·",
    "・": "·",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\n": " ",
    "\t": " ",
}
_TABLE = _fold_table() | {ord(sign): plain for sign, plain in _SIGNS.items()}


def fold(text: str) -> str:
    """Lower the case, drop accents and unify apostrophes, dashes, median points and blanks.

    Parameters
    ----------
    text : str
        Any text in NFC.

    Returns
    -------
    str
        Text of the same length, so that offsets stay valid.

    Examples
    --------
    >>> fold("L’ÉGALITÉ des usager·ère·s")
    "l'egalite des usager·ere·s"
    """
    return text.translate(_TABLE)
