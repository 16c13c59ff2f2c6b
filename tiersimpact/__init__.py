"""Read the impact reports of French tiers-lieux: statements, categories, publics, quantities.

>>> import tiersimpact as ti
>>> [quantity.value for quantity in ti.quantities("une vingtaine de bénévoles")]
[20]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .analysis import Analysis, analyze
    from .annotation import annotate, review
    from .batch import analyze_many
    from .errors import CorpusError, GridError, ReadError, TiersImpactError
    from .frames import analyze_frame, frame_meta, frame_schema
    from .grid import Grid, load_grid
    from .label_quality import label_errors
    from .pipeline import load
    from .portraits import portrait
    from .quantity import find_quantities as quantities
    from .questionnaire import Questionnaire, questionnaire_schema
    from .reading import read
    from .records import PublicSpan, Quantity, Statement
    from .reliability import agreement
    from .retraining import evaluate, train
    from .showing import show_source

# Public name → room and name there; a room is imported when one of its names is first used.
_ROOMS = {
    "Analysis": ("analysis", "Analysis"),
    "analyze": ("analysis", "analyze"),
    "annotate": ("annotation", "annotate"),
    "review": ("annotation", "review"),
    "analyze_many": ("batch", "analyze_many"),
    "CorpusError": ("errors", "CorpusError"),
    "GridError": ("errors", "GridError"),
    "ReadError": ("errors", "ReadError"),
    "TiersImpactError": ("errors", "TiersImpactError"),
    "analyze_frame": ("frames", "analyze_frame"),
    "frame_meta": ("frames", "frame_meta"),
    "frame_schema": ("frames", "frame_schema"),
    "Grid": ("grid", "Grid"),
    "load_grid": ("grid", "load_grid"),
    "label_errors": ("label_quality", "label_errors"),
    "load": ("pipeline", "load"),
    "portrait": ("portraits", "portrait"),
    "quantities": ("quantity", "find_quantities"),
    "Questionnaire": ("questionnaire", "Questionnaire"),
    "questionnaire_schema": ("questionnaire", "questionnaire_schema"),
    "read": ("reading", "read"),
    "PublicSpan": ("records", "PublicSpan"),
    "Quantity": ("records", "Quantity"),
    "Statement": ("records", "Statement"),
    "agreement": ("reliability", "agreement"),
    "evaluate": ("retraining", "evaluate"),
    "train": ("retraining", "train"),
    "show_source": ("showing", "show_source"),
}

__version__ = "0.2.0"
__all__ = [
    "Analysis", "CorpusError", "Grid", "GridError", "PublicSpan", "Quantity", "Questionnaire", "ReadError",
    "Statement", "TiersImpactError", "agreement", "analyze", "analyze_frame", "analyze_many", "annotate", "evaluate",
    "frame_meta", "frame_schema", "label_errors", "load", "load_grid", "portrait", "quantities",
    "questionnaire_schema", "read", "review", "show_source", "train",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    room, there = _ROOMS[name]
    value = getattr(import_module(f".{room}", __name__), there)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
