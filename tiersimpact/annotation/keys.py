"""One key for each answer: letters are chosen from the labels of the grid, so that another grid has its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from string import ascii_lowercase

from tiersimpact.french import fold

# The row of digits, by position: `event.code` is the same on every layout, what is printed on the keys is not.
POSITIONS = (
    "Digit1", "Digit2", "Digit3", "Digit4", "Digit5", "Digit6", "Digit7", "Digit8", "Digit9", "Digit0", "Minus",
    "Equal",
)  # fmt: skip


def position_keys(names: Iterable[str]) -> dict[str, str]:
    """Give the first twelve names a key of the digit row each.

    Parameters
    ----------
    names : iterable of str
        In order.

    Returns
    -------
    dict of str to str
        Name to `event.code`; further names are reached with the mouse.

    Examples
    --------
    >>> position_keys(["un", "deux"])
    {'un': 'Digit1', 'deux': 'Digit2'}
    """
    return dict(zip(names, POSITIONS, strict=False))


def letter_keys(labels: Iterable[tuple[str, str]], *, taken: Collection[str]) -> dict[str, str]:
    """Choose a letter for each label: an initial if one is free, else a letter of it, else any.

    Parameters
    ----------
    labels : iterable of (str, str)
        Names and labels.
    taken : collection of str
        Letters that mean something else.

    Returns
    -------
    dict of str to str
        Name to letter, as long as there are letters.

    Examples
    --------
    >>> letter_keys([("a", "Visiteurs"), ("b", "Voisins du quartier"), ("c", "Élus")], taken="d")
    {'a': 'v', 'c': 'e', 'b': 'q'}
    """
    free = [letter for letter in ascii_lowercase if letter not in taken]
    waiting = [(name, fold(label)) for name, label in labels]
    chosen: dict[str, str] = {}
    for choices in (_first_letter, _initials, _letters, lambda _: iter(free)):
        for name, label in list(waiting):
            letter = next((letter for letter in choices(label) if letter in free), None)
            if letter is not None:
                chosen[name] = letter
                free.remove(letter)
                waiting.remove((name, label))
    return chosen


def _first_letter(label: str) -> Iterator[str]:
    return iter(label[:1])


def _initials(label: str) -> Iterator[str]:
    return (word[0] for word in label.split())


def _letters(label: str) -> Iterator[str]:
    return iter(label)
