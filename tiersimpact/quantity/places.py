"""Numbers that say where: « 12 rue de la Paix », « bâtiment 4 », « Lyon 2 », « 69007 Lyon », « Les 3 Moulins »."""

from __future__ import annotations

from tiersimpact.quantity.lexicon import load_lexicon
from tiersimpact.quantity.nouns import looks_plural, noun_at
from tiersimpact.quantity.readings import Reading, Sentence
from tiersimpact.quantity.tokens import NUMBER, WORD
from tiersimpact.quantity.units import could_be_unit, is_measured, measure_at


def is_address(sentence: Sentence, reading: Reading) -> bool:
    """« 12 rue de la Paix », « 27 bis, avenue Foch », « au 97 »."""
    if reading.form not in {"digits", "words", "article", "slash"}:
        return False
    lexicon = load_lexicon()
    at = reading.j
    if sentence.low(at) in {"-", "/"} and sentence.kind(at + 1) == NUMBER:
        at += 2
    if sentence.low(at) in {"bis", "ter", "quater"} or (
        len(sentence.low(at)) == 1 and sentence.low(at).isalpha() and sentence.raw(at).isupper()
    ):
        at += 1
    if sentence.low(at) == ",":
        at += 1
    street = sentence.low(at) in lexicon.streets and reading.form != "article" and reading.value != 1
    if street or (sentence.low(at) in lexicon.streets and reading.form == "digits"):
        then = sentence.low(at + 1)
        place = then in {"de", "du", "des", "la", "le", "les"} or sentence.raw(at + 1)[:1].isupper() or then == "."
        if sentence.low(at) in {"cours", "clos"}:
            return (
                sentence.raw(at + 1)[:1].isupper()
                or sentence.raw(at + 2)[:1].isupper()
                or sentence.raw(at + 3)[:1].isupper()
            )
        return place or at > reading.j
    if sentence.low(at) in {"rue", "bis", "ter"} or sentence.low(reading.j) in {"bis", "ter"}:
        return True
    before = sentence.low(reading.i - 1)
    return (
        before in {"au", "le", "du"}
        and reading.form == "digits"
        and not could_be_unit(sentence, reading.j)
        and sentence.low(reading.j) not in {"%", "€", "à", "-", "/"}
    )


def is_numbered(sentence: Sentence, reading: Reading) -> bool:
    """« bâtiment 4 », « n° 12 », « article L. 123 », « Lyon 2 »."""
    if reading.form not in {"digits", "words", "article"} or is_measured(sentence, reading.j):
        return False
    if sentence.low(reading.j) in {"fois", "x"} or _opens_share(sentence, reading):
        return False
    lexicon = load_lexicon()
    before, raw = sentence.low(reading.i - 1), sentence.raw(reading.i - 1)
    at = reading.i - 1
    if before in {".", "-", "°"} and sentence.low(at - 1) in lexicon.numbered | {"l", "r", "d", "n"}:
        return before != "-" or len(sentence.low(at - 1)) > 1
    if before.startswith("n°") or before in {"#", "§"}:
        return True
    if (
        before in lexicon.numbered
        and reading.form != "article"
        and not (before.endswith("s") and looks_plural(sentence.low(reading.j)))
    ):
        return not (reading.form == "words" and looks_plural(sentence.low(reading.j)))
    listed = (
        before in {"et", ",", "à", "-", "ou"}
        and sentence.kind(at - 1) == NUMBER
        and sentence.low(at - 2) in lexicon.numbered
    )
    if listed and not looks_plural(sentence.low(reading.j)):
        return True
    written = sentence.raw(reading.i)
    if reading.form == "words" and raw[:1].isupper() and written[:1].isupper() and written[1:2].islower() and at > 0:
        return True
    if reading.form != "digits" or at < 0 or not raw[:1].isupper() or sentence.kind(at) != WORD:
        return False
    if at == 0 or before in lexicon.not_nouns or sentence.low(at - 1) in {"«", '"', ":", "(", "•", "-"}:
        return False
    follows = noun_at(sentence, reading.j, plural=True) or measure_at(sentence, reading.j)
    return not follows and sentence.low(reading.j) not in {"à", "-", "–", "ou", "et", "/"}


def _opens_share(sentence: Sentence, reading: Reading) -> bool:
    """« à l'atelier 1 mécano sur 4 », but not « la salle 3 donne sur 2 cours »."""
    span = noun_at(sentence, reading.j, plural=reading.value != 1)
    if span is None or sentence.low(span[1]) not in {"sur", "/"} or sentence.kind(span[1] + 1) != NUMBER:
        return False
    parts = span[1] + 1
    return sentence.value(parts) > (reading.value or 0) and not (
        noun_at(sentence, parts + 1, plural=True) or measure_at(sentence, parts + 1)
    )


def is_postcode(sentence: Sentence, reading: Reading) -> bool:
    """« 69007 Lyon », « 59100 », « SIRET 123 456 789 00012 »."""
    if reading.form != "digits" or reading.j != reading.i + 1:
        return False
    raw = sentence.raw(reading.i)
    if not raw.isdigit():
        return False
    if len(raw) > 8:
        return True
    following = sentence.raw(reading.j)
    return len(raw) == 5 and (
        following[:1].isupper()
        or (
            not could_be_unit(sentence, reading.j)
            and sentence.low(reading.j) not in {"%", "€"}
            and sentence.low(reading.i - 1) not in {":", "=", "de", "à", "environ"}
        )
    )


def is_name(sentence: Sentence, reading: Reading) -> bool:
    """« Les 3 Moulins », « la Maison des Sept Collines », « Deux-Sèvres »."""
    if reading.form not in {"digits", "words"}:
        return False
    following = sentence.raw(reading.j)
    owner = sentence.raw(reading.i - 2)
    if sentence.low(reading.i - 1) in {"des", "aux"} and owner[:1].isupper():
        return owner.lower() in load_lexicon().cues["name_heads"] and looks_plural(sentence.low(reading.j))
    if (
        not (following[:1].isupper() and following[1:2].islower())
        or sentence.low(reading.j).removesuffix("s") in load_lexicon().acronyms
        or sentence.kind(reading.j) != WORD
        or measure_at(sentence, reading.j)
    ):
        return False
    before = sentence.raw(reading.i - 1)
    if before.lower() in {"les", "des", "aux"}:
        return True
    if reading.form == "words" and sentence.raw(reading.i)[:1].isupper() and reading.i > 0:
        return True
    return before[:1].isupper() and sentence.kind(reading.i - 1) == WORD and reading.i > 1
