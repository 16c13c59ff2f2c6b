"""A text comes in, its quantities go out."""

from __future__ import annotations

from tiersimpact.quantity.ages import read_age, spread_ages
from tiersimpact.quantity.borrowing import lend_units, stands_alone
from tiersimpact.quantity.clocks import is_birthday, is_hour_of_day
from tiersimpact.quantity.dates import is_year
from tiersimpact.quantity.evidence import is_number
from tiersimpact.quantity.joins import join_pairs, read_times_more
from tiersimpact.quantity.numerals import read_numerals
from tiersimpact.quantity.people import name_publics
from tiersimpact.quantity.qualifiers import read_qualifier, read_qualifier_of_rate
from tiersimpact.quantity.rates import CALENDAR, read_rate, read_recurrence
from tiersimpact.quantity.readings import Reading, Sentence
from tiersimpact.quantity.sentences import find_sentences
from tiersimpact.quantity.traps import is_trap
from tiersimpact.quantity.units import attach_unit
from tiersimpact.quantity.wordless import read_wordless
from tiersimpact.records import Quantity

_DENSEST = 80
"""More numbers than any sentence holds: a dump of figures, with nothing that says what they count."""
_DAYS = frozenset({"jour", "journée", "demi-journée", "nuit"})


def find_quantities(text: str, *, publics: bool = False) -> list[Quantity]:
    """Find the numbers of a French text and what they count.

    Parameters
    ----------
    text : str
        One or more sentences.
    publics : bool, default=False
        Whether to name the public type of the people counted; this loads the shipped grid.

    Returns
    -------
    list of Quantity
        Sorted, without overlap; ``text[q.start:q.end] == q.text``.

    Examples
    --------
    >>> [(q.text, q.value, q.unit) for q in find_quantities("Une vingtaine de voisin·e·s et 1 200 € par mois.")]
    [('Une vingtaine de voisin·e·s', 20, 'voisin'), ('1 200 € par mois', 1200, '€')]
    >>> find_quantities("12 voisins", publics=True)[0].public
    'voisins'
    """
    found: list[Quantity] = []
    for start, end in find_sentences(text):
        found += _read_sentence(Sentence(text, start, end))
    if not publics:
        return found
    from tiersimpact.publics import find_publics  # the grid takes longer to load than a page to read

    return name_publics(found, find_publics(text))


def _read_sentence(sentence: Sentence) -> list[Quantity]:
    numerals = read_numerals(sentence)
    if len(numerals) > _DENSEST:
        return []
    years: list[Reading] = []
    readings: list[Reading] = []
    for reading in numerals:
        if is_year(sentence, reading):
            years.append(reading)
        elif not is_trap(sentence, reading):
            readings.append(reading)
    kept = _read_numbers(sentence, readings) if readings else []
    kept += read_wordless(sentence, kept)
    kept.sort(key=lambda reading: reading.first)
    for reading in kept:
        _settle(sentence, reading, years)
    spread_ages(sentence, kept)
    return [_record(sentence, reading) for reading in _apart(kept)]


def _read_numbers(sentence: Sentence, readings: list[Reading]) -> list[Reading]:
    """Find what each number counts and how exact it is, and drop those that count nothing."""
    for reading in readings:
        attach_unit(sentence, reading)
    readings = [reading for reading in readings if not is_hour_of_day(sentence, reading)]
    readings = join_pairs(sentence, readings)
    readings = [reading for reading in readings if not is_birthday(sentence, reading)]
    readings = _read_around(sentence, readings)
    lend_units(sentence, readings)
    return [
        reading
        for reading in readings
        if reading.unit or reading.kind == "comparison" or stands_alone(sentence, reading)
    ]


def _read_around(sentence: Sentence, readings: list[Reading]) -> list[Reading]:
    """Read qualifiers and rates, and drop the articles that no evidence makes a number."""
    kept: list[Reading] = []
    for reading in readings:
        read_times_more(sentence, reading)
        read_qualifier(sentence, reading)
        read_rate(sentence, reading, kept[-1].last if kept else -1)
        read_qualifier_of_rate(sentence, reading)
        read_recurrence(sentence, reading)
        if reading.form != "article" or is_number(sentence, reading):
            kept.append(reading)
    return kept


def _settle(sentence: Sentence, reading: Reading, years: list[Reading]) -> None:
    """Decide the kind, and the year that stands next to the quantity."""
    read_age(sentence, reading)
    if reading.form == "fraction" and reading.kind not in {"duration", "money"}:
        reading.kind = "fraction"
    days = reading.kind == "duration" and reading.unit in _DAYS
    if (days or (reading.kind == "count" and not reading.measured)) and reading.per in CALENDAR:
        reading.kind = "frequency"
    for year in years:
        if year.i - reading.last in {1} and sentence.low(reading.last) == "en":
            reading.when = sentence.slice(year.i, year.j)


def _apart(readings: list[Reading]) -> list[Reading]:
    """Keep records from overlapping: the earlier one gives way at its end."""
    kept: list[Reading] = []
    for reading in readings:
        if kept and reading.first < kept[-1].last:
            if reading.i >= kept[-1].last:
                reading.first = kept[-1].last
            elif kept[-1].j <= reading.first:
                kept[-1].last = reading.first
            else:
                continue
        kept.append(reading)
    return kept


def _record(sentence: Sentence, reading: Reading) -> Quantity:
    start, end = sentence.start(reading.first), sentence.end(reading.last - 1)
    part = sentence.slice(reading.part.first, reading.part.last) if reading.part else None
    return Quantity(
        text=sentence.text[start:end],
        start=start,
        end=end,
        value=_plain(reading.value),
        value_max=_plain(reading.value_max),
        qualifier=reading.qualifier,
        unit=reading.unit,
        unit_text=reading.unit_text,
        per=reading.per,
        kind=reading.kind,
        when=reading.when,
        part_of=part,
    )


def _plain(value: float | None) -> float | None:
    """Print 12.0 as 12, and no 0.30000000000000004."""
    if value is None:
        return None
    if value == int(value):
        return int(value)
    return round(value, 10) if len(repr(value)) > 12 and abs(value * 1000 - round(value * 1000)) < 1e-9 else value
