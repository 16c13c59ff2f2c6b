"""Cut running text into sentences, for texts that forget capitals and love brackets."""

from __future__ import annotations

import re

# Marks that may end a sentence, with what closes behind them. Begins with a mark: the search leaps to it.
_END = re.compile(r"(?P<marks>[.!?…](?<![.!?…]{2})[.!?…]*+)(?:\s?[»”\")\]])*(?=[\s,;:]|$)")
# Words whose full stop ends no sentence.
_ABBREVIATIONS = frozenset(
    "m mm mme mlle mr dr pr st ste cf ex art n no p pp env min max tel bd av fig vol ed réf ref resp approx hab pers "
    "adm assoc dir dpt dept janv févr juil sept oct nov déc nb qq".split()
)
# Abbreviations that end a sentence only before a capital.
_OPEN_ENDED = frozenset({"etc"})
_STOPS = (".", "!", "?", "…")
_CLOSERS = '»”")]'
_LAST_WORD = re.compile(r"[^\W_]+$")
# An opening bracket protects what it holds when it closes within this many characters.
_MAX_BRACKET = 300
_BRACKET = re.compile(rf"\([^()]{{0,{_MAX_BRACKET}}}\)")


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Cut a paragraph into sentences.

    Parameters
    ----------
    text : str
        Text that holds the paragraph.
    start, end : int, optional
        Half-open bounds of the paragraph in `text`.

    Returns
    -------
    list of (int, int)
        Half-open offsets into `text`, sorted, stripped of blanks, without overlap.

    Examples
    --------
    >>> text = "il est passé (voir p. 3, etc.). puis il a demandé 1 h. de plus..."
    >>> [text[a:b] for a, b in split_sentences(text)]
    ['il est passé (voir p. 3, etc.).', 'puis il a demandé 1 h. de plus...']
    """
    end = len(text) if end is None else end
    protected = _protected(text, start, end)
    sentences: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        if any(a < match.start() < b - 1 for a, b in protected) or not _ends_sentence(text, begin, match, end):
            continue
        _append(sentences, text, begin, match.end())
        begin = match.end()
    _append(sentences, text, begin, end)
    return sentences


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends with the mark of a sentence's end.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    bool
        True after a full stop, question or exclamation mark or ellipsis, closing quotes and brackets aside.

    Examples
    --------
    >>> ends_sentence("(il est passé.) "), ends_sentence("entre :")
    (True, False)
    """
    return text.rstrip().rstrip(_CLOSERS).endswith(_STOPS)


def holds_word(text: str) -> bool:
    """Tell whether a text says anything at all.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    bool
        True when it holds a letter or a digit.

    Examples
    --------
    >>> holds_word("- 3"), holds_word(" … ")
    (True, False)
    """
    return any(map(str.isalnum, text))


def _protected(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Brackets that hold a mark which could end a sentence."""
    if "(" not in text[start:end]:
        return []
    return [match.span() for match in _BRACKET.finditer(text, start, end) if _END.search(match.group()[:-1] + " ")]


def _ends_sentence(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Tell whether the marks end the sentence that began at `begin`."""
    rest = text[match.end() : min(end, match.end() + 40)].lstrip()
    marks = match["marks"]
    if not rest:
        return True
    lower = rest[0].islower()
    if rest[0] in ",;:)":
        return False
    if marks.startswith("...") or "…" in marks:
        return not lower
    if marks != ".":
        return not lower
    word = _LAST_WORD.search(text, max(begin, match.start() - 30), match.start())
    if word is None:
        return bool(text[max(begin, match.start() - 200) : match.start()].strip())
    last = word.group().lower()
    if last in _OPEN_ENDED:
        return not lower
    if last in _ABBREVIATIONS and not (
        last in {"p", "n", "m", "ex", "min", "max"} and rest[0].isupper() and last != "m"
    ):
        return False
    if last.isdigit() and not text[begin : word.start()].strip():
        return False  # « 1. Premier point »
    if last == "h" and rest.startswith("de "):
        return False
    return not (len(last) == 1 and word.group().isupper())  # initials


def _append(sentences: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Append the stripped sentence unless it holds no letter or digit."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if holds_word(text[start:end]):
        sentences.append((start, end))
