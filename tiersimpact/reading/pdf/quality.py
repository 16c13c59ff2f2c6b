"""Whether the characters that a PDF gives are French words: fonts may hide what their glyphs stand for."""

from __future__ import annotations

import re

from tiersimpact.french import fold

_WORD = re.compile(r"[^\W\d_]{2,}")
_BAD = re.compile("[\ufffd\ufffe\x00-\x08\x0e-\x1f\ue000-\uefff\uf100-\uf8ff]")
# Hardly any French text of some length holds fewer of these; finding them spares the word list.
_FUNCTION_WORDS = frozenset(
    "le la les des du de et est une un pour dans qui avec aux nous ont au par sur en se".split()
)
MIN_FUNCTION_WORDS = 0.12
# Names and jargon are unknown too, but never one word in three.
MIN_KNOWN = 0.7
MAX_BAD = 0.002
# Fewer words prove nothing.
MIN_WORDS = 5


def is_readable(text: str) -> bool:
    """Tell whether a page reads like French.

    Parameters
    ----------
    text : str
        Text of a page.

    Returns
    -------
    bool
        False when characters are lost or few words are French.

    Examples
    --------
    >>> is_readable("Les habitants du quartier se retrouvent"), is_readable("5DSSRUW GX 7LHUV/LHX GH 3DULV")
    (True, False)
    """
    if len(_BAD.findall(text)) > MAX_BAD * len(text):
        return False
    words = _WORD.findall(text)
    if len(words) < MIN_WORDS:
        return True
    common = sum(fold(word) in _FUNCTION_WORDS for word in words)
    return common >= MIN_FUNCTION_WORDS * len(words) or score(text) >= MIN_KNOWN


def score(text: str) -> float:
    """Share of known words, less the share of lost characters.

    Parameters
    ----------
    text : str
        Text of a page.

    Returns
    -------
    float
        At most 1; 0 for a text without words.

    Examples
    --------
    >>> score("des o\ufffdres") < score("des offres")
    True
    """
    from tiersimpact.french.vocabulary import is_known

    words = _WORD.findall(text)
    known = sum(map(is_known, words)) / len(words) if words else 0.0
    return known - len(_BAD.findall(text)) / max(len(text), 1)
