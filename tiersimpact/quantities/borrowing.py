"""Units that stand elsewhere: labels (« Bénévoles : 45 »), lists (« 8, 12 et 15 bénévoles »), ellipsis (« 45 en 2023 »)."""

from __future__ import annotations

import re

from tiersimpact.quantities.lexicon import load_lexicon
from tiersimpact.quantities.nouns import lemma, noun_at
from tiersimpact.quantities.readings import Reading, Sentence
from tiersimpact.quantities.tokens import WORD
from tiersimpact.quantities.units import measure_at

_LIST_GAP = frozenset(
    {
        (",",),
        ("et",),
        ("ou",),
        ("puis",),
        (",", "et"),
        (",", "puis"),
        (",", "ou"),
        ("/",),
        (";",),
        ("et", "puis"),
        ("contre",),
    }
)
_NUMBER_OF = frozenset(
    {"nombre", "nb", "nbre", "nbr", "total", "effectif", "effectifs", "quantité", "volume", "somme", "cumul"}
)
_BE = frozenset(
    [
        "sommes",
        "étions",
        "est",
        "sont",
        "sera",
        "serons",
        "seront",
        "étaient",
        "était",
        "êtes",
        "étiez",
        "étais",
        "fûmes",
        "furent",
        "serions",
        "soyons",
    ]
)
_WEAK_LABELS = frozenset(
    {
        "nombre",
        "nb",
        "nbre",
        "total",
        "effectif",
        "effectifs",
        "quantité",
        "dont",
        "soit",
        "capacité",
        "jauge",
        "fréquentation",
    }
)
_LEADERS = re.compile(r"(?:\.{3,}|…|_|\t|  )")


def lend_units(sentence: Sentence, readings: list[Reading]) -> None:
    """Give a unit to numbers that have none of their own, and mark parts of a whole."""
    _backward(sentence, readings)
    for index, reading in enumerate(readings):
        if reading.unit is None and reading.kind != "comparison":
            _from_label(sentence, reading) or _from_number_of(sentence, reading) or _from_before(
                sentence, readings, index
            )
        _mark_part(sentence, readings, index)


def _lend(lender: Reading, reading: Reading) -> None:
    reading.unit, reading.unit_text = lender.unit, lender.unit_text
    reading.measured = lender.measured
    if reading.form != "fraction":
        reading.kind = "count" if lender.kind in {"fraction", "comparison", "frequency"} else lender.kind
    if (
        lender.own
        and lender.scale not in {1.0, reading.scale}
        and lender.measured
        and reading.value is not None
        and reading.value < 1000
    ):
        reading.value *= lender.scale


def _backward(sentence: Sentence, readings: list[Reading]) -> None:
    """« 8, 12 et 15 bénévoles »: the noun behind the last one counts for all."""
    for left, right in zip(reversed(readings[:-1]), reversed(readings[1:]), strict=True):
        between = tuple(sentence.lows[left.last : right.first])
        if (
            left.unit is None
            and right.unit is not None
            and between in _LIST_GAP
            and left.form in {"digits", "words", "aine"}
        ):
            if right.form in {"digits", "words", "aine"} and right.kind not in {"fraction", "comparison"}:
                _lend(right, left)


def _from_label(sentence: Sentence, reading: Reading) -> bool:
    """« Nombre de bénévoles : 45 », « Bénévoles    45 », « Ateliers organisés ..... 64 »."""
    at = reading.first - 1
    if (
        at < 0
        or reading.form not in {"digits", "words", "aine"}
        or (
            reading.last < len(sentence.lows)
            and sentence.low(reading.last) not in {".", ",", ";", ")", "en", "(", "dont", "/", "|"}
        )
    ):
        return False
    colon = sentence.low(at) in {":", "=", "|"}
    while at >= 0 and (sentence.low(at) in {":", "=", ".", "...", "…", "_", "-", "–", "|"}):
        at -= 1
    wide = (
        bool(_LEADERS.search(sentence.text[sentence.tokens[at].end : sentence.tokens[reading.first].start]))
        if at >= 0
        else False
    )
    if at < 0 or not (colon or wide):
        return False
    start = at
    while (
        start >= 0
        and sentence.low(start) not in {".", ",", ";", ":", "|", "•", "–", "!", "?"}
        and not ("\n" in sentence.gap(start + 1) and start < at)
    ):
        start -= 1
    head = _label_head(sentence, start + 1, at + 1)
    if head is None:
        reading.own = sentence.low(at) in _WEAK_LABELS
        return reading.own
    found = measure_at(sentence, head)
    reading.own = True
    if found and found[0].kind != "money":
        reading.unit, reading.kind, reading.measured = found[0].id, found[0].kind, True
        reading.unit_text = sentence.slice(head, found[1])
        return True
    reading.unit_text = sentence.raw(head)
    reading.unit = lemma(reading.unit_text)
    return True


def _label_head(sentence: Sentence, start: int, stop: int) -> int | None:
    """Return the noun a label counts, None for « nombre » alone."""
    for at in range(start, stop):
        if sentence.low(at) in _WEAK_LABELS | _NUMBER_OF:
            if sentence.low(at + 1) in {"de", "des"} and at + 2 < stop:
                span = noun_at(sentence, at + 2, plural=False)
                return span[0] if span else None
            continue
        span = noun_at(sentence, at, plural=False)
        if span and span[1] <= stop:
            return span[0]
    return None


def _from_number_of(sentence: Sentence, reading: Reading) -> bool:
    """« le nombre de mécènes est passé de 7 à 29 », « les adhérents sont passés de 12 à 60 »."""
    for at in range(reading.first - 1, max(-1, reading.first - 16), -1):
        if sentence.low(at) in _NUMBER_OF and sentence.low(at + 1) in {"de", "des", "total"}:
            begin = at + 2 if sentence.low(at + 1) != "total" else at + 3
            if sentence.low(begin) in {"nos", "les", "ses", "leurs", "la", "le"}:
                begin += 1
            span = noun_at(sentence, begin, plural=False)
            if span and span[1] <= reading.first:
                reading.unit_text = sentence.slice(*span)
                reading.unit, reading.own = lemma(reading.unit_text), True
                found = measure_at(sentence, span[0])
                if found and found[0].kind != "money":
                    reading.unit, reading.kind = found[0].id, found[0].kind
                return True
    return reading.qualifier == "change" and _from_subject(sentence, reading)


def _from_subject(sentence: Sentence, reading: Reading) -> bool:
    """Take the first noun of the clause: « nos adhérents sont passés de 12 à 60 »."""
    begin = reading.first
    while begin > 0 and sentence.low(begin - 1) not in {",", ";", ":", "."}:
        begin -= 1
    for at in range(begin, reading.first):
        if sentence.low(at) in {"les", "nos", "ses", "leurs", "des", "ces"}:
            span = noun_at(sentence, at + 1, plural=False)
            if span and span[1] <= reading.first:
                reading.unit_text = sentence.slice(*span)
                reading.unit, reading.own = lemma(reading.unit_text), True
                return True
    return False


def _from_before(sentence: Sentence, readings: list[Reading], index: int) -> bool:
    """« 30 bénévoles en 2022, 45 en 2023 »: the noun of the quantity before counts for this one too."""
    reading = readings[index]
    if reading.form == "article":
        return False
    for lender in reversed(readings[:index]):
        if lender.unit is not None and lender.form != "article" and lender.unit != "fois":
            if lender.measured and lender.kind not in {"money", "area", "mass"} and lender.unit != "ETP":
                continue
            _lend(lender, reading)
            return True
    return _from_group(sentence, reading)


def _from_group(sentence: Sentence, reading: Reading) -> bool:
    """« Parmi les riverains interrogés, un sur cinq », « les voisins étaient invités, 37 sont venus »."""
    stop = reading.first
    for at in range(stop):
        if sentence.low(at) in {"les", "nos", "ces", "leurs", "ses", "des"} and sentence.kind(at + 1) == WORD:
            span = noun_at(sentence, at + 1, plural=False)
            if span and span[1] <= stop and sentence.low(span[0]).endswith(("s", "x")):
                reading.unit_text = sentence.slice(*span)
                reading.unit = lemma(reading.unit_text)
                return True
    return False


def _mark_part(sentence: Sentence, readings: list[Reading], index: int) -> None:
    """« une vingtaine de participants dont 5 structures »: the second is part of the first."""
    reading = readings[index]
    at = reading.first - 1
    while at >= 0 and sentence.low(at) in {"près", "de", "plus", "moins", "au", "environ", "les"}:
        at -= 1
    if index and sentence.low(at) == "dont":
        reading.part = next((whole for whole in reversed(readings[:index]) if whole.part is None), None)
    elif (
        index
        and sentence.low(at) in {"et", ","}
        and readings[index - 1].part is not None
        and reading.first - readings[index - 1].last <= 2
    ):
        reading.part = readings[index - 1].part


def stands_alone(sentence: Sentence, reading: Reading) -> bool:
    """Tell whether a number that counts nothing we know is still a quantity: « nous étions 40 », « une trentaine sont venus »."""
    if reading.form in {"aine", "fraction", "vague"} or reading.per or reading.value_max is not None or reading.own:
        return reading.form != "vague" or False
    if reading.form not in {"digits", "words"}:
        return False
    if reading.qualifier in {"min", "max", "approx"} and reading.first < reading.i:
        return True
    lexicon = load_lexicon()
    at = reading.first - 1
    while sentence.low(at) in {
        "plus",
        "que",
        "pas",
        "encore",
        "déjà",
        "toujours",
        "aujourd'hui",
        "maintenant",
        "donc",
    }:
        at -= 1
    following = sentence.low(reading.last)
    return (
        sentence.low(at) in _BE
        and (following in lexicon.not_nouns or following in {"", ".", ",", "!", ";", "?"})
        and sentence.low(at - 1) != "ce"
    )
