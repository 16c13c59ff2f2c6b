"""A sentence comes in, tokens go out: words, numbers, codes and signs with their offsets."""

from __future__ import annotations

import re
import unicodedata

from tiersimpact.french.numbers import SPACES, VULGAR_FRACTIONS, is_number_word, parse_digits

WORD, NUMBER, CODE, ORDINAL, TIME, SIGN = "word", "number", "code", "ordinal", "time", "sign"

_LETTER = r"A-Za-zÀ-ÖØ-öø-ɏͰ-Ͽ\ufb00-\ufb06\ufffd\u0300-\u036f"
_DOTS = r"·•‧⋅∙・"
_TAIL = (
    r"(?:e|s|es|x|ne|nes|le|les|rice|rices|trice|trices|euse|euses|se|ses|ère|ères|fe|fes|te|tes|ve|ves|sse|sses"
    r"|esse|esses|elle|elles|ale|ales|aux|eure|eures|eresse|ière|ières|ice|ices|onne|onnes|nne|nnes|enne|ennes)"
)
_NOT_LETTER = rf"(?![{_LETTER}\d])"
_INCLUSIVE = (
    rf"(?:\((?:{_TAIL})\)(?:\(?s\)?{_NOT_LETTER})?"
    rf"|(?:[{_DOTS}]{_TAIL}){{1,3}}{_NOT_LETTER}"
    rf"|(?:\.{_TAIL}){{1,3}}{_NOT_LETTER}"
    rf"|-(?:e|ne|le|te|trice|rice|euse|se|ve|fe|ère)-s{_NOT_LETTER}|-(?:es|nes|trices|rices|euses){_NOT_LETTER}"
    rf"|/(?:e|es|euse|euses|rice|rices|trice|trices|ne|nes|se|ses|ère|ères|ière|ières)(?:/s)?{_NOT_LETTER})"
)
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+)
  | (?P<link>https?://\S+ | www\.\S+ | [@#]\w+ | [\w.+-]{{1,64}}@[\w.-]+)
  | (?P<phone>(?<![\d])(?:\+33[ .\u00a0]?|0)[1-9](?:[{SPACES}.\-]?\d\d){{4}}(?!\d))
  | (?P<date>\d{{1,4}}(?P<sep>[/.\-])\d{{1,2}}(?P=sep)\d{{2,4}}(?!\d) | \d{{1,2}}/\d{{4}}(?!\d))
  | (?P<version>\d+(?:\.\d{{1,2}}){{2,}}(?!\d))
  | (?P<clock>\d{{1,2}}:\d\d(?!\d))
  | (?P<time>\d{{1,3}}[ \u00a0\u202f]?[hH](?:eures?)?[ \u00a0\u202f]?[0-5]\d(?![\dhH])(?![ ]?[hH]\b)
        (?:[ ]?(?:min|mn)(?![{_LETTER}]))?)
  | (?P<dims>\d+(?:[.,]\d+)?[ ]?[xX×][ ]?\d+(?:[.,]\d+)?(?:[ ]?[xX×][ ]?\d+(?:[.,]\d+)?)?(?![{_LETTER}\d]))
  | (?P<price>\d+€\d\d(?!\d))
  | (?P<ordinal>\d+[ ](?:[èe]mes?|ièmes?)(?![{_LETTER}])
        | \d+(?:ers?|ères?|ère|res?|èmes?|emes?|ièmes?|iemes?|ndes?|nds?|es?|è)(?![{_LETTER}\d€]))
  | (?P<number>\d{{1,3}}(?:[{SPACES}]{{1,2}}\d{{3}})+(?!\d)(?:[,.]\d+)?
        | \d{{1,3}}(?:['’]\d{{3}})+(?!\d) | \d{{1,3}}(?:\.\d{{3}})+(?![\d.])(?:,\d+)? | \d+(?:[.,]\d+)? | [½⅓⅔¼¾⅕⅛])
  | (?P<unit>(?:[kcdm]?m)[²³23](?![\w²³]) | [kKmM](?:ds?)?€)
  | (?P<plus>(?:[Bb]ac|BAC|R)[ ]?\+[ ]?\d+ | [NnJH][+-]\d+)
  | (?P<code>[{_LETTER}]+-?\d[\w]*)
  | (?P<mark>[nN][°º]s? | \+/- | [-=–—]> | [<>]= | \.\.\.)
  | (?P<elision>(?:[cdjlmnstCDJLMNST]|[jJ]usqu|[qQ]u|[lL]orsqu|[pP]uisqu|[qQ]uelqu|[pP]resqu|[eE]ntr)
        ['’ʼ](?=[{_LETTER}\d«"(]))
  | (?P<word>[aA]ujourd['’ʼ]hui | [pP]rud['’ʼ]hom\w+
        | (?:[{_LETTER}]+)(?:(?:-[ \t]*\n[ \t]*(?=[a-zà-ÿ])|[-‐‑])[{_LETTER}]+)*?{_INCLUSIVE}
        | [{_LETTER}]+(?:(?:-[ \t]*\n[ \t]*(?=[a-zà-ÿ])|[-‐‑])[{_LETTER}]+)*)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ELISIONS = {
    "jusqu": "jusque",
    "qu": "que",
    "lorsqu": "lorsque",
    "puisqu": "puisque",
    "quelqu": "quelque",
    "presqu": "presque",
    "entr": "entre",
}
_KINDS = {
    "number": NUMBER,
    "ordinal": ORDINAL,
    "time": TIME,
    "price": NUMBER,
    "link": CODE,
    "phone": CODE,
    "date": CODE,
    "version": CODE,
    "dims": CODE,
    "clock": CODE,
    "plus": CODE,
    "code": CODE,
    "sign": SIGN,
}
_LONGEST_NUMBER = 20
_HYPHENATION = re.compile(r"-[ \t]*\n[ \t]*")


class Token:
    """A word, number or sign with its place.

    Attributes
    ----------
    text : str
        As written.
    low : str
        Folded for comparison: lower case, plain hyphens and apostrophes, « d' » as « de ».
    start, end : int
        Half-open offsets in the whole text.
    kind : str
        One of ``word``, ``number``, ``code``, ``ordinal``, ``time``, ``sign``.
    value : float
        Of a number or a time (in hours), else 0.
    """

    __slots__ = ("end", "kind", "low", "start", "text", "value")

    def __init__(self, text: str, low: str, start: int, end: int, kind: str, value: float) -> None:
        self.text = text
        self.low = low
        self.start = start
        self.end = end
        self.kind = kind
        self.value = value

    def __repr__(self) -> str:
        return f"{self.kind}:{self.text}"


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Cut a slice of a text into tokens.

    Examples
    --------
    >>> tokenize("D'ici 2 ans, 1 200 m²")
    [word:D', word:ici, number:2, word:ans, sign:,, number:1 200, word:m²]
    """
    tokens = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        group = match.lastgroup or ""
        if group != "space":
            tokens.append(_token(match.group(), group, match.start(), match.end()))
    return tokens


def _token(text: str, group: str, start: int, end: int) -> Token:
    value = 0.0
    if group == "elision":
        stem = text[:-1].lower()
        low = _ELISIONS.get(stem, stem + "e")
        low = "le" if low == "le" else low
    else:
        low = _fold(text)
    if group == "number" and len(text) <= _LONGEST_NUMBER:
        value = VULGAR_FRACTIONS.get(text) or parse_digits(text)
    elif group == "price":
        value = float(text.replace("€", "."))
    elif group == "time":
        value = _hours(low)
    kind = _KINDS.get(group, WORD)
    if kind == NUMBER and (len(text) > _LONGEST_NUMBER or (len(text) > 1 and text[0] == "0" and text[1] not in ".,")):
        kind = CODE
    return Token(text, low, start, end, kind, value)


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower() if "\n" not in text else _mend(text.lower())
    low = unicodedata.normalize("NFC", text.lower())
    low = low.replace("’", "'").replace("ʼ", "'").replace("‐", "-").replace("‑", "-")
    return _mend(low) if "\n" in low else low


def _mend(low: str) -> str:
    """Close a word cut at a line end; number words keep their hyphen (« vingt-cinq »)."""
    hyphened = _HYPHENATION.sub("-", low)
    return hyphened if is_number_word(hyphened) else _HYPHENATION.sub("", low)


def _hours(low: str) -> float:
    hours, minutes = re.findall(r"\d+", low)[:2]
    return int(hours) + int(minutes) / 60
