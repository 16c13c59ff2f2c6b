"""The fixed words of the grid's standard sentences, indexed by the words they hold."""

from __future__ import annotations

import itertools
from functools import lru_cache

from tiersimpact.french import words
from tiersimpact.grid import Category, Formula, Grid, Option
from tiersimpact.grid.schema import SLOT

from .keys import Mark, is_content
from .matches import Wording
from .recognising import Recogniser


@lru_cache(maxsize=8)
def recogniser(grid: Grid) -> Recogniser:
    """Build the recogniser of a grid, once per grid.

    Parameters
    ----------
    grid : Grid
        Any grid.

    Returns
    -------
    Recogniser
        Ready to recognise the grid's standard sentences.

    Examples
    --------
    >>> from tiersimpact.grid import load_grid
    >>> match = recogniser(load_grid()).recognise("Ces rencontre ont lieu au moin une fois par mois.")
    >>> match.category, match.formula.id
    ('lien_social', 'frequency')
    """
    wordings: list[Wording] = []
    options: list[tuple[Mark, str, Option]] = []
    for category in grid.categories.values():
        for formula in category.formulas:
            wordings += [_wording(category, formula, text) for text in (formula.text, *formula.variants)]
        for option in category.options:
            options += [(_mark(text), category.id, option) for text in (option.text, *option.variants)]
    return Recogniser(wordings, options)


def _wording(category: Category, formula: Formula, text: str) -> Wording:
    """Cut a wording at its slots."""
    pieces = SLOT.split(text)
    segments: list[Mark] = []
    slots: list[tuple[str, int]] = []
    for fixed, slot in itertools.zip_longest(pieces[::2], pieces[1::2]):
        segments += [_mark(fixed)] if any(words(fixed)) else []
        slots += [(slot, len(segments))] if slot else []
    return Wording(category.id, formula, tuple(segments), tuple(slots))


@lru_cache(maxsize=4096)
def _mark_of(keys: tuple[str, ...]) -> Mark:
    return Mark(" ".join(keys), frozenset(filter(is_content, keys)))


def _mark(text: str) -> Mark:
    return _mark_of(tuple(word.key for word in words(text)))
