"""Refuse a text that is not French: every later step would only guess."""

from __future__ import annotations

from tiersimpact.errors import ReadError
from tiersimpact.french import fold

# Function words of French that its neighbours do not share. They make up 15-25 % of running French, and hardly 2 %
# of English, Spanish, Italian or German; telegraphic lists hold fewer than prose.
_FUNCTION_WORDS = frozenset(
    b"le les des du et est une pour dans qui avec aux nous ont ete ce cette ne pas d l sont au entre ces".split()
)
# Code page of French letters, and the table that makes a blank of whatever is no folded letter.
_PAGE = "cp1252"
_BLANKS = bytes(code if code in "abcdefghijklmnopqrstuvwxyzœæ".encode(_PAGE) else ord(" ") for code in range(256))
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
    found = fold(text[: MAX_WORDS * 8]).encode(_PAGE, "replace").translate(_BLANKS).split()[:MAX_WORDS]
    if len(found) < MIN_WORDS:
        return
    share = sum(map(_FUNCTION_WORDS.__contains__, found)) / len(found)
    if share < MIN_SHARE:
        raise ReadError(name, "it does not read like French", "tiersimpact reads French reports only.")
