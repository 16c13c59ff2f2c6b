"""The statements of a report come in, the answers to the grid go out, each with the quote that proves it."""

from .rebuilding import rebuild
from .records import Answer, CategoryAnswers, Comment, Evidence, Intensity, Questionnaire, Sentence
from .schema import questionnaire_schema

__all__ = [
    "Answer",
    "CategoryAnswers",
    "Comment",
    "Evidence",
    "Intensity",
    "Questionnaire",
    "Sentence",
    "questionnaire_schema",
    "rebuild",
]
