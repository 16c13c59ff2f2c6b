"""Units that a label or a subject gives: « Nombre de bénévoles : 45 », « nos adhérents sont passés de 12 à 60 »."""

from __future__ import annotations

import re

from tiersimpact.quantity.joins import CHANGE_VERB
from tiersimpact.quantity.lexicon import load_lexicon
from tiersimpact.quantity.nouns import lemma, noun_at
from tiersimpact.quantity.readings import Reading, Sentence
from tiersimpact.quantity.units import measure_at

_LABEL_SIGNS = frozenset({":", "=", "|"})
_FILLERS = _LABEL_SIGNS | frozenset({".", "...", "…", "_", "-", "–"})
_LABEL_STARTS = frozenset({".", ",", ";", ":", "|", "•", "–", "!", "?"})
_LABEL_ENDS = frozenset({"", ".", ",", ";", ")", "en", "(", "dont", "/", "|"})
_WIDE = re.compile(r"\.{3,}|…|__|\t|  ")
_PLURAL_ARTICLES = frozenset({"les", "nos", "ses", "leurs", "des", "ces"})
_REACH = 16


def read_label(sentence: Sentence, reading: Reading) -> bool:
    """Take the unit from a label before the number, « Bénévoles    45 », « Ateliers organisés ..... 64 ».

    Returns
    -------
    bool
        Whether a label stands there, even one that names no unit (« nombre : 50 »).
    """
    at = reading.first - 1
    if reading.form not in {"digits", "words", "aine"} or sentence.low(reading.last) not in _LABEL_ENDS:
        return False
    while at >= 0 and sentence.low(at) in _FILLERS:
        at -= 1
    if at < 0:
        return False
    signed = sentence.low(reading.first - 1) in _LABEL_SIGNS
    if not signed and not _WIDE.search(sentence.text, sentence.end(at), sentence.start(reading.first)):
        return False
    start = at
    while (
        start >= 0 and sentence.low(start) not in _LABEL_STARTS and ("\n" not in sentence.gap(start + 1) or start == at)
    ):
        start -= 1
    words = set(sentence.lows[start + 1 : at + 1])
    cues = load_lexicon().cues
    if words & cues["not_labels"]:
        return False
    if not signed and (reading.value_max is not None or words & (cues["talk"] | cues["be"])):
        return False
    head = _label_head(sentence, start + 1, at + 1)
    if head is None:
        reading.own = sentence.low(at) in load_lexicon().cues["vague_labels"]
        return reading.own
    _take(sentence, reading, head, head + 1)
    return True


def _label_head(sentence: Sentence, start: int, stop: int) -> int | None:
    """Return the noun a label counts, None for « nombre » alone."""
    lexicon = load_lexicon()
    for at in range(start, stop):
        if sentence.low(at) in lexicon.weekdays | lexicon.months:  # « jeudi : 6 » says when
            continue
        if sentence.low(at) in lexicon.cues["vague_labels"]:
            if sentence.low(at + 1) in {"de", "des"} and at + 2 < stop:
                span = noun_at(sentence, at + 2, plural=False)
                return span[0] if span else None
            continue
        span = noun_at(sentence, at, plural=False)
        if span and span[1] <= stop:
            return span[0]
    return None


def read_number_of(sentence: Sentence, reading: Reading) -> bool:
    """Take the unit from « le nombre de mécènes est passé de 7 à 29 », or from the subject of a change."""
    for at in range(reading.first - 1, max(-1, reading.first - _REACH), -1):
        if sentence.low(at) in load_lexicon().cues["number_of"] and sentence.low(at + 1) in {"de", "des", "total"}:
            begin = at + 3 if sentence.low(at + 1) == "total" else at + 2
            begin += sentence.low(begin) in _PLURAL_ARTICLES
            span = noun_at(sentence, begin, plural=False)
            if span and span[1] <= reading.first:
                _take(sentence, reading, *span)
                return True
    return (
        reading.qualifier == "change" or reading.kind == "comparison" or _is_reached(sentence, reading)
    ) and _read_subject(sentence, reading)


def _is_reached(sentence: Sentence, reading: Reading) -> bool:
    """« les demandes sont montées à 300 », « les dons s'élèvent à 40 »."""
    if sentence.low(reading.first - 1) not in {"à", "de"}:
        return False
    reaching = load_lexicon().cues["reaching"]
    return any(
        low in reaching or CHANGE_VERB.match(low)
        for low in sentence.lows[max(0, reading.first - 3) : reading.first - 1]
    )


def _read_subject(sentence: Sentence, reading: Reading) -> bool:
    begin = reading.first
    while begin > max(0, reading.first - _REACH) and sentence.low(begin - 1) not in {",", ";", ":", "."}:
        begin -= 1
    for at in range(begin, reading.first):
        if sentence.low(at) in _PLURAL_ARTICLES:
            span = noun_at(sentence, at + 1, plural=False)
            if span and span[1] <= reading.first:
                _take(sentence, reading, *span)
                return True
    return False


def _take(sentence: Sentence, reading: Reading, start: int, end: int) -> None:
    """Give a reading the noun, or the measure, at `start`."""
    reading.own = True
    found = measure_at(sentence, start)
    if found and found[0].kind != "money":
        reading.unit, reading.kind, reading.measured = found[0].id, found[0].kind, True
        reading.unit_text = sentence.slice(start, found[1])
        return
    reading.unit_text = sentence.slice(start, end)
    reading.unit = lemma(reading.unit_text)
