"""Statements come in; a category with its evidence and its probability, and a polarity, go out."""

from .evidence import Judgement, judge
from .explaining import Explanation, explain
from .model import StatementModel
from .storage import ModelError, cached_model, load_model, shipped_folder
from .tagging import PublicTagger, merge_publics

__all__ = [
    "Explanation", "Judgement", "ModelError", "PublicTagger", "StatementModel", "cached_model", "explain", "judge",
    "load_model", "merge_publics", "shipped_folder",
]  # fmt: skip
