"""Refuse a text that is not French: every later step would only guess."""

from __future__ import annotations

import re

from tiersimpact.errors import ReadError
from tiersimpact.french import fold

# Function words of French that its neighbours do not share. They make up 15-25 % of running French, and hardly 2 %
# of English, Spanish, Italian or German; telegraphic lists hold fewer than prose.
_FUNCTION_WORDS = frozenset(
    [
        "le",
        "les",
        "des",
        "du",
        "et",
        "est",
        "une",
        "pour",
        "dans",
        "qui",
        "avec",
        "aux",
        "nous",
        "ont",
        "ete",
        "ce",
        "cette",
        "ne",
        "pas",
        "d",
        "l",
        "sont",
        "au",
        "entre",
        "ces",
    ]
)
_WORD = re.compile(r"[a-zœæ]+")
MIN_SHARE = 0.06
# Shorter texts may be a list of names.
MIN_WORDS = 60
MAX_WORDS = 5000


def check_french(text: str, name: str) -> None:
    """Refuse a text of some length that does not read like French.

    Parameters
    ----------
    text : str
        Raw text of a report.
    name : str
        File or name, for the message.

    Raises
    ------
    ReadError
        If the text holds hardly any French function word.
    """
    found = _WORD.findall(fold(text[: MAX_WORDS * 8]))[:MAX_WORDS]
    if len(found) < MIN_WORDS:
        return
    share = sum(word in _FUNCTION_WORDS for word in found) / len(found)
    if share < MIN_SHARE:
        raise ReadError(name, "it does not read like French", "tiersimpact reads French reports only.")
