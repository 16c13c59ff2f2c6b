"""Hours of the day and birthdays: measures that are no quantities, told by the words around them."""

from __future__ import annotations

from tiersimpact.quantities.lexicon import load_lexicon
from tiersimpact.quantities.readings import Reading, Sentence

_CLOCK_BEFORE = frozenset(
    {
        "à",
        "dès",
        "vers",
        "jusque",
        "avant",
        "après",
        "de",
        "le",
        "entre",
        "midi",
        "soir",
        "matin",
        "-",
        "–",
        "et",
        "/",
        ",",
        "(",
        ":",
    }
)
_LASTING = frozenset({"pendant", "durant", "en", "sous", "dure", "durent", "durée", "sur", "pour", "aux", "moins", "plus", "environ", "contrat",
                      "cumulé", "totalise", "totalisent", "fait", "font", "faire", "compter", "faut", "soit", "chaque", "toutes", "les", "des", "ces",
                      "nos", "ses", "leurs"})  # fmt: skip
_RATES = frozenset({"par", "/", "chaque", "hebdomadaires", "hebdo", "mensuelles", "supplémentaires", "cumulées"})
_PARTS_OF_DAY = frozenset({"matin", "soir", "midi", "pile", "précises", "tapantes", "après-midi"})


def is_hour_of_day(sentence: Sentence, reading: Reading) -> bool:
    """Tell « à 18h » and « de 9h à 12h » from « 2h de trajet » and « aux 35 heures »."""
    if reading.unit != "heure" or not reading.own or reading.value is None or reading.value > 24:
        return False
    after, before = sentence.low(reading.last), sentence.low(reading.i - 1)
    if after in _PARTS_OF_DAY or (after in {"de", "du"} and sentence.low(reading.last + 1) in {"matin", "soir", "le"}):
        return True
    if after in _RATES or before in _LASTING:
        return after in {"/"} and sentence.low(reading.last + 1) == "24"
    if after == "de" and before != "de":
        return False
    if after in {"sur"} and sentence.low(reading.last + 1) in {"24", "vingt-quatre"}:
        return True
    return _reads_as_clock(sentence, reading, before, after)


def _reads_as_clock(sentence: Sentence, reading: Reading, before: str, after: str) -> bool:
    lexicon = load_lexicon()
    ranged = (
        after in {"à", "-", "–", "/"}
        or before in {"-", "–", "/"}
        or (before == "à" and sentence.low(reading.i - 2) in {"h", "heures", "heure"})
    )
    if (
        before in {"à", "dès", "vers", "avant", "midi", "minuit"}
        or before in lexicon.weekdays
        or before in lexicon.months
    ):
        return True
    if before in {"jusque", "après", "entre"} or (before == "de" and sentence.low(reading.i - 2) == "partir"):
        return True
    if ranged and before in _CLOCK_BEFORE | {""}:
        return True
    if before == "et" and sentence.low(reading.i - 2) in {"h", "heures"}:
        return True
    compact = sentence.low(reading.last - 1) == "h" or reading.form == "time"
    if before == "de":
        return after in {"à", "-"}
    value = reading.value or 0
    return (
        compact
        and value >= 7
        and (
            before in _CLOCK_BEFORE | {""}
            or sentence.kind(reading.i - 1) in {"ordinal", "code", "number"}
            or value >= 8
        )
    )


def is_birthday(sentence: Sentence, reading: Reading) -> bool:
    """Tell « les 10 ans du lieu », « fêter ses 5 ans » from « 10 ans de travaux »."""
    if (
        reading.unit not in {"an", "année", "bougie", "printemps", "mois"}
        or reading.value is None
        or reading.value_max is not None
    ):
        return False
    lexicon = load_lexicon()
    window = sentence.lows[max(0, reading.i - 6) : reading.i]
    if any(word in lexicon.birthday_words or word.startswith(("fêt", "célébr", "souffl", "anniv")) for word in window):
        return True
    after = sentence.lows[reading.last : reading.last + 4]
    if any(word.startswith("anniv") for word in after):
        return True
    if reading.unit != "an" or sentence.low(reading.i - 1) not in lexicon.birthday_before:
        return reading.unit in {"bougie"}
    if sentence.low(reading.last) in {"et", "ou", "passés", "révolus"}:
        return sentence.low(reading.last + 1) not in {"plus", "moins"}
    return sentence.low(reading.i - 1) != "aux" or sentence.low(reading.last) in {"de", "du", "des"}
