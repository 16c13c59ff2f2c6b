"""Signs no reader sees: line ends, control and invisible characters, ligature characters, decomposed accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from .edits import Edit

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ACCENTS = "\u0300-\u036f"
_INVISIBLE = "\u200b\u200c\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f"
_NEWLINES = "\u2028\u2029\x0b\x0c\x85"
# A search for one set of characters leaps from one to the next; what is there is looked at then.
_SIGN = re.compile(f"[\r{_NEWLINES}{_BLANKS}\t{_INVISIBLE}{_CONTROLS}{''.join(_LIGATURES)}{_ACCENTS}]")
_ODD = re.compile(
    "(?P<hyphen>\u00ad(?=[ \t]*\r?\n))"
    f"|(?P<newline>\r\n?|[{_NEWLINES}])"
    f"|(?P<blank>[{_BLANKS}\t])"
    f"|(?P<invisible>[{_INVISIBLE}])"
    f"|(?P<control>[{_CONTROLS}])"
    f"|(?P<ligature>[{''.join(_LIGATURES)}])"
    f"|(?P<accent>(?<=[^\\W\\d_])[{_ACCENTS}]+)"
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
    for sign in _SIGN.finditer(text):
        match = _ODD.match(text, sign.start())
        if match is None:  # an accent of no letter, or one more of the same
            continue
        start, end = match.span()
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
            start -= 1
            new, reason = unicodedata.normalize("NFC", text[start:end]), "decomposed accent"
        else:
            new, reason = "", f"{kind} character"
        yield Edit(start, end, new, reason)
