"""A text comes in, the mentions of the grid's public types go out, with their spans."""

from .matching import find_publics

__all__ = ["find_publics"]
