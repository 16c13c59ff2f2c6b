"""The page that pictures what reports say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tiersimpact.showing import render_page

from .comparing import compare
from .counting import POLARITIES, occurring, tabulate
from .entries import AXES, OUTSIDE
from .places import describe_place, sort_measures

if TYPE_CHECKING:
    from tiersimpact.analysis import Analysis


def portrait(analyses: Iterable[Analysis]) -> str:
    r"""Picture what reports say, on one page.

    Effects by category with their polarity, publics, quantities, and every statement with its place in the report;
    several reports are compared.

    Parameters
    ----------
    analyses : iterable of Analysis
        Findings of reports that answer one grid.

    Returns
    -------
    str
        An HTML page in French. It loads nothing, and nothing that a report says can run in it.

    Raises
    ------
    ValueError
        If there is no analysis, or they were made with different grids.

    Examples
    --------
    >>> import tiersimpact as ti
    >>> page = portrait([ti.analyze(text="SANTÉ\nOn dort mieux.", name="fournil")])
    >>> "<h1>Portrait : fournil</h1>" in page
    True
    """
    known = list(analyses)
    if not known:
        raise ValueError("portrait() takes at least one analysis")
    grid = known[0].grid
    if any(analysis.grid != grid for analysis in known):
        raise ValueError("portrait() takes analyses made with one grid")
    places = [describe_place(f"r{number}", analysis) for number, analysis in enumerate(known, 1)]
    entries = [entry for place in places for entry in place.entries]
    named = occurring(entries, "public")
    names = {place.anchor: place.name for place in places}
    categories = {category.id: category.label for category in grid.categories.values()}
    publics = {public.id: public.label for public in grid.publics if public.id in named}
    return render_page(
        "portrait.html",
        room=__package__,
        style="portrait.css",
        script="portrait.js",
        places=places,
        entries=entries,
        axes=AXES,
        polarities=POLARITIES,
        outside=OUTSIDE,
        categories=categories,
        publics=publics,
        unnamed=[public.label for public in grid.publics if public.id not in named],
        publics_by_category=tabulate(entries, ("public", publics), ("category", categories)),
        places_by_category=tabulate(entries, ("place", names), ("category", categories)),
        places_by_public=tabulate(entries, ("place", names), ("public", publics)),
        effects_compared=compare(places, "category", categories),
        publics_compared=compare(places, "public", publics),
        measures=sort_measures([measure for place in places for measure in place.measures]),
    )
