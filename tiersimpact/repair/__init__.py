"""A raw text comes in, a clean text with a map back to the raw text goes out."""

from .edits import CleanText, Dropped, Edit, Order
from .repairing import repair

__all__ = ["CleanText", "Dropped", "Edit", "Order", "repair"]
