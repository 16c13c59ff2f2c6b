"""Analyses come in; one page goes out that pictures what their reports say: effects, publics, quantities, quotes."""

from .page import portrait

__all__ = ["portrait"]
