"""Statements come in, a category with its evidence and a polarity go out."""

from .evidence import Judgement, judge
from .polarity import polarity_of

__all__ = ["Judgement", "judge", "polarity_of"]
