"""The trained classifier as plain arrays: it needs numpy to answer, and nothing it loads can run."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tiersimpact.records import PublicSpan

from .features import VECTOR_WEIGHT, character_ngrams, mean_vector, split_words, word_ngrams
from .tagging import PublicTagger, merge_publics

Floats = npt.NDArray[np.float32]
Columns = npt.NDArray[np.int64]
Answers = dict[str, dict[str, float]]

# Words whose character n-grams are remembered; beyond, the memory starts anew.
_MAX_REMEMBERED = 50_000
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

    def rows(self, ngrams: Sequence[str]) -> list[int]:
        """Rows of the n-grams that the model knows, with repetitions."""
        return [row for row in map(self.index.get, ngrams) if row is not None]

    def weigh(self, texts: Sequence[Columns]) -> list[tuple[Columns, Floats]]:
        """Weigh the n-grams of texts: 1 + log(count) times idf, scaled to length 1.

        Parameters
        ----------
        texts : sequence of numpy.ndarray of int
            For each text its rows, with repetitions.

        Returns
        -------
        list of (numpy.ndarray, numpy.ndarray)
            For each text each of its rows once, and their weights.
        """
        # all texts are counted in one go, since a call of numpy costs more than a text
        size = max(len(self.idf), 1)
        numbers = np.repeat(np.arange(len(texts)), [len(rows) for rows in texts])
        once, counts = np.unique(numbers * size + np.concatenate(texts), return_counts=True)
        rows = once % size
        weights = (1 + np.log(counts)) * self.idf[rows]
        bounds = np.searchsorted(once, np.arange(len(texts) + 1) * size).tolist()
        return [(rows[start:end], _scaled(weights[start:end])) for start, end in itertools.pairwise(bounds)]


def _scaled(weights: npt.NDArray[np.floating]) -> Floats:
    """Scale to length 1; a text without n-grams stays as it is."""
    length = math.sqrt(weights @ weights)
    return (weights / length if length else weights).astype(np.float32)


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
    _letters: dict[str, Columns] = field(default_factory=dict, repr=False)
    _ready: dict[str, Answers] = field(default_factory=dict, repr=False)

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
        return self._ready.get(text) or self._answer([text])[0]

    def read_ahead(self, texts: Sequence[str]) -> None:
        """Read the statements of a report together, which is faster; `probabilities` then has the answers ready.

        Parameters
        ----------
        texts : sequence of str
            The statements; those read ahead before are forgotten.
        """
        self._ready.clear()
        self._ready.update(zip(texts, self._answer(texts), strict=True))

    def _answer(self, texts: Sequence[str]) -> list[Answers]:
        """Answer every question about each text."""
        if not texts:
            return []
        scores = self._scores(texts)
        answers: list[Answers] = [{} for _ in texts]
        for name, head in self.heads.items():
            own = head.temperature * scores[:, head.first : head.first + len(head.answers)]
            shares = np.exp(own - own.max(axis=1, keepdims=True))
            shares /= shares.sum(axis=1, keepdims=True)
            order = np.argsort(-shares, axis=1, kind="stable")
            ranked = zip(order.tolist(), np.take_along_axis(shares, order, axis=1).tolist(), strict=True)
            for answer, (places, likely) in zip(answers, ranked, strict=True):
                answer[name] = {head.answers[i]: share for i, share in zip(places, likely, strict=True)}
        return answers

    def publics(self, text: str, listed: Sequence[PublicSpan]) -> list[PublicSpan]:
        """Add the publics that the classifier learned to those that the lexicon lists.

        Parameters
        ----------
        text : str
            One free comment.
        listed : sequence of PublicSpan
            What the lexicon found in it.

        Returns
        -------
        list of PublicSpan
            In order, without overlap.
        """
        return list(listed) if self.tagger is None else merge_publics(listed, self.tagger.find(text))

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

        def lead(words: Sequence[str]) -> float:
            scores = head.temperature * self._scores([" ".join(words)])[0, own]
            return float(scores[column] - scores.mean())

        found = text.split()
        whole = lead(found)
        losses = [(word.strip(_MARKS), whole - lead(found[:i] + found[i + 1 :])) for i, word in enumerate(found)]
        named = [(word, round(loss, 4)) for word, loss in losses if word]
        return sorted(named, key=lambda loss: -abs(loss[1]))[:most]

    def _scores(self, texts: Sequence[str]) -> Floats:
        """Scores of all answers: an array of shape (n_texts, n_answers)."""
        return np.stack(
            [self.intercept + sum(weights @ table for weights, table in parts) for parts in self._parts(texts)]
        )

    def _parts(self, texts: Sequence[str]) -> Iterator[list[tuple[Floats, Floats]]]:
        """For each text the weights of its features, block by block, with the rows of the table that they meet."""
        n_words, n_characters = len(self.words.index), len(self.characters.index)
        words = self.words.weigh([self._word_rows(text) for text in texts])
        letters = self.characters.weigh([self._letter_rows(text) for text in texts])
        for text, (rows, weights), (letter_rows, letter_weights) in zip(texts, words, letters, strict=True):
            yield [
                (weights, self.weights[rows]),
                (letter_weights, self.weights[n_words + letter_rows]),
                (VECTOR_WEIGHT * mean_vector(text), self.weights[n_words + n_characters :]),
            ]

    def _word_rows(self, text: str) -> Columns:
        """Rows of a text's words and word pairs."""
        return np.array(self.words.rows(word_ngrams(text)), dtype=np.int64)

    def _letter_rows(self, text: str) -> Columns:
        """Rows of a text's character n-grams; those of a word are worked out once."""
        if len(self._letters) > _MAX_REMEMBERED:
            self._letters.clear()
        found = []
        for word in split_words(text):
            rows = self._letters.get(word)
            if rows is None:
                rows = np.array(self.characters.rows(character_ngrams(word)), dtype=np.int64)
                self._letters[word] = rows
            found.append(rows)
        return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
