"""Hours of the day and birthdays: measures that are no quantities, told by the words around them."""

from __future__ import annotations

from tiersimpact.quantity.lexicon import load_lexicon
from tiersimpact.quantity.rates import CALENDAR, rate_at
from tiersimpact.quantity.readings import Reading, Sentence
from tiersimpact.quantity.tokens import NUMBER, TIME

_LAST_HOUR = 24
_EARLY = 7
"""Below it, « 2h » on its own is a duration."""
_RANGE_SIGNS = frozenset({"à", "a", "-", "–", "—", "/"})
_HOURS = frozenset({"h", "heures", "heure"})
_JOINTS = _RANGE_SIGNS | {"et"}


def is_hour_of_day(sentence: Sentence, reading: Reading) -> bool:
    """Tell « à 18h » and « de 9h à 12h » from « 2h de trajet » and « aux 35 heures »."""
    if reading.unit != "heure" or not reading.own or reading.value is None or reading.value > _LAST_HOUR:
        return False
    before, after, then = sentence.low(reading.i - 1), sentence.low(reading.last), sentence.low(reading.last + 1)
    cues = load_lexicon().cues
    if _names_part_of_day(sentence, _range_end(sentence, reading.last)):
        return True
    if before in cues["lasting_before"] or _is_volume(sentence, reading) or _is_short_range(sentence, reading):
        return False
    compact = sentence.low(reading.last - 1) == "h" or reading.form == TIME
    if after in {"de", "du"} and before != "de":
        return compact and reading.value >= _EARLY and before in cues["clock_before"] and then in {"le", "la", "les"}
    return _follows_clock_word(sentence, reading, compact) or _is_opening_hours(sentence, reading, compact)


def _names_part_of_day(sentence: Sentence, index: int) -> bool:
    """« 8h du matin », « de 5h à 6h du matin »."""
    return sentence.low(index + (sentence.low(index) in {"de", "du"})) in load_lexicon().cues["part_of_day"]


def _is_volume(sentence: Sentence, reading: Reading) -> bool:
    """« 4h par semaine », « de 4h à 16h par semaine », « 1h/élève »; not « à 20h tous les jours », « 14h / yoga »."""
    end = _range_end(sentence, reading.last)
    rate = rate_at(sentence, end, near=True)
    if rate is None:
        return False
    opener = sentence.low(end)
    if opener == "par" or (opener == "/" and rate[0] in CALENDAR) or opener in load_lexicon().period_adjectives:
        return True
    if end > reading.last or sentence.low(reading.i - 1) in load_lexicon().cues["clock_before"] | _JOINTS:
        return False
    return opener != "/" or (reading.value or 0) < _EARLY


def _is_short_range(sentence: Sentence, reading: Reading) -> bool:
    """« des séances de 1h à 1h30 », « 2h-3h »: a place seldom opens at night."""
    if _range_end(sentence, reading.last) > reading.last:
        other = sentence.value(reading.last + 1)
    elif sentence.low(reading.i - 1) not in _JOINTS:
        return False
    elif sentence.kind(reading.i - 2) == TIME:
        other = sentence.value(reading.i - 2)
    elif sentence.low(reading.i - 2) in _HOURS and sentence.kind(reading.i - 3) == NUMBER:
        other = sentence.value(reading.i - 3)
    else:
        return False
    return 0 < other < _EARLY and 0 < (reading.value or 0) < _EARLY


def _range_end(sentence: Sentence, index: int) -> int:
    """Return where « 9h-12h » ends when its second half begins at `index`; `index` where there is none."""
    if sentence.low(index) not in _JOINTS:
        return index
    if sentence.kind(index + 1) == TIME:
        return index + 2
    figures = sentence.kind(index + 1) == NUMBER and sentence.low(index + 2) in _HOURS
    return index + 3 if figures else index


def _follows_clock_word(sentence: Sentence, reading: Reading, compact: bool) -> bool:
    """« à 18h », « jeudi 14h30 », « le thé de 15 h »."""
    lexicon = load_lexicon()
    before, earlier = sentence.low(reading.i - 1), sentence.low(reading.i - 2)
    if before == "à" and earlier in {"min", "mn", "minutes"}:  # « de 45 min à 1h15 »
        return False
    if before in lexicon.cues["clock_before"] or before in lexicon.weekdays or before in lexicon.months:
        return before != "après" or compact or (reading.value or 0) >= _EARLY
    if before == "a":  # « jusqu'a 2h », « a 22 h » without its accent
        return compact and (earlier == "jusque" or (reading.value or 0) >= _EARLY)
    if before == "de":
        odd = reading.form == TIME and (reading.value or 0) >= _EARLY and (reading.value or 0) * 4 % 1 != 0
        at_hours = lexicon.cues["clock_nouns" if (reading.value or 0) >= _EARLY else "timetable"]
        return earlier == "partir" or (compact and earlier in at_hours) or odd
    return compact and (reading.value or 0) >= _EARLY


def _is_opening_hours(sentence: Sentence, reading: Reading, compact: bool) -> bool:
    """« de 9h à 12h », « 14h-18h », « entre 12 et 14 heures »."""
    before, earlier, after = sentence.low(reading.i - 1), sentence.low(reading.i - 2), sentence.low(reading.last)
    then = sentence.low(reading.last + 2)
    if after in _RANGE_SIGNS and sentence.low(reading.last + 1) in {"midi", "minuit"}:
        return True
    if after in _RANGE_SIGNS and (then in _HOURS or sentence.kind(reading.last + 1) == TIME):
        return compact or (reading.value or 0) >= _EARLY
    if before in _RANGE_SIGNS | {"et"} and (earlier in _HOURS or sentence.kind(reading.i - 2) == TIME):
        return True
    bare = before in {"et", "à", "-"} and sentence.low(reading.i - 3) in {"entre", "de"}
    return (
        bare
        and (reading.value or 0) > _EARLY
        and not load_lexicon().cues["lasting_before"] & {sentence.low(reading.i - 4)}
    )


def is_birthday(sentence: Sentence, reading: Reading) -> bool:
    """Tell « les 10 ans du lieu », « fêter ses 5 ans » from « 10 ans de travaux »."""
    if (
        reading.unit not in {"an", "année", "bougie", "printemps"}
        or reading.value is None
        or reading.value_max is not None
    ):
        return False
    lexicon = load_lexicon()
    before, after = sentence.low(reading.i - 1), sentence.low(reading.last)
    around = sentence.lows[max(0, reading.i - 6) : reading.i] + sentence.lows[reading.last : reading.last + 4]
    if reading.unit == "bougie" or any(low.startswith(("fêt", "célébr", "souffl", "anniv")) for low in around):
        return True
    if reading.unit != "an" or before not in lexicon.birthday_before:
        return False
    if after in {"et", "ou"}:
        return sentence.low(reading.last + 1) not in {"plus", "moins"}
    return before != "aux" or after in {"de", "du", "des"}
