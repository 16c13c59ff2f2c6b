"""Markdown marks and links, and the « Lire la suite » of web pages."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from .edits import Edit

_URL = r"\([^()\s]*(?:\s+\"[^\"\n]*\")?\)"
_IMAGE = re.compile(rf"!\[[^\[\]\n]*\]{_URL}")
_LINK = re.compile(rf"(?<!!)(?P<open>\[)(?P<words>[^\[\]\n]+)(?P<close>\]{_URL})")
_STRONG = re.compile(r"(?P<mark>\*\*|__)(?=\S)(?P<words>(?:[^\n]|\n(?!\s*\n)){1,400}?)(?<=\S)(?P=mark)")
_EMPHASIS = re.compile(r"(?<![\w*])(?P<mark>[*_])(?=[^\s*_])(?P<words>[^\n*_]+)(?<=[^\s*_])(?P=mark)(?![\w*])")
# the other one of the pair is lost, or stands in another column
_STRAY = re.compile(r"(?<![\w*])\*\*(?=[^\W\d_])|\*\*(?<=[\w.,;:!?)»]..)(?![\w*])")
_LINE_MARK = re.compile(r"^[ ]{0,3}(?:>[ ]?)+|^[ ]{0,3}(?:[-*_=][ ]?){3,}$|^```.*$", re.MULTILINE)
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!|>-])")
_MORE_WORDS = ("lire la suite", "voir plus", "voir la suite", "lire plus", "en savoir plus")
_MORE = re.compile(
    rf"[ ]{{0,3}}(?:\[?…\]?|\[?\.\.\.\]?)?[ ]{{0,3}}\b(?:{'|'.join(_MORE_WORDS)})\b[ ]*[>»→….]*[ ]*$",
    re.IGNORECASE | re.MULTILINE,
)


def repair_markup(text: str) -> Iterator[Edit]:
    """Propose to drop marks that are not words.

    Parameters
    ----------
    text : str
        Any text.

    Yields
    ------
    Edit
        One for each mark; words of links and emphasis stay, a text cut by « lire la suite » ends there.

    Examples
    --------
    >>> text = "**portés** par [Léo](https://lieu.example) Lire la suite"
    >>> [text[edit.start:edit.end] for edit in repair_markup(text)]
    ['[', '](https://lieu.example)', '**', '**', ' Lire la suite', '']
    """
    if "](" in text:
        for match in _IMAGE.finditer(text):
            yield Edit(*match.span(), "", "image")
        for match in _LINK.finditer(text):
            yield Edit(*match.span("open"), "", "link")
            yield Edit(*match.span("close"), "", "link")
    if "*" in text or "_" in text:
        paired = set()
        for match in itertools.chain(_STRONG.finditer(text), _EMPHASIS.finditer(text)):
            size = len(match["mark"])
            for start in (match.start(), match.end() - size):
                paired.add(start)
                yield Edit(start, start + size, "", "markdown")
        for match in _STRAY.finditer(text):
            if match.start() not in paired:
                yield Edit(*match.span(), "", "markdown")
    for match in itertools.chain(_LINE_MARK.finditer(text), _ESCAPE.finditer(text)):
        yield Edit(*match.span(), "", "markdown")
    small = text.lower()
    if any(words in small for words in _MORE_WORDS):
        for match in _MORE.finditer(text):
            yield Edit(*match.span(), "", "« lire la suite »")
            yield Edit(match.end(), match.end(), "\n", "end of a cut text")
