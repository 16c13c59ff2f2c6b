"""How exact a number is: « environ », « plus de », « 200 personnes minimum »."""

from __future__ import annotations

from tiersimpact.quantity.lexicon import load_lexicon
from tiersimpact.quantity.readings import Reading, Sentence
from tiersimpact.quantity.tokens import NUMBER


def read_qualifier(sentence: Sentence, reading: Reading) -> None:
    """Set the qualifier from the words around, and take them into the text."""
    said, start = _said_before(sentence, reading)
    behind = _said_behind(sentence, reading.last) if said is None else None
    if behind:
        said = behind[1]
        reading.last += behind[0]
    reading.first = min(reading.first, start)
    if reading.qualifier in {"range", "change"}:  # they win over « environ »
        return
    if said:
        reading.qualifier = said
    elif reading.form in {"aine", "vague"}:
        reading.qualifier = "approx"


def read_qualifier_of_rate(sentence: Sentence, reading: Reading) -> None:
    """Take in what is said behind the rate: « 350 repas par an environ », « 2 fois par mois minimum »."""
    behind = _said_behind(sentence, reading.last) if reading.per and reading.qualifier == "exact" else None
    if behind and sentence.kind(reading.last + behind[0]) != NUMBER:  # « 2 fois par mois, environ 12 personnes »
        reading.qualifier = behind[1]
        reading.last += behind[0]


def _said_behind(sentence: Sentence, index: int) -> tuple[int, str] | None:
    """Return the length and meaning of the qualifier that begins at `index`."""
    found = load_lexicon().after.after(sentence.lows, index)
    if found is None or sentence.low(index + found[0]) in {"de", "que"}:
        return None
    adds = sentence.low(index) == "+" and not sentence.glued(index)
    return None if adds else found


def _said_before(sentence: Sentence, reading: Reading) -> tuple[str | None, int]:
    """Return what the words before say, and where they begin; the outermost word wins (« plus d'une soixantaine »)."""
    lexicon = load_lexicon()
    start = reading.first
    found = lexicon.before.before(sentence.lows, start)
    if found is None or (reading.form == "article" and sentence.low(start - found[0]) == "autour"):
        return None, start
    said: str | None = None
    while found:
        start -= found[0]
        said = found[1]
        while _is_modifier(sentence, start - 1):
            start -= 1
        found = lexicon.before.before(sentence.lows, start)
    if sentence.low(start - 1) == "peu" and sentence.low(start - 2) == "un":
        start -= 2
    return said, start


def _is_modifier(sentence: Sentence, index: int) -> bool:
    return index >= 0 and sentence.low(index) in load_lexicon().modifiers
