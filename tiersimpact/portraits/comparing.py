"""Where places differ: what each of them speaks of, and in which direction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .counting import occurring
from .places import Place


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which places speak of an effect or of a public.

    Attributes
    ----------
    label : str
        Label of the effect or of the public.
    speaking, silent : list of str
        Names of the places that speak of it, and of those that do not.
    directions : dict of str to list of str
        Where the effect goes, by the standard sentences → names of the places.
    """

    label: str
    speaking: list[str]
    silent: list[str]
    directions: dict[str, list[str]]


def compare(places: Sequence[Place], axis: str, labels: Mapping[str, str]) -> list[Coverage]:
    """Compare what places speak of.

    Parameters
    ----------
    places : sequence of Place
        Places whose reports answer one grid.
    axis : str
        ``category`` or ``public``.
    labels : mapping of str to str
        Id → label of what to compare.

    Returns
    -------
    list of Coverage
        In the order of `labels`.
    """
    spoken = {place.anchor: occurring(place.entries, axis) for place in places}
    return [
        Coverage(
            label,
            [place.name for place in places if value in spoken[place.anchor]],
            [place.name for place in places if value not in spoken[place.anchor]],
            _directions(places, value),
        )
        for value, label in labels.items()
    ]


def _directions(places: Sequence[Place], category: str) -> dict[str, list[str]]:
    """Gather places by the direction that they give an effect; a public has none."""
    found: dict[str, list[str]] = {}
    for place in places:
        if category in place.directions:
            found.setdefault(place.directions[category], []).append(place.name)
    return found
