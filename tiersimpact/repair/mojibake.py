"""UTF-8 once read as Latin-1 (« bÃ©nÃ©voles »), put right by ftfy line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from .edits import Edit

# Two signs that open nearly every piece of mojibake of French; without one ftfy need not be imported.
_SUSPECT = re.compile(r"[ÃÂâ€](?:[^\s\w]|(?<=[ÃÂ])\w)")
# ftfy looks at a few words at a time: the whole of a long line would be compared letter by letter.
_LINE = re.compile(r"[^\n]{1,300}")


def repair_mojibake(text: str) -> Iterator[Edit]:
    """Propose the characters that were meant.

    Parameters
    ----------
    text : str
        Any text.

    Yields
    ------
    Edit
        One for each stretch that ftfy changes.

    Examples
    --------
    >>> [(edit.start, edit.end, edit.new) for edit in repair_mojibake("des bÃ©nÃ©voles")]
    [(5, 7, 'é'), (8, 10, 'é')]
    """
    if not _SUSPECT.search(text):
        return
    from ftfy import fix_encoding

    for line in _LINE.finditer(text):
        if not _SUSPECT.search(line.group()):
            continue
        meant = fix_encoding(line.group())
        if meant == line.group():
            continue
        matcher = SequenceMatcher(None, line.group(), meant, autojunk=False)
        for tag, start, end, new_start, new_end in matcher.get_opcodes():
            if tag != "equal":
                yield Edit(line.start() + start, line.start() + end, meant[new_start:new_end], "mojibake")
