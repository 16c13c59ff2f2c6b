"""Fold case and accents without moving a single offset."""

from __future__ import annotations

import unicodedata
from codecs import charmap_build, charmap_decode, charmap_encode


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
# The characters of nearly all French lines fit a code page, whose tables work many times faster than `str.translate`.
_PAGE = bytes(range(256)).decode("cp1252", errors="replace")
_TO_PAGE = charmap_build(_PAGE)
_FOLDED_PAGE = _PAGE.translate(_TABLE)


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
    try:
        return charmap_decode(charmap_encode(text, "strict", _TO_PAGE)[0], "strict", _FOLDED_PAGE)[0]
    except UnicodeEncodeError:
        return text.translate(_TABLE)
