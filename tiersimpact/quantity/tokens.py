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
_TIMED = r"(?:h|heures?|mi?n|minutes?|j|jours?|semaines?|mois|ans?)"
_TOKEN = re.compile(
    rf"""
    (?: (?P<plain>[{_LETTER}]++(?:[ ][{_LETTER}]++)*(?=[\s,;!?)»]|[.:](?:\s|\Z)|\Z)(?![ ]\+))
  | (?P<stop>[,;:!?()«»"%€] | \.(?=\s|\Z))
  | (?P<figures>https?://\S+ | www\.\S+ | [@#]\w+ | [\w.+-]{{1,64}}@[\w.-]+
        | (?<![\d])(?:\+33[ .\u00a0]?|0)[1-9](?:[{SPACES}.\-]?\d\d){{4}}(?!\d)
        | \d{{1,4}}(?P<sep>[/.\-])\d{{1,2}}(?P=sep)\d{{2,4}}(?!\d) | \d{{1,2}}/\d{{4}}(?!\d)
        | \d+(?:\.\d{{1,2}}){{2,}}(?!\d)
        | \d{{1,2}}:\d\d(?!\d)
        | \d+(?:[.,]\d+)?[ ]?[xX×][ ]?\d+(?:[.,]\d+)?(?:[ ]?[xX×][ ]?\d+(?:[.,]\d+)?)?(?![{_LETTER}\d]|[ ]{_TIMED}\b))
  | (?P<time>\d{{1,3}}[ \u00a0\u202f]?[hH](?:eures?)?[ \u00a0\u202f]?[0-5]\d(?![\dhH])(?![ ]?[hH]\b)
        (?:[ ]?(?:min|mn)(?![{_LETTER}]))?)
  | (?P<aine>\d+t?aines?(?![{_LETTER}\d]))
  | (?P<price>\d+€\d\d(?!\d))
  | (?P<ordinal>\d+[ ](?:[èe]mes?|ièmes?)(?![{_LETTER}])
        | \d+(?:ers?|ères?|ère|res?|èmes?|emes?|ièmes?|iemes?|ndes?|nds?|es?|è)(?![{_LETTER}\d€]))
  | (?P<number>\d{{1,3}}(?:[{SPACES}]{{1,2}}\d{{3}})+(?!\d)(?:[,.]\d+)?
        | \d{{1,3}}(?:['’]\d{{3}})+(?!\d) | \d{{1,3}}(?:\.\d{{3}})+(?![\d.])(?:,\d+)? | \d+(?:[.,]\d+)? | [½⅓⅔¼¾⅕⅛])
  | (?P<unit>(?:[kcdm]?m)[²³23](?![\w²³]) | [kKmM](?:ds?)?€)
  | (?P<code>(?:[Bb]ac|BAC|R)[ ]?\+[ ]?\d+ | [NnJH][+-]\d+ | (?![hH]-\d|(?<=\d)[xX]\d)[{_LETTER}]+-?\d[\w]*)
  | (?P<elision>(?:[cdjlmnstCDJLMNST]|[jJ]usqu|[qQ]u|[lL]orsqu|[pP]uisqu|[qQ]uelqu|[pP]resqu|[eE]ntr)
        ['’ʼ](?=[{_LETTER}\d«"(]))
  | (?P<word>[nN][°º]s? | \+/- | [-=–—]> | [<>]= | \.\.\.
        | [aA]ujourd['’ʼ]hui | [pP]rud['’ʼ]hom\w+
        | (?:[{_LETTER}]+)(?:(?:-[ \t]*\n[ \t]*(?=[a-zà-ÿ])|[-‐‑])[{_LETTER}]+)*?{_INCLUSIVE}
        | [{_LETTER}]+(?:(?:-[ \t]*\n[ \t]*(?=[a-zà-ÿ])|[-‐‑])[{_LETTER}]+)*)
  | (?P<space>\s+)
  | (?P<sign>.)
    )\s*
    """,
    re.VERBOSE | re.DOTALL,
)
"""One token, or a run of plain words, and the blanks behind it. Most are plain words and stops, which nothing else
begins with: they come first.
« figures » are links, telephone numbers, dates, versions, clock times and dimensions."""
_ELISIONS = {f"{letter}'": f"{letter}e" for letter in "cdjlmnst"} | {
    "qu'": "que",
    "jusqu'": "jusque",
    "lorsqu'": "lorsque",
    "puisqu'": "puisque",
    "quelqu'": "quelque",
    "presqu'": "presque",
    "entr'": "entre",
}
_KINDS = {
    "number": NUMBER,
    "price": NUMBER,
    "ordinal": ORDINAL,
    "time": TIME,
    "figures": CODE,
    "code": CODE,
    "stop": SIGN,
    "sign": SIGN,
    "word": WORD,
    "elision": WORD,
    "unit": WORD,
    "aine": WORD,
}
_AMOUNTS = frozenset({"number", "price"})
_SEPARATOR = "\r"
"""A blank that no token can hold."""
_LONGEST_NUMBER = 20
_HYPHENATION = re.compile(r"-[ \t]*\n[ \t]*")


def tokenize(text: str, start: int, end: int) -> tuple[list[str], list[str], list[str], list[int]]:
    """Cut a slice of a text into tokens.

    Returns
    -------
    (list of str, list of str, list of str, list of int)
        Of each token: what is written; its folded form (lower case, plain hyphens and apostrophes, « d' » as « de »);
        its kind (``word``, ``number``, ``code``, ``ordinal``, ``time`` or ``sign``); where it begins in the whole text.

    Examples
    --------
    >>> raws, lows, kinds, _ = tokenize("D'ici 2 ans, 1 200 m²", 0, 21)
    >>> raws
    ["D'", 'ici', '2', 'ans', ',', '1 200', 'm²']
    >>> lows[0], kinds[:3]
    ('de', ['word', 'word', 'number'])
    """
    raws: list[str] = []
    kinds: list[str] = []
    starts: list[int] = []
    for match in _TOKEN.finditer(text, start, end):
        group = match.lastgroup or ""
        raw, at = match[group], match.start()
        if group == "plain":
            words = raw.split(" ")
            raws += words
            kinds += [WORD] * len(words)
            for word in words:
                starts.append(at)
                at += len(word) + 1
        elif group != "space":
            raws.append(raw)
            kinds.append(CODE if group in _AMOUNTS and _is_reference(raw) else _KINDS[group])
            starts.append(at)
    return raws, _fold(raws), kinds, starts


def _is_reference(figures: str) -> bool:
    """Tell « 007 » and endless figures from an amount."""
    return len(figures) > _LONGEST_NUMBER or (len(figures) > 1 and figures[0] == "0" and figures[1] not in ".,")


def read_value(figures: str) -> float:
    """Return the value of a number or price as written, or of a time in hours.

    Examples
    --------
    >>> read_value("1 200"), read_value("½"), read_value("3€50"), read_value("2h30")
    (1200.0, 0.5, 3.5, 2.5)
    """
    if "€" in figures:
        return float(figures.replace("€", "."))
    if "h" in figures or "H" in figures:
        hours, minutes = re.findall(r"\d+", figures)[:2]
        return int(hours) + int(minutes) / 60
    return VULGAR_FRACTIONS.get(figures) or parse_digits(figures)


def _fold(raws: list[str]) -> list[str]:
    """Fold the tokens of a sentence, all at once."""
    low = _SEPARATOR.join(raws).lower()
    if not low.isascii():
        low = unicodedata.normalize("NFC", low)
        low = low.replace("’", "'").replace("ʼ", "'").replace("‐", "-").replace("‑", "-")
    lows = low.split(_SEPARATOR) if raws else []
    if "'" in low:
        lows = [_ELISIONS.get(low, low) for low in lows]
    return [_mend(low) for low in lows] if "\n" in low else lows


def _mend(low: str) -> str:
    """Close a word cut at a line end; number words keep their hyphen (« vingt-cinq »)."""
    hyphened = _HYPHENATION.sub("-", low)
    return hyphened if is_number_word(hyphened) else _HYPHENATION.sub("", low)
