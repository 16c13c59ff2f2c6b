"""The noun behind a number: where it stands, and its singular without inclusive writing."""

from __future__ import annotations

import re
from functools import lru_cache

from tiersimpact.quantity.lexicon import load_lexicon
from tiersimpact.quantity.readings import Sentence
from tiersimpact.quantity.tokens import WORD

_INCLUSIVE_MARK = re.compile(r"[·•‧⋅∙・.(/]|-(?=(?:e|es|ne|nes|le|te|trices?|rices?|euses?|se|ve|fe|ère)(?:-s|$))")
_HYPHENATION = re.compile(r"-[ \t]*\n[ \t]*")
_PARTICIPLE = re.compile(r"(?:é|ée|és|ées|i|is|ie|ies|u|us|ue|ues|ant|ants|ante|antes)$")
_NOUN_ENDING = re.compile(r"(?:[tsx]ion|teur|trice|euse|iste|isme|ature|logue|logie|women|men|ing|eur|erie|thèque)$")
_PLURAL_PARTICIPLE = re.compile(r"(?:é|ée|(?<![oa])i|u|ue)s$")
_ACRONYM = re.compile(r"[A-ZÉÈ]{2,6}s?$|[A-Z](?:\.[A-Z])+\.?$")


@lru_cache(maxsize=8192)
def lemma(word: str) -> str:
    """Return the singular of a noun, in lower case, inclusive writing reduced to its stem.

    Parameters
    ----------
    word : str
        A noun as written.

    Returns
    -------
    str
        What a table prints in the column *unit*.

    Examples
    --------
    >>> [lemma(word) for word in ("adhérent·es", "locaux", "Tiers-lieux", "repas", "ETP", "animateur·rice·s")]
    ['adhérent', 'local', 'tiers-lieu', 'repas', 'ETP', 'animateur']
    """
    if _ACRONYM.match(word) and not _shouted(word):
        return word.removesuffix("s")
    low = _HYPHENATION.sub("", word.lower()) if "\n" in word else word.lower()
    if not low.isascii():
        low = low.replace("’", "'").replace("‐", "-").replace("‑", "-")
    mark = _INCLUSIVE_MARK.search(low)
    if mark and mark.start() > 1:
        low = low[: mark.start()]
    lexicon = load_lexicon()
    if low.removesuffix("s") in lexicon.acronyms:
        return low.removesuffix("s").upper()
    if low in lexicon.irregular or low in lexicon.invariable:
        return lexicon.irregular.get(low, low)
    if "-" in low:
        return "-".join(_singular(part) for part in low.split("-"))
    return _singular(low)


def _shouted(word: str) -> bool:
    """Tell a noun in capitals (« 12 FEMMES ») from an acronym."""
    low = word.lower()
    return len(word) > 3 and (low in load_lexicon().persons or low in load_lexicon().invariable or len(word) > 5)


def _singular(low: str) -> str:
    lexicon = load_lexicon()
    if len(low) < 3:  # « ex-détenus »
        return low
    if low in lexicon.irregular or low in lexicon.invariable:
        return lexicon.irregular.get(low, low)
    if low.endswith(("ais", "ois")):  # « lyonnais », « villageois »; « emplois » is in the list above
        return low
    if low.endswith("eaux"):
        return low[:-1]
    if low.endswith("aux"):
        return low[:-3] + "al"
    if low.endswith("s") and not low.endswith("ss"):
        return low[:-1]
    return low


def noun_at(sentence: Sentence, index: int, *, plural: bool) -> tuple[int, int] | None:
    """Find the noun that a number ending before `index` counts.

    Parameters
    ----------
    sentence : Sentence
        Where to look.
    index : int
        First token behind the number.
    plural : bool
        The number asks for a plural; a word that ends like a verb is then refused.

    Returns
    -------
    (int, int) or None
        First and one past the last token of the noun.
    """
    lexicon = load_lexicon()
    at = index
    while sentence.low(at) in lexicon.prenominal and sentence.kind(at) == WORD:
        at += 1
        if sentence.low(at) in {"et", ",", "ou"} and sentence.low(at + 1) in lexicon.prenominal:
            at += 1
    if at > index and (not _can_be_noun(sentence, at, plural) or _looks_adjective(sentence, at)):
        if sentence.low(at - 1) in lexicon.adjective_nouns:
            return at - 1, at
        return None
    if not _can_be_noun(sentence, at, plural):
        return None
    if sentence.low(at) == "tiers" and sentence.low(at + 1) in {"lieu", "lieux"}:
        return at, at + 2
    if sentence.low(at) == "demi" and sentence.low(at + 1) == "-":
        return at, at + 3
    return at, at + 1


def _looks_adjective(sentence: Sentence, index: int) -> bool:
    """Tell « jeunes accueillis » (the young are counted) from « jeunes salariés » (the employees are)."""
    low = sentence.low(index)
    if sentence.low(index - 1) not in load_lexicon().adjective_nouns:
        return False
    return (
        bool(_PARTICIPLE.search(low))
        and lemma(low) not in load_lexicon().participle_nouns
        and not low.endswith(("ants", "antes", "ant"))
    )


def _can_be_noun(sentence: Sentence, index: int, plural: bool) -> bool:
    low, raw = sentence.low(index), sentence.raw(index)
    if sentence.kind(index) != WORD or low in load_lexicon().not_nouns or raw.endswith(("'", "’")):
        return False
    if len(low) == 1 and not raw.isupper():
        return False
    if low in load_lexicon().months and low != "mars" and len(low) > 3:
        return False
    return not plural or raw.isupper() or looks_plural(low) or _known_noun(raw)


def _known_noun(raw: str) -> bool:
    """Tell a noun whose plural mark was forgotten (« 12 bénévole ») from a verb (« Lyon 3 accueille »)."""
    lexicon, low = load_lexicon(), raw.lower()
    known = (lexicon.common, lexicon.acronyms, lexicon.persons, lexicon.events)
    return any(low in words for words in known) or bool(_NOUN_ENDING.search(low))


def is_event(word: str) -> bool:
    """Tell whether something takes place under that name; the first part of a compound says it.

    Examples
    --------
    >>> is_event("repas"), is_event("apéro-jeux"), is_event("vie")
    (True, True, False)
    """
    events = load_lexicon().events
    return word in events or word.partition("-")[0] in events


def is_participle(word: str) -> bool:
    """Tell a participle that stands for a noun said before (« 9 emplois créés, 2 maintenus »).

    Examples
    --------
    >>> is_participle("maintenus"), is_participle("réfugiés"), is_participle("jours")
    (True, False, False)
    """
    lexicon, word = load_lexicon(), word.rpartition("-")[2]  # « ex-salariés »
    if not _PLURAL_PARTICIPLE.search(word) or word in lexicon.invariable or lemma(word) in lexicon.participle_nouns:
        return False
    return not _known_noun(word)


def looks_plural(low: str) -> bool:
    """Tell whether a word is written like a plural.

    Examples
    --------
    >>> looks_plural("bénévoles"), looks_plural("lieux"), looks_plural("accueille")
    (True, True, False)
    """
    return low.endswith(("s", "x", "z")) or bool(_INCLUSIVE_MARK.search(low) and low.rstrip(")").endswith("s"))
