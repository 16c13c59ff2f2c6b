"""The trained classifier as plain arrays: it needs numpy to answer, and nothing it loads can run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import numpy as np

from tiersimpact.records import PublicSpan

from .counting import Floats, Rows, add_up, batches, count, tfidf
from .features import VECTOR_WEIGHT, CharacterReader, mean_of_vectors, read_keys, read_vectors
from .ngrams import NgramIndex
from .stretches import StretchTable
from .tagging import PublicTagger

Answers = dict[str, dict[str, float]]

_MARKS = ".,;:!?…«»()[]'’\""


@dataclass(frozen=True, eq=False)
class Block:
    """One kind of n-grams: where each stands, and how rare it is.

    Attributes
    ----------
    index : dict of str to int
        Row of each n-gram.
    idf : numpy.ndarray, shape (n_ngrams,)
        Inverse document frequency, as scikit-learn's `TfidfVectorizer` learns it.
    """

    index: dict[str, int]
    idf: Floats

    def scores(self, texts: Rows, rows: Rows, weights: Floats, n_texts: int) -> Floats:
        """Score each answer for each text.

        Parameters
        ----------
        texts, rows : numpy.ndarray of int, shape (n_occurrences,)
            Number of the text and row of each n-gram found.
        weights : numpy.ndarray, shape (n_ngrams, n_answers)
            Score of each n-gram for each answer.
        n_texts : int
            How many texts there are.

        Returns
        -------
        numpy.ndarray, shape (n_texts, n_answers)
            Sums of the scores, weighed by TF-IDF.
        """
        found = count(texts, rows)
        return add_up(found, tfidf(found, self.idf), weights.take(found.features, axis=0), n_texts)


@dataclass(frozen=True)
class Head:
    """One question asked of a statement.

    Attributes
    ----------
    answers : tuple of str
        The possible answers.
    first : int
        Column of the first answer in the model's weights; the others follow.
    temperature : float
        Factor on the scores before softmax, fitted on held-out reports so that probabilities are honest.
    """

    answers: tuple[str, ...]
    first: int
    temperature: float


@dataclass(frozen=True, eq=False)
class StatementModel:
    """A trained classifier: what it sees of a text, and the questions it answers.

    Attributes
    ----------
    words, characters : Block
        The n-grams it knows.
    weights : numpy.ndarray, shape (n_words + n_characters + 300, n_answers)
        Score of each feature for each answer of each question: words, characters, mean vector.
    intercept : numpy.ndarray, shape (n_answers,)
        Scores of a text without features.
    heads : dict of str to Head
        By question: ``category`` (answers are category ids and ``hors_grille``) and ``polarity``.
    review_below : float
        Probability of the likeliest category under which a reader should look.
    meta : dict of str to str
        How it was made: grid and its fingerprint, versions, corpus, seed.
    tagger : PublicTagger or None
        Finds publics that no lexicon lists.
    folder : Path or None
        Where it was loaded from.
    """

    words: Block
    characters: Block
    weights: Floats
    intercept: Floats
    heads: dict[str, Head]
    review_below: float
    meta: dict[str, str]
    tagger: PublicTagger | None = None
    folder: Path | None = None

    def probabilities(self, text: str) -> Answers:
        """Answer every question about a statement.

        Parameters
        ----------
        text : str
            One statement.

        Returns
        -------
        dict of str to dict
            For each question, the answers with their probabilities (0-1, summing to 1), likeliest first.
        """
        return self.answer([text])[0]

    def answer(self, texts: Sequence[str]) -> list[Answers]:
        """Answer every question about several statements, which is faster than one by one.

        Parameters
        ----------
        texts : sequence of str
            Statements.

        Returns
        -------
        list of dict
            For each statement what `probabilities` says of it.
        """
        answers: list[Answers] = [{} for _ in texts]
        for name, shares in self.shares(texts).items():
            order = np.argsort(-shares, axis=1, kind="stable")
            names = np.array(self.heads[name].answers)[order].tolist()
            likely = np.take_along_axis(shares, order, axis=1).tolist()
            for answer, ranked, own in zip(answers, names, likely, strict=True):
                answer[name] = dict(zip(ranked, own, strict=True))
        return answers

    def shares(self, texts: Sequence[str]) -> dict[str, Floats]:
        """Return the probabilities of `answer` as arrays.

        Parameters
        ----------
        texts : sequence of str
            Statements.

        Returns
        -------
        dict of str to numpy.ndarray, shape (n_texts, n_answers)
            For each question, columns in the order of its answers.
        """
        scores = np.concatenate([self.intercept[np.newaxis][:0], *map(self._scores, batches(texts))])
        shares = {}
        for name, head in self.heads.items():
            own = head.temperature * scores[:, head.first : head.first + len(head.answers)]
            likely = np.exp(own - own.max(axis=1, keepdims=True))
            shares[name] = likely / likely.sum(axis=1, keepdims=True)
        return shares

    def publics(self, texts: Sequence[str]) -> list[list[PublicSpan]]:
        """Find the publics that the classifier learned, those that no lexicon lists.

        Parameters
        ----------
        texts : sequence of str
            Free comments.

        Returns
        -------
        list of list of PublicSpan
            For each comment, in order, without overlap.
        """
        if self.tagger is None:
            return [[] for _ in texts]
        return [spans for batch in batches(texts) for spans in self.tagger.find(batch)]

    def explain(self, text: str, answer: str, *, question: str = "category", most: int = 10) -> list[tuple[str, float]]:
        """Name the words that weighed most for an answer: what the answer would lose without each of them.

        Parameters
        ----------
        text : str
            One statement.
        answer : str
            The answer to explain.
        question : str, default="category"
            The question it answers.
        most : int, default=10
            How many words to name.

        Returns
        -------
        list of (str, float)
            Words as written, each with the log-odds (over the mean of all answers) that the statement loses when the
            word is taken out; heaviest first.
        """
        head = self.heads[question]
        own = slice(head.first, head.first + len(head.answers))
        column = head.answers.index(answer)

        found = text.split()
        shorter = (" ".join(found[:i] + found[i + 1 :]) for i in range(len(found)))
        scores = [head.temperature * self._scores([variant])[0, own] for variant in (text, *shorter)]
        whole, *without = (float(score[column] - score.mean()) for score in scores)
        losses = [(word.strip(_MARKS), whole - lead) for word, lead in zip(found, without, strict=True)]
        named = [(word, round(loss, 4)) for word, loss in losses if word]
        return sorted(named, key=lambda loss: -abs(loss[1]))[:most]

    def _scores(self, texts: Sequence[str]) -> Floats:
        """Scores of all answers: an array of shape (n_texts, n_answers)."""
        n_words, n_characters = len(self.words.index), len(self.characters.index)
        words, characters, vectors = np.split(self.weights, [n_words, n_words + n_characters])
        keys, found, known = self._stretches.read(texts)
        scores = self.intercept + self.words.scores(*self._word_rows(*keys), words, len(texts))
        scores += self.characters.scores(*found, characters, len(texts))
        for own, mean in zip(scores, mean_of_vectors(*known, len(texts)), strict=True):
            own += VECTOR_WEIGHT * mean @ vectors
        return scores

    def _word_rows(self, texts: Rows, keys: Rows) -> tuple[Rows, Rows]:
        """Texts and rows of the words and pairs of words that the model knows."""
        pairs = np.flatnonzero(texts[1:] == texts[:-1])
        ngrams = self._word_index
        rows = np.concatenate([ngrams.rows("", [keys]), ngrams.rows("", [keys[pairs], keys[pairs + 1]])])
        known = rows < ngrams.unknown
        return np.concatenate([texts, texts[pairs]])[known], rows[known]

    @cached_property
    def _word_index(self) -> NgramIndex:
        return NgramIndex(self.words.index, [("", 1), ("", 2)])

    @cached_property
    def _stretches(self) -> StretchTable:
        """What stretches of text hold: numbers of words, rows of character n-grams, rows of vectors."""
        words = partial(read_keys, index=self._word_index)
        return StretchTable(words, CharacterReader(self.characters.index), read_vectors)
