"""Two numbers that make one quantity: ranges, changes, « un sur cinq », « deux fois plus de »."""

from __future__ import annotations

import re

from tiersimpact.quantity.lexicon import load_lexicon
from tiersimpact.quantity.nouns import is_participle, lemma, noun_at
from tiersimpact.quantity.readings import Reading, Sentence

_SUBUNITS = {"heure": (60, "minute"), "m": (100, "cm"), "€": (100, "centime")}
_DASHES = frozenset({"-", "–", "—", "‑"})
_ARROWS = frozenset({"->", "→", "=>", "–>", "—>", "➔", "➜", "➝", "⇒"})
CHANGE_VERB = re.compile(
    r"(?:pass(?:er?|é|ée|és|ées|ent|ait|aient|ant|era|eront|ons)|augment|grimp|mont(?:er?|é|ée|és|ées|ent|ait|ant)$|tomb|baiss|descend|chut|évolu"
    r"|progress|rédui|croî|accr|bond|diminu|recul|gonfl|ramen|saut|grossi|élargi|transit|hausse|évolution|agrandi|doubl|recentr|étend)"
)
_CONNECTORS = frozenset(
    [
        *((word,) for word in ("à", "a", "ou", "voire", "voir", "et")),
        *((",", word) for word in ("voire", "voir", "ou")),
        *(("ou", word) for word in ("même", "peut-être")),
        ("jusque", "à"),
    ]
)


def join_pairs(sentence: Sentence, readings: list[Reading]) -> list[Reading]:
    """Merge neighbours that are the two ends of one range, change or share."""
    merged: list[Reading] = []
    for reading in readings:
        if merged and _join(sentence, merged, reading):
            continue
        merged.append(reading)
    return merged


def _join(sentence: Sentence, merged: list[Reading], right: Reading) -> bool:
    """Widen the last reading with `right` when they belong together."""
    left = merged[-1]
    if _is_listed(sentence, merged) and sentence.low(right.i - 1) in {"ou", "et"}:
        return False
    if left.value is None or right.value is None or left.value_max is not None or right.value_max is not None:
        return False
    if left.form == "none" or right.form == "none":
        return False
    return _split_measure(sentence, left, right) or _share(sentence, left, right) or _range(sentence, left, right)


def _is_listed(sentence: Sentence, merged: list[Reading]) -> bool:
    """Tell whether the last reading goes on a list (« 25, 40 ou 70 repas »)."""
    return len(merged) > 1 and merged[-2].last == merged[-1].i - 1 and sentence.low(merged[-1].i - 1) == ","


def _split_measure(sentence: Sentence, left: Reading, right: Reading) -> bool:
    """Read « une heure trente », « 2 heures 15 minutes », « un mètre dix », « 3 euros 50 »."""
    parts = _SUBUNITS.get(left.unit or "")
    if parts is None or not left.own or left.value is None or right.value is None or left.form == "time":
        return False
    size, smaller = parts
    joined = sentence.low(left.last) == "et" and right.unit == smaller == "minute"
    at = left.last + 1 if joined else left.last
    if right.i != at or right.value >= size or (right.own and right.unit != smaller):
        return False
    left.value += right.value / size
    left.last = right.last
    return True


def _share(sentence: Sentence, left: Reading, right: Reading) -> bool:
    """Read « un habitant sur cinq », « 3 sur 4 », « 12 sur 30 salariés », « 6j/7 »."""
    if (
        left.value is None
        or right.value is None
        or left.form in {"fraction", "time"}
        or (left.measured and left.kind not in {"duration"})
    ):
        return False
    over = sentence.low(right.i - 1)
    every = over == "/" and left.own and not right.own and right.i == left.last + 1  # « 1 samedi/2 », not « 5 €/2 h »
    if (
        not (over == "sur" or every)
        or right.form not in {"digits", "words"}
        or right.value < left.value
        or right.value < 2
    ):
        return False
    between = sentence.lows[left.last : right.i - 1]
    if len(between) > 4:
        return False
    not_nouns = load_lexicon().not_nouns
    if any((low in not_nouns and low != "de") or low in {",", ":", "."} for low in between):
        return False
    described = right.unit_text is not None and is_participle(right.unit_text.lower())  # « 22 pannes sur 30 réparées »
    if right.own and (right.measured or (left.own and not described)):
        return False
    left.value, left.form, left.kind = left.value / right.value, "fraction", "fraction"
    if right.own and not left.own:
        left.unit, left.unit_text, left.own = right.unit, right.unit_text, True
    left.last = right.j if left.own and described else right.last
    left.measured = False
    return True


def _range(sentence: Sentence, left: Reading, right: Reading) -> bool:
    if left.value is None or right.value is None or (right.form == "article" and left.form != "article"):
        return False
    connector = _connector(sentence, left, right)
    if connector is None:
        return False
    low = left.value if left.own or left.scale > 1 else left.value * _shared_scale(left, right)
    changed = connector in _ARROWS or (connector in {"à", "a", "jusque à"} and is_change(sentence, left, right))
    fits = low < right.value
    if not (fits or changed) or (
        connector == "" and not (right.value - low == 1 and low < 10 and left.form == right.form)
    ):
        return False
    if connector == "ou" and left.form == "article" and right.form == "vague":
        return False
    left.value, left.value_max, left.scale = low, right.value, max(left.scale, right.scale)
    left.qualifier = "change" if changed else "range"
    if not left.own or right.own:
        left.unit, left.unit_text, left.kind, left.measured = (
            right.unit,
            right.unit_text,
            right.kind,
            right.measured,
        )
    left.own = left.own or right.own
    left.last, left.j = max(right.last, right.j), right.j
    left.form = "digits" if left.form == "article" else left.form
    opening = sentence.low(left.i - 1)
    if (connector == "et" and opening == "entre") or (connector in {"à", "a", "jusque à"} and opening == "de"):
        left.first = left.i - 1
    return True


def _shared_scale(left: Reading, right: Reading) -> float:
    """Return what multiplies both ends: « 1 à 2 millions », « deux à trois cents »."""
    if right.scale != 1 or left.value is None or right.value is None or left.form == "digits" or right.form != "words":
        return right.scale
    for size in (100.0, 1000.0):
        if 1 < right.value / size < 10 and left.value < right.value / size and right.value % size == 0:
            return size
    return 1.0


def _connector(sentence: Sentence, left: Reading, right: Reading) -> str | None:
    """Return the words that tie two numbers into one range, None when they are two quantities."""
    units = left.own and right.own
    if units and left.unit != right.unit:
        return None
    between = tuple(sentence.lows[left.last : right.i])
    opening = sentence.low(left.i - 1)
    counted = left.own and not left.measured
    if between == ("et",):
        return "et" if opening == "entre" else None
    if len(between) == 1 and between[0] in _ARROWS:
        return between[0]
    if len(between) == 1 and between[0] in _DASHES:
        return "-" if not counted else None
    if not between:
        return "" if left.form == right.form == "words" and not left.own else None
    between = _without_qualifier(sentence, between, right)
    if between not in _CONNECTORS and not (opening == "de" and _is_change_to(between)):
        return None
    if between[0] in {"à", "a", "jusque"} and left.own and not (opening == "de" or (right.own and left.measured)):
        return None
    if between == (",", "ou") and left.own:
        return None
    return "à" if _is_change_to(between) else " ".join(between)


def _without_qualifier(sentence: Sentence, between: tuple[str, ...], right: Reading) -> tuple[str, ...]:
    """Pass over « près de » in « de 30 % à près de 45 % »."""
    said = load_lexicon().before.before(sentence.lows, right.i)
    return between[: -said[0]] if said and said[0] < len(between) and between[0] in {"à", "a"} else between


def _is_change_to(between: tuple[str, ...]) -> bool:
    """Tell whether words such as « en 2020 à » stand between the two figures of a change."""
    return bool(between) and between[-1] == "à" and len(between) <= 3 and between[0] in {"en", "à"}


def is_change(sentence: Sentence, left: Reading, right: Reading) -> bool:
    """Tell « passé de 12 à 60 » from « des groupes de 8 à 12 personnes »."""
    opening = sentence.low(left.i - 1)
    if opening != "de":
        return False
    if left.value is not None and right.value is not None and left.value > right.value:
        return True
    words = sentence.lows[max(0, left.i - 8) : left.i - 1]
    if any(CHANGE_VERB.match(word) for word in words):
        return True
    started = left.i < 2 or sentence.low(left.i - 2) in {",", ":", "(", "–", "-", ";"}
    tail = sentence.lows[right.last : right.last + 4]
    return started and len(tail) > 1 and tail[0] in {"en", "entre", "depuis"}


def read_times_more(sentence: Sentence, reading: Reading) -> None:
    """Read « deux fois plus de femmes » and « multiplié par deux » as comparisons."""
    if sentence.low(reading.i - 1) == "par" and sentence.low(reading.i - 2) in load_lexicon().cues["times_by"]:
        reading.kind, reading.first = "comparison", reading.i - 2
        return
    if reading.unit != "fois" or sentence.low(reading.last) not in {"plus", "moins", "davantage"}:
        return
    reading.kind, reading.unit, reading.unit_text, reading.own = "comparison", None, None, True
    reading.last += 1
    if sentence.low(reading.last) in {"de", "des"}:
        span = noun_at(sentence, reading.last + 1, plural=False)
        if span:
            reading.unit_text = sentence.slice(*span)
            reading.unit = lemma(reading.unit_text)
            reading.last = span[1]
