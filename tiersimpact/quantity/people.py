"""Which public type a quantity counts, when it counts people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    if not spans:
        return list(quantities)
    # where mentions overlap, the first one counts
    public_at = {offset: span.public for span in reversed(spans) for offset in range(span.start, span.end)}
    return [_named(quantity, public_at) for quantity in quantities]


def _named(quantity: Quantity, public_at: Mapping[int, str]) -> Quantity:
    if quantity.unit_text is None:
        return quantity
    at = quantity.start + max(quantity.text.rfind(quantity.unit_text), 0)
    return replace(quantity, public=public_at[at]) if at in public_at else quantity
