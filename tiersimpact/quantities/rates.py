"""Around a number and its unit: how exact it is, and how often (« environ », « par mois », « mensuel »)."""

from __future__ import annotations

from tiersimpact.quantities.lexicon import load_lexicon
from tiersimpact.quantities.nouns import lemma
from tiersimpact.quantities.readings import Reading, Sentence
from tiersimpact.quantities.tokens import NUMBER, WORD

CALENDAR = frozenset({"jour", "semaine", "mois", "trimestre", "semestre", "an"})
_FAR_STOP = frozenset(
    [
        "et",
        "ou",
        "mais",
        "qui",
        "que",
        "où",
        "dont",
        "se",
        "ils",
        "elles",
        "il",
        "elle",
        "on",
        "nous",
        "vous",
        "est",
        "sont",
        "était",
        "étaient",
        "ont",
        "a",
        ",",
        ";",
        ":",
        "(",
        ")",
        "–",
        "—",
        "ni",
        "car",
        "puis",
        "avec",
        "sur",
        "lors",
    ]
)
_OTHER_TIMES = frozenset(
    [
        "passé",
        "passée",
        "dernier",
        "dernière",
        "prochain",
        "prochaine",
        "suivant",
        "suivante",
        "précédent",
        "précédente",
        "d'après",
        "d'avant",
        "même",
    ]
)
_REACH = 7


def read_qualifier(sentence: Sentence, reading: Reading) -> None:
    """Set the qualifier from the words around, and take them into the text."""
    lexicon = load_lexicon()
    start = reading.first
    if sentence.low(start - 1) in {"les", "nos", "ses", "leurs"} and lexicon.before.before(sentence.lows, start):
        found = lexicon.before.before(sentence.lows, start)
    else:
        found = lexicon.before.before(sentence.lows, start)
    said: str | None = None
    if found and not _is_part_of_word(sentence, start, found[0]):
        said = found[1]
        start -= found[0]
        while start > 0 and sentence.low(start - 1) in lexicon.modifiers and _modifies(sentence, start - 1):
            start -= 1
        outer = lexicon.before.before(sentence.lows, start)
        if outer:
            said, start = outer[1], start - outer[0]
        if sentence.low(start - 1) == "peu" and sentence.low(start - 2) == "un":
            start -= 2
    if said is None:
        behind = lexicon.after.after(sentence.lows, reading.last)
        if behind and not _opens_comparison(sentence, reading.last + behind[0]):
            said = behind[1]
            reading.last += behind[0]
    if reading.qualifier in {"range", "change"}:
        if said and found:
            reading.first = min(reading.first, start)
        return
    if said:
        reading.qualifier = said
        reading.first = min(reading.first, start)
    elif reading.form in {"aine", "vague"}:
        reading.qualifier = "approx"


def _is_part_of_word(sentence: Sentence, start: int, length: int) -> bool:
    """Refuse « presque » glued signs such as the « - » of a range."""
    return sentence.low(start - length) in {"<", ">", "~"} and False


def _modifies(sentence: Sentence, index: int) -> bool:
    low = sentence.low(index)
    if low == "peu":
        return sentence.low(index - 1) == "un"
    return low not in {"à", "de"}


def _opens_comparison(sentence: Sentence, index: int) -> bool:
    return sentence.low(index) in {"de", "que"}


def read_rate(sentence: Sentence, reading: Reading) -> None:
    """Set `per` from what follows the unit, close by or a few words later in the same phrase."""
    found = _rate_at(sentence, reading.last, near=True)
    if found is None and reading.form != "fraction":
        found = _far_rate(sentence, reading)
    if found:
        reading.per, reading.last = found
        return
    reading.per = _rate_before(sentence, reading)


def read_recurrence(sentence: Sentence, reading: Reading) -> None:
    """Read « tous les dix jours », « toutes les deux semaines »."""
    if (
        reading.kind == "duration"
        and sentence.low(reading.i - 1) == "les"
        and sentence.low(reading.i - 2) in {"tous", "toutes"}
    ):
        reading.kind, reading.first = "frequency", reading.i - 2


def _far_rate(sentence: Sentence, reading: Reading) -> tuple[str, int] | None:
    if not reading.own:
        return None
    for at in range(reading.last, min(reading.last + _REACH, len(sentence.lows))):
        low = sentence.low(at)
        found = _rate_at(sentence, at, near=False)
        if found and found[0] in CALENDAR and at > reading.last:
            return found
        if low in _FAR_STOP or sentence.kind(at) == NUMBER or sentence.kind(at) not in {WORD}:
            return None
    return None


def _rate_at(sentence: Sentence, index: int, *, near: bool) -> tuple[str, int] | None:
    """Read « par mois », « /an », « chaque semaine », « le m² », « mensuelles » at `index`."""
    lexicon = load_lexicon()
    low, then = sentence.low(index), sentence.low(index + 1)
    if low in {"par", "/"} or (low == "chaque"):
        return _item(sentence, index + 1, calendar_only=not near or (low == "chaque"))
    if low in {"tous", "toutes"} and then == "les" and sentence.low(index + 2) in lexicon.periods:
        return lexicon.periods[sentence.low(index + 2)], index + 3
    if low in lexicon.period_adjectives:
        return lexicon.period_adjectives[low], index + 1
    if low in {"le", "la"} and near and sentence.low(index + 2) in _OTHER_TIMES:
        return None
    if (
        low in {"le", "la"}
        and near
        and (
            then in lexicon.periods
            or then
            in {
                "m²",
                "m2",
                "mètre",
                "kilo",
                "kg",
                "nuit",
                "séance",
                "nuitée",
                "demi-journée",
                "litre",
                "repas",
                "poste",
            }
        )
    ):
        return _item(sentence, index + 1, calendar_only=False)
    if low == "de" and then == "le" and sentence.low(index + 2) == "heure":
        return "heure", index + 3
    if (
        low == "à"
        and then in {"le", "la"}
        and sentence.low(index + 2) in {"année", "semaine", "heure", "journée"}
        and near
        and sentence.low(index - 1) not in {"etp"}
    ):
        return lexicon.periods[sentence.low(index + 2)], index + 3
    if low == "au" and then == "mois" and near:
        return "mois", index + 2
    if low == "dans" and then in {"le", "la"} and sentence.low(index + 2) in {"année", "semaine"}:
        return lexicon.periods[sentence.low(index + 2)], index + 3
    return None


def _item(sentence: Sentence, index: int, *, calendar_only: bool) -> tuple[str, int] | None:
    lexicon = load_lexicon()
    low = sentence.low(index)
    if low in lexicon.periods:
        return lexicon.periods[low], index + 1
    if calendar_only or sentence.kind(index) != WORD or low in lexicon.not_nouns or low in lexicon.not_items:
        return None
    raw = sentence.raw(index)
    if raw[:1].isupper() and not raw.isupper():
        return None
    measure = lexicon.measures.after(sentence.lows, index)
    if measure:
        return lexicon.measure_ids[measure[1]].id, index + measure[0]
    return {"pers": "personne", "hab": "habitant"}.get(low, lemma(raw)), index + 1


def _rate_before(sentence: Sentence, reading: Reading) -> str | None:
    """Read « chaque mois, 30 personnes », « un loyer mensuel de 450 € »."""
    lexicon = load_lexicon()
    at = reading.first - 1
    if sentence.low(at) == ",":
        at -= 1
    period = lexicon.periods.get(sentence.low(at))
    if period in CALENDAR and sentence.low(at - 1) in {"chaque", "par"}:
        return period
    if period in CALENDAR and sentence.low(at - 1) == "les" and sentence.low(at - 2) in {"tous", "toutes"}:
        return period
    if reading.kind == "money" and sentence.low(at) in {"de", ":", "à"}:
        return lexicon.period_adjectives.get(sentence.low(at - 1))
    return None
