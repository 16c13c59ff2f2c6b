"""The statements of a report come in, the answers to the grid go out, each with the quote that proves it."""

from .rebuilding import rebuild
from .records import Answer, CategoryAnswers, Comment, Evidence, Intensity, Questionnaire, Sentence
from .schema import load_schema, questionnaire_schema

__all__ = [
    "Answer",
    "CategoryAnswers",
    "Comment",
    "Evidence",
    "Intensity",
    "Questionnaire",
    "Sentence",
    "load_schema",
    "questionnaire_schema",
    "rebuild",
]
