"""Words glued together, « visiteur·euse·sgrand public », and list items glued to the sentence before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .edits import Edit

# Each pattern begins with its sign, so that the search leaps from one to the next.
_GLUED = [
    # an inclusive plural with a second point cannot go on: « acteur·rice·s|du »
    re.compile(r"(?P<dot>[·•‧.])(?<=[^\W\d_]{2}.)[^\W\d_]{1,6}(?P=dot)s(?=[^\W\d_]{2})"),
    # a bracketed plural: « voisin(e)s|du »
    re.compile(r"\((?<=[^\W\d_]{3}.)(?:e|ne|te|le|trice|rice|euse)\)s(?=[^\W\d_]{2})"),
    # a comma, semicolon or closing bracket between words: « bénévoles,|voisins »
    re.compile(r"[,;)](?:(?<=[^\W\d_].)|(?<=[ »)].))(?=[^\W\d_]{2})"),
    # a full stop between a small word and a capital: « quartier.|Ces »
    re.compile(r"[.!?](?<=[^\W\d_A-ZÀ-Ý]{3}.)(?=[A-ZÀ-Ý][^\W\d_A-ZÀ-Ý])"),
]
# « deux fois par mois. - prêter des outils »: a list item of another column
_ITEM_BEHIND_SENTENCE = re.compile(r" [-•](?<=[.!?…]..)(?= [^\W\d_A-ZÀ-Ý])")
_INCLUSIVE_BRACKET = re.compile(r"\([^\W\d_]{1,6}\)$")


def repair_glued(text: str) -> Iterator[Edit]:
    """Propose a blank where two words are glued, a line where a list item is.

    Parameters
    ----------
    text : str
        Any text.

    Yields
    ------
    Edit
        One insertion for each place.

    Examples
    --------
    >>> text = "visiteur·euse·sgrand public"
    >>> [text[:edit.start] + edit.new + text[edit.start:] for edit in repair_glued(text)]
    ['visiteur·euse·s grand public']
    """
    for pattern in _GLUED:
        for match in pattern.finditer(text):
            if match.group() == ")" and _INCLUSIVE_BRACKET.search(text, max(0, match.end() - 8), match.end()):
                continue
            yield Edit(match.end(), match.end(), " ", "glued words")
    for match in _ITEM_BEHIND_SENTENCE.finditer(text):
        yield Edit(match.start(), match.start() + 1, "\n", "glued list item")
