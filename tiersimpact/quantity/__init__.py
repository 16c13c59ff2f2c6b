"""A French text comes in, the quantities it states go out, without spaCy."""

from tiersimpact.quantity.finder import find_quantities
from tiersimpact.quantity.people import name_publics

__all__ = ["find_quantities", "name_publics"]
