"""Signs no reader sees: line ends, control and invisible characters, ligature characters, decomposed accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from .edits import Edit

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD = re.compile(
    "(?P<hyphen>\u00ad(?=[ \t]*\r?\n))"
    "|(?P<newline>\r\n?|[\u2028\u2029\x0b\x0c\x85])"
    f"|(?P<blank>[{_BLANKS}\t])"
    "|(?P<invisible>[\u200b\u200c\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069])"
    "|(?P<control>[\x00-\x08\x0e-\x1f\x7f])"
    f"|(?P<ligature>[{''.join(_LIGATURES)}])"
    "|(?P<accent>[^\\W\\d_][\u0300-\u036f]+)"
)


def repair_characters(text: str) -> Iterator[Edit]:
    """Propose plain characters for odd ones.

    Parameters
    ----------
    text : str
        Any text.

    Yields
    ------
    Edit
        One for each odd character.

    Examples
    --------
    >>> [(edit.start, edit.new) for edit in repair_characters("e\u0301te\u0301\u00a0: oﬃce")]
    [(0, 'é'), (3, 'é'), (5, ' '), (9, 'ffi')]
    """
    for match in _ODD.finditer(text):
        kind, found = match.lastgroup, match.group()
        if kind == "newline":
            new, reason = "\n", "line end"
        elif kind == "hyphen":
            new, reason = "-", "soft hyphen at line end"
        elif kind == "blank":
            new, reason = " ", "blank"
        elif kind == "ligature":
            new, reason = _LIGATURES[found], "ligature"
        elif kind == "accent":
            new, reason = unicodedata.normalize("NFC", found), "decomposed accent"
        else:
            new, reason = "", f"{kind} character"
        yield Edit(match.start(), match.end(), new, reason)
