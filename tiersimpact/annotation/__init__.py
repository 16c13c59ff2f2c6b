"""Statements pre-filled by the model come in, a person's decisions go out; every click is on disk at once."""

from .opening import annotate
from .reviewing import review

__all__ = ["annotate", "review"]
