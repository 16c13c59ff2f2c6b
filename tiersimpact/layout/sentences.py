"""Cut running text into sentences, for texts that forget capitals and love brackets."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from functools import cache
from importlib.resources import files

# Marks that may end a sentence, with what closes behind them. Begins with a mark: the search leaps to it.
_END = re.compile(r"(?P<marks>[.!?…](?<![.!?…]{2})[.!?…]*+)(?:\s?[»”\")\]])*(?=[\s,;:]|$)")
# Abbreviations that end a sentence only before what is not in small letters.
_OPEN_ENDED = frozenset({"etc"})
# No French word ends like this: « subv. », « proj. » are clipped, whoever clips them; « cv » is no such word.
_CLIPPED = re.compile(r"(?=[a-zà-ÿ])[^\W\d_]*[aeiouyéè][^\W\d_]+[vj]")
_LEITMOTIV = frozenset({"leitmotiv"})
# Symbols of measures take no full stop: one behind « 80 m » ends a sentence, unless the measure goes on.
_MEASURES = frozenset({"cm", "h", "km", "m", "mm"})
_FIGURE = re.compile(r"\d\s?$")
_OF_MEASURE = re.compile(r"(?:de|du|des|par|à|en|sur|carrée?s?|cubes?|linéaires?|environ|env)\b|d['’]")
# Who began a sentence small may begin the next one so: « on a bien ri ! les voisins aussi » (no cry: « oh ! la belle »)
_SMALL_SENTENCE = re.compile(r"\s{0,9}(?=[a-zà-ÿœ])\S{1,40}\s{1,9}\S{1,40}\s{1,9}[^\W_]")
# unless it takes up what is before: « trop bien ! dit-elle », « on a bien ri ! et dansé ».
_TAKES_UP = re.compile(r"(?:et|ou|ni|de|du|que|qui|dont)\b|(?:d|qu)['’]|[^\W\d_]+-(?:t-)?(?:ils?|elles?|iels?|on|je)\b")
# « le permis B. On roule »: no initial, where no word stands before it that a person follows, and a sentence opens.
_LETTERED = re.compile(r"(?<![^\W_])(?!(?:et|ou|de|par|chez|avec|selon|pour)\s)[a-zà-ÿœ][^\W\d_]*\s$")
_LETTER = re.compile(r"[A-Z](?![\w'’])")  # « bât. C »
_SYMBOL = re.compile(r"(?:\d\s|°)$")  # « 3 W », « 4 °C »
_OPENER = re.compile(
    r"(?:Ils?|Elles?|Iels?|On|Je|Nous|Vous|Les?|La|Une?|Des|Cet(?:te)?|Ces?|Ça|Et|Mais|Pour|Par|Dans|En|Aux?|Depuis|Se|Si|Tou(?:te)?s|Merci)\b|[CDJLQ]u?['’]"
)
# What a sentence never begins with: « 3 soirs/sem. / atelier », « 10 pers. = 2 tables ».
_GOES_ON = ",;:)/=&%€"
_STOPS = (".", "!", "?", "…")
_CLOSERS = '»”")]'
_LAST_WORD = re.compile(r"[^\W_]+$")
# An opening bracket protects what it holds when it closes within this many characters.
_MAX_BRACKET = 300
_BRACKET = re.compile(rf"\([^()]{{0,{_MAX_BRACKET}}}\)")


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Words whose full stop ends no sentence: before a name, before the day of a month, clipped in haste."""
    data = json.loads((files("tiersimpact.layout") / "abbreviations.json").read_text("utf-8"))
    clipped = " ".join(data["clipped"].values())
    return frozenset(data["before_names"].split()), frozenset(data["days"].split()), frozenset(clipped.split())


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
        bracket = bisect_left(protected, (match.start(),)) - 1  # the last that opens before the mark
        if bracket >= 0 and match.start() < protected[bracket][1] - 1:
            continue
        if not _ends_sentence(text, begin, match, end):
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
    if rest[0] in _GOES_ON:
        return False
    lower = rest[0].islower()
    if marks.startswith("...") or "…" in marks:
        return not lower
    if marks != ".":
        cries = match[0].endswith("!")  # a question takes its answer: « du bruit ? jamais »
        return not lower or (cries and _begins_small(text, begin, match.start(), rest))
    word = _LAST_WORD.search(text, max(begin, match.start() - 30), match.start())
    if word is None:
        return bool(text[max(begin, match.start() - 200) : match.start()].strip())
    if word.group().isdigit():
        return bool(text[begin : word.start()].strip())  # « 1. Premier point »
    return _ends_with(word.group(), text[max(begin, word.start() - 30) : word.start()], rest)


def _ends_with(word: str, before: str, rest: str) -> bool:
    """Tell whether the full stop behind a word ends the sentence, given what stands on both sides."""
    last = word.lower()
    if word in _MEASURES and _FIGURE.search(before):
        return not _OF_MEASURE.match(rest)
    if last in _OPEN_ENDED:
        return not rest[0].islower()
    before_names, days, clipped = _abbreviations()
    if last in before_names:
        return False
    if len(word) == 1 and word.isupper():
        return bool(_SYMBOL.search(before) or (_LETTERED.search(before) and _OPENER.match(rest)))
    if last in days:
        return not rest[0].isdigit()
    if last in clipped or (_CLIPPED.fullmatch(word) and word not in _LEITMOTIV):
        return rest[0].isupper() and not _LETTER.match(rest)
    return True


def _begins_small(text: str, begin: int, end: int, rest: str) -> bool:
    """Tell whether a sentence and the one behind it both begin with a small letter, as far as one can tell."""
    return bool(_SMALL_SENTENCE.match(text, begin, end)) and not _TAKES_UP.match(rest)


def _append(sentences: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Append the stripped sentence unless it holds no letter or digit."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if holds_word(text[start:end]):
        sentences.append((start, end))
