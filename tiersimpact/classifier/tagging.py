"""Publics that no lexicon lists (« les potiers du rez-de-chaussée »): a linear tagger over content words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tiersimpact.french import Word, words
from tiersimpact.records import PublicSpan

from .features import content_vector, is_content
from .vectors import WIDTH

Floats = npt.NDArray[np.float32]

NO_PUBLIC = ""
"""Label of a word that names no public."""
_EDGE = "_"


def content_words(text: str) -> tuple[Sequence[Word], list[int]]:
    """Words of a text, and which of them are tagged.

    Parameters
    ----------
    text : str
        One statement.

    Returns
    -------
    words : sequence of Word
        All words.
    places : list of int
        Index of each content word among them.
    """
    found = words(text)
    return found, [i for i, word in enumerate(found) if is_content(word.key)]


def context_features(found: Sequence[Word], place: int) -> list[str]:
    """A word and what stands around it, as named features.

    Parameters
    ----------
    found : sequence of Word
        Words of a statement.
    place : int
        Index of the word to describe.

    Returns
    -------
    list of str
        The word, its ending, its neighbours and their pairs.
    """
    before2, before, own, after, after2, after3 = (
        found[i].key if 0 <= i < len(found) else _EDGE for i in range(place - 2, place + 4)
    )
    return [
        f"0 {own}",
        f"-1 {before}",
        f"-2 {before2}",
        f"+1 {after}",
        f"+2 {after2}",
        f"-1 0 {before} {own}",
        f"0 +1 {own} {after}",
        f"+1 +2 {after} {after2}",
        f"+1 +3 {after} {after2} {after3}",
        f"end {own[-3:]}",
    ]


def word_vectors(text: str, found: Sequence[Word], places: Sequence[int]) -> Floats:
    """Vectors of the words to tag.

    Parameters
    ----------
    text : str
        The statement.
    found : sequence of Word
        Its words.
    places : sequence of int
        Which of them to tag.

    Returns
    -------
    numpy.ndarray of float32, shape (n_places, 300)
        Unit vectors, zeros for unknown words.
    """
    table = np.zeros((len(places), WIDTH), dtype=np.float32)
    for row, place in enumerate(places):
        vector = content_vector(text[found[place].start : found[place].end])
        if vector is not None:
            table[row] = vector
    return table


@dataclass(frozen=True, eq=False)
class PublicTagger:
    """A trained tagger.

    Attributes
    ----------
    index : dict of str to int
        Row of each feature.
    labels : tuple of str
        Public ids, and ``""`` for a word that names none.
    weights : numpy.ndarray, shape (n_features + 300, n_labels)
        Score of each feature, then of each dimension of the word's vector, for each label.
    intercept : numpy.ndarray, shape (n_labels,)
        Scores of a word without features.
    least_margin : float
        How far a public's score must lie above that of no public.
    """

    index: dict[str, int]
    labels: tuple[str, ...]
    weights: Floats
    intercept: Floats
    least_margin: float

    def find(self, text: str) -> list[PublicSpan]:
        """Find the publics that a statement names.

        Parameters
        ----------
        text : str
            One statement.

        Returns
        -------
        list of PublicSpan
            In order, without overlap.
        """
        found, places = content_words(text)
        if not places:
            return []
        scores = self.scores(text, found, places)
        return list(self._spans(text, found, places, scores))

    def scores(self, text: str, found: Sequence[Word], places: Sequence[int]) -> Floats:
        """Score each label for each word to tag: an array of shape (n_places, n_labels)."""
        scores: Floats = self.intercept + word_vectors(text, found, places) @ self.weights[len(self.index) :]
        for row, place in enumerate(places):
            known = [self.index[name] for name in context_features(found, place) if name in self.index]
            scores[row] += self.weights[known].sum(axis=0)
        return scores

    def _spans(self, text: str, found: Sequence[Word], places: Sequence[int], scores: Floats) -> Iterator[PublicSpan]:
        """Join neighbouring words of one public into a mention, function words between them included."""
        none = self.labels.index(NO_PUBLIC)
        margins = scores - scores[:, [none]]
        margins[:, none] = -np.inf
        first = last = -1
        public, sure = NO_PUBLIC, -np.inf
        for row, place in enumerate(places):
            best = int(margins[row].argmax())
            label = self.labels[best] if margins[row, best] > 0 else NO_PUBLIC
            if label != public:
                if public and sure > self.least_margin:
                    yield _span(public, text, found[first], found[last])
                public, first, sure = label, place, -np.inf
            last, sure = place, max(sure, float(margins[row, best]))
        if public and sure > self.least_margin:
            yield _span(public, text, found[first], found[last])


def _span(public: str, text: str, first: Word, last: Word) -> PublicSpan:
    return PublicSpan(public, text[first.start : last.end], first.start, last.end)


def merge_publics(listed: Sequence[PublicSpan], learned: Sequence[PublicSpan]) -> list[PublicSpan]:
    """Add learned mentions where no listed name stands.

    Parameters
    ----------
    listed, learned : sequence of PublicSpan
        What the lexicon and what the tagger found in one text.

    Returns
    -------
    list of PublicSpan
        In order, without overlap.

    Examples
    --------
    >>> listed, learned = [PublicSpan("voisins", "voisins", 4, 11)], [PublicSpan("occupants", "potiers", 19, 26)]
    >>> [span.text for span in merge_publics(listed, learned)]
    ['voisins', 'potiers']
    """
    free = (new for new in learned if all(new.end <= old.start or old.end <= new.start for old in listed))
    return sorted([*listed, *free], key=lambda span: span.start)
