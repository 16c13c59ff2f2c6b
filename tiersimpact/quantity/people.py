"""Which public type a quantity counts, when it counts people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tiersimpact.records import PublicSpan, Quantity


def name_publics(quantities: Iterable[Quantity], spans: Sequence[PublicSpan]) -> list[Quantity]:
    """Name the public type that each quantity counts.

    Parameters
    ----------
    quantities : iterable of Quantity
        Quantities of a text.
    spans : sequence of PublicSpan
        Mentions of public types in the same text.

    Returns
    -------
    list of Quantity
        The same; `public` is filled where a mention holds the counted noun.
    """
    return [_named(quantity, spans) for quantity in quantities]


def _named(quantity: Quantity, spans: Sequence[PublicSpan]) -> Quantity:
    if quantity.unit_text is None:
        return quantity
    at = quantity.start + max(quantity.text.rfind(quantity.unit_text), 0)
    for span in spans:
        if span.start <= at < span.end:
            return replace(quantity, public=span.public)
    return quantity
