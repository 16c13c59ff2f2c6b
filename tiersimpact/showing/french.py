"""What the steps say in English, in the words of a French reader."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiersimpact.grid import Grid
    from tiersimpact.records import Quantity

_WORD = re.compile(r"\w+")


@cache
def _phrases() -> dict[str, str]:
    """English phrase → French phrase."""
    text = (files("tiersimpact.showing") / "french.json").read_text(encoding="utf-8")
    phrases: dict[str, str] = json.loads(text)
    return phrases


def in_french(phrase: str, grid: Grid | None = None) -> str:
    """Translate a reason or a warning.

    Parameters
    ----------
    phrase : str
        As a step of the analysis words it; category ids may follow it.
    grid : Grid, optional
        Grid whose labels stand for category ids.

    Returns
    -------
    str
        In French; a phrase that the list lacks stays as it is.

    Examples
    --------
    >>> from tiersimpact.grid import load_grid
    >>> in_french("hyphen at line end"), in_french("the words say solidarite", load_grid())
    ('césure en fin de ligne', 'les mots disent plutôt : Solidarité')
    """
    known = _phrases()
    head = next((key for key in sorted(known, key=len, reverse=True) if phrase.startswith(key)), "")
    rest = phrase[len(head) :]
    labels = {name: category.label for name, category in grid.categories.items()} if grid else {}
    return known.get(head, "") + _WORD.sub(lambda word: labels.get(word[0], known.get(word[0], word[0])), rest)


def quantity_in_french(quantity: Quantity) -> str:
    """Write a quantity for a reader: its words, then what was understood.

    Parameters
    ----------
    quantity : Quantity
        Any quantity.

    Returns
    -------
    str
        Such as ``une vingtaine de voisins → environ 20 voisins``.
    """
    figure = figure_in_french(quantity)
    per = f"par {quantity.per}" if quantity.per else ""
    return f"{quantity.text} → {' '.join(filter(None, [figure, _unit(quantity), per]))}" if figure else quantity.text


def _unit(quantity: Quantity) -> str:
    """The unit as written, which agrees with the number; where that is another (« k€ », « h »), the one counted in."""
    unit, written = quantity.unit or "", quantity.unit_text or ""
    return written if written.casefold().startswith(unit[:3].casefold()) else unit


def figure_in_french(quantity: Quantity) -> str:
    """Write the figure that was understood.

    Parameters
    ----------
    quantity : Quantity
        Any quantity.

    Returns
    -------
    str
        Such as ``environ 20`` or ``de 12 à 60``; empty for vague words.

    Examples
    --------
    >>> from tiersimpact.quantity import find_quantities
    >>> [figure_in_french(quantity) for quantity in find_quantities("de 12 à 60 membres, quelques voisins")]
    ['de 12 à 60', '']
    """
    figures = [_number(figure) for figure in (quantity.value, quantity.value_max) if figure is not None]
    qualifier = _phrases().get(f"qualifier {quantity.qualifier}", "")
    return " ".join(filter(None, [qualifier, " à ".join(figures)])) if figures else ""


def _number(figure: float) -> str:
    """Group thousands with thin spaces that do not break, as in print."""
    return f"{figure:,.10g}".translate({ord(","): "\u202f", ord("."): ","})


def counted(number: int, words: str) -> str:
    """Put a number before words, in the plural when there are two and more.

    Parameters
    ----------
    number : int
        How many.
    words : str
        Words whose plural ends in s.

    Returns
    -------
    str
        Such as ``2 énoncés favorables``.

    Examples
    --------
    >>> counted(1, "énoncé favorable"), counted(2, "énoncé favorable")
    ('1 énoncé favorable', '2 énoncés favorables')
    """
    plural = "s" if number > 1 else ""
    return " ".join([str(number), *(word + plural for word in words.split())])
