"""Evidence that « un » is a number: « un repas par semaine », « en un an », « un seul »."""

from __future__ import annotations

from tiersimpact.quantity.lexicon import load_lexicon
from tiersimpact.quantity.nouns import is_event
from tiersimpact.quantity.rates import CALENDAR
from tiersimpact.quantity.readings import Reading, Sentence

_SINGLE_MEASURES = frozenset({"an", "mois", "heure", "minute", "seconde"})


def is_number(sentence: Sentence, reading: Reading) -> bool:
    """Tell « un repas par semaine », « en un an », « un seul » from the article « un »."""
    lexicon = load_lexicon()
    if sentence.low(reading.last - 1) in lexicon.period_adjectives and reading.per:
        reading.first = reading.j  # « un bal mensuel »: the adjective, not the article, says how many
        return is_event(reading.unit or "")
    if reading.per in CALENDAR or reading.qualifier == "range" or reading.kind in {"fraction", "comparison"}:
        return reading.unit is not None
    after, before = sentence.low(reading.j), sentence.low(reading.i - 1)
    if before == "le" or reading.unit is None:  # « l'un »
        return False
    if after in {"seul", "seule"}:
        return True
    if reading.unit == "fois":
        return (
            reading.last - reading.j == 1
            and before not in {"il", "y", "était"}
            and not _is_conjunction(sentence, reading)
        )
    if reading.qualifier in {"min", "max"} and reading.first < reading.i and reading.own:
        return True
    if reading.kind == "duration":
        return _is_span_of_time(sentence, reading, before)
    return reading.measured and reading.own


def _is_span_of_time(sentence: Sentence, reading: Reading, before: str) -> bool:
    """Tell « en une semaine » from « une semaine dédiée », « un jour » (some day) from « en un jour »."""
    if reading.unit in _SINGLE_MEASURES or reading.value != 1:
        return True
    if reading.unit == "jour":
        return before in {"en", "pendant", "durant", "sur", "sous"}
    return before in load_lexicon().cues["during"]


def _is_conjunction(sentence: Sentence, reading: Reading) -> bool:
    """« une fois que », « une fois les travaux finis », « une fois installé »."""
    after = sentence.low(reading.last)
    return after in load_lexicon().cues["once_not"] or after.endswith(("é", "ée", "és", "ées", "i", "is", "ie", "ies"))
