"""Statements come in; a category with its evidence and its probability, and a polarity, go out."""

from .evidence import Judgement, judge
from .model import StatementModel
from .storage import ModelError, cached_model, load_model, shipped_folder

__all__ = ["Judgement", "ModelError", "StatementModel", "cached_model", "judge", "load_model", "shipped_folder"]
