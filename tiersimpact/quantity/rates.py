"""How often, or for each of what: « par mois », « /jour », « chaque semaine », « le m² », « par étage »."""

from __future__ import annotations

import re

from tiersimpact.french.numbers import ARTICLES, is_number_word
from tiersimpact.quantity.lexicon import load_lexicon
from tiersimpact.quantity.nouns import lemma, looks_plural
from tiersimpact.quantity.readings import Reading, Sentence
from tiersimpact.quantity.tokens import WORD

CALENDAR = frozenset({"jour", "semaine", "mois", "trimestre", "semestre", "an"})
_REACH = 7
"""Words between the counted noun and its « par semaine »."""
_FINITE_VERB = re.compile(r"(?<!m)ent$|ont$|aient$")
_ADJECTIVE = re.compile(
    r"(?:é|ée|i|ie|if|ive|el|elle|al|ale|ant|ante|ique|able|eux|euse|ert|erte|uit|uite|ain|aine|aire|ien|ienne)$"
)
_FAR_OPENERS = frozenset({"par", "/", "chaque", "tous", "toutes", "dans", "de"})
"""Words that begin a rate some way behind the noun, beside adjectives such as « mensuel »."""
_NEAR_OPENERS = _FAR_OPENERS | {"à", "au", "le", "la"}
"""Words that begin a rate just behind the noun."""
_SHORT_ITEMS = {"pers": "personne", "hab": "habitant"}


def read_rate(sentence: Sentence, reading: Reading, floor: int) -> None:
    """Set `per` from what follows the unit, close by or a few words later in the same phrase.

    Parameters
    ----------
    sentence : Sentence
        Where it stands.
    reading : Reading
        The number; `per` and `last` are set.
    floor : int
        End of the quantity before, whose period is not ours.
    """
    found = rate_at(sentence, reading.last, near=True, price=reading.kind == "money", owned=reading.own)
    if found is None and reading.form != "fraction":
        found = _far_rate(sentence, reading)
    if found:
        reading.per, reading.last = found
    elif reading.form not in {"article", "fraction"}:
        reading.per = _rate_before(sentence, reading, floor)


def read_recurrence(sentence: Sentence, reading: Reading) -> None:
    """Read « tous les dix jours », « toutes les deux semaines »."""
    every = sentence.low(reading.i - 1) == "les" and sentence.low(reading.i - 2) in {"tous", "toutes"}
    if reading.kind == "duration" and every:
        reading.kind, reading.first = "frequency", reading.i - 2


def _far_rate(sentence: Sentence, reading: Reading) -> tuple[str, int] | None:
    """Look past what completes the noun: « deux permanences d'accès aux droits par semaine »."""
    lexicon = load_lexicon()
    behind = sentence.low(reading.last)
    if not reading.own or (
        reading.form == "article" and behind not in lexicon.cues["completing"] and not _ADJECTIVE.search(behind)
    ):
        return None
    ahead = sentence.lows[reading.last : reading.last + _REACH]
    if _FAR_OPENERS.isdisjoint(ahead) and lexicon.period_adjectives.keys().isdisjoint(ahead):
        return None
    determined = False
    for at, low in enumerate(ahead, reading.last):
        adjective = low in lexicon.period_adjectives
        found = None
        if low in _FAR_OPENERS or (adjective and not determined):
            found = rate_at(sentence, at, near=False)
        if found and found[0] in CALENDAR and at > reading.last:
            return found
        if (
            sentence.kind(at) != WORD
            or low in lexicon.cues["far_stop"]
            or _FINITE_VERB.search(low)
            or is_number_word(low)
        ):
            return None
        determined = determined or low in {"du", "des", "le", "la", "les", "aux", "au"}
    return None


def rate_at(
    sentence: Sentence, index: int, *, near: bool, price: bool = False, owned: bool = True
) -> tuple[str, int] | None:
    """Return the period or item said at `index`, and the token behind it.

    Parameters
    ----------
    sentence : Sentence
        Where to look.
    index : int
        First token of « par mois », « le m² », « mensuelles »…
    near : bool
        The place is just behind the unit, so that items count and not only periods.
    price : bool, default=False
        The unit is money: any « le repas » is then an item.
    owned : bool, default=True
        The number has a unit of its own: « 105 le jour » has none, and « le jour » is no rate.
    """
    lexicon = load_lexicon()
    low = sentence.low(index)
    if low not in _NEAR_OPENERS and low not in lexicon.period_adjectives:
        return None
    then, third = sentence.low(index + 1), sentence.low(index + 2)
    if low in {"par", "/"}:
        return _item(sentence, index + 1, calendar_only=not near)
    if low == "chaque":
        return _item(sentence, index + 1, calendar_only=True)
    if low in lexicon.period_adjectives:
        return lexicon.period_adjectives[low], index + 1
    if low in {"tous", "toutes"} and then == "les" and third in lexicon.periods:
        return lexicon.periods[third], index + 3
    if low == "dans" and then in {"le", "la"} and third in {"année", "semaine"}:
        return lexicon.periods[third], index + 3
    if low == "de" and then == "le" and third == "heure":
        return "heure", index + 3
    if not near:
        return None
    if price and low == "à" and then in {"le", "la"} and third in lexicon.periods:
        return lexicon.periods[third], index + 3
    if low == "au" and then in {"mois", "quotidien"}:
        return "mois" if then == "mois" else "jour", index + 2
    if low not in {"le", "la"} or not owned or third in lexicon.cues["other_times"]:
        return None
    if then in lexicon.periods or (price and then not in lexicon.weekdays | lexicon.cues["not_priced"]):
        return _item(sentence, index + 1, calendar_only=False)
    return None


def _item(sentence: Sentence, index: int, *, calendar_only: bool) -> tuple[str, int] | None:
    lexicon = load_lexicon()
    low, raw = sentence.low(index), sentence.raw(index)
    if low in lexicon.periods:
        return lexicon.periods[low], index + 1
    if calendar_only or sentence.kind(index) != WORD or low in lexicon.not_nouns or low in lexicon.not_items:
        return None
    if is_number_word(low) or low in ARTICLES or (raw[:1].isupper() and not raw.isupper()):
        return None
    if looks_plural(low) and low not in lexicon.invariable:
        return None
    measure = lexicon.measures.after(sentence.lows, index)
    if measure:
        return lexicon.measure_ids[measure[1]].id, index + measure[0]
    return _SHORT_ITEMS.get(low, lemma(raw)), index + 1


def _rate_before(sentence: Sentence, reading: Reading, floor: int) -> str | None:
    """Read « chaque mois, 30 personnes », « un loyer mensuel de 450 € »."""
    lexicon = load_lexicon()
    at = reading.first - 1
    if sentence.low(at) == ",":
        at -= 1
    if at <= floor:
        return None
    period = lexicon.periods.get(sentence.low(at))
    if period in CALENDAR and sentence.low(at - 1) in {"chaque", "par"}:
        return period
    if period in CALENDAR and sentence.low(at - 1) == "les" and sentence.low(at - 2) in {"tous", "toutes"}:
        return period
    if reading.kind == "money" and sentence.low(at) in {"de", ":", "à"}:
        return lexicon.period_adjectives.get(sentence.low(at - 1))
    return None
