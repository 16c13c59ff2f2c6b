"""A French text comes in, the quantities it states go out, without spaCy."""

from tiersimpact.quantity.finder import find_quantities

__all__ = ["find_quantities"]
