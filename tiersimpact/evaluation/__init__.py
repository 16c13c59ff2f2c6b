"""How good a classifier is on annotated comments that it never saw."""

from .measures import Evaluation, Score, measure
from .outcomes import Outcome, cross_validate, read_comments

__all__ = ["Evaluation", "Outcome", "Score", "cross_validate", "measure", "read_comments"]
