"""Publics that no lexicon lists (« les potiers du rez-de-chaussée »): a linear tagger over content words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice
from operator import attrgetter

import numpy as np

from tiersimpact.records import PublicSpan

from .contexts import Content, ContextIndex, read_content
from .counting import Floats
from .features import content_row
from .vectors import WIDTH, unit_vectors

NO_PUBLIC = ""
"""Label of a word that names no public."""


def word_vectors(forms: Sequence[str]) -> Floats:
    """Vectors of the words to tag.

    Parameters
    ----------
    forms : sequence of str
        The words as written.

    Returns
    -------
    numpy.ndarray of float32, shape (n_forms, 300)
        Unit vectors, zeros for unknown words.
    """
    rows = [content_row(form) for form in forms]
    known = [row is not None for row in rows]
    vectors = np.zeros((len(rows), WIDTH), dtype=np.float32)
    vectors[known] = unit_vectors([row for row in rows if row is not None])
    return vectors


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

    def find(self, texts: Sequence[str]) -> list[list[PublicSpan]]:
        """Find the publics that statements name.

        Parameters
        ----------
        texts : sequence of str
            Statements.

        Returns
        -------
        list of list of PublicSpan
            For each statement, in order, without overlap.
        """
        contents = [read_content(text) for text in texts]
        margins = self._margins(contents)
        tags = zip(margins.argmax(axis=1).tolist(), margins.max(axis=1).tolist(), strict=True)
        return [list(self._spans(content, islice(tags, len(content.places)))) for content in contents]

    def _margins(self, contents: Sequence[Content]) -> Floats:
        """How far each label's score lies above that of no public: an array of shape (n_words, n_labels)."""
        vectors = word_vectors([form for content in contents for form in content.forms()])
        # no product of matrices: BLAS would start threads, which costs more than it saves
        scores = self.intercept + np.einsum("wd,dl->wl", vectors, self.weights[len(self.index) :])
        for rows in self._contexts.find(contents):
            scores += self._of_features.take(rows, axis=0)
        margins: Floats = scores - scores[:, [self.labels.index(NO_PUBLIC)]]
        return margins

    @cached_property
    def _contexts(self) -> ContextIndex:
        return ContextIndex(self.index, unknown=len(self.index))

    @cached_property
    def _of_features(self) -> Floats:
        """Scores of each feature, and below them those of an unknown one."""
        table = np.vstack([self.weights[: len(self.index)], np.zeros((1, len(self.labels)), dtype=np.float32)])
        return np.ascontiguousarray(table)

    def _spans(self, content: Content, tags: Iterable[tuple[int, float]]) -> Iterator[PublicSpan]:
        """Join neighbouring words of one public into a mention, function words between them included."""
        for label, group in groupby(zip(content.places, tags, strict=True), key=lambda tagged: tagged[1][0]):
            run = list(group)
            sure = max(margin for _, (_, margin) in run)
            if self.labels[label] != NO_PUBLIC and sure > self.least_margin:
                yield _span(self.labels[label], content, run[0][0], run[-1][0])


def _span(public: str, content: Content, first: int, last: int) -> PublicSpan:
    """The mention from one word to another."""
    start, end = content.words[first].start, content.words[last].end
    return PublicSpan(public, content.text[start:end], start, end)


def merge_publics(listed: Sequence[PublicSpan], learned: Sequence[PublicSpan]) -> list[PublicSpan]:
    """Add learned mentions where no listed name stands.

    Parameters
    ----------
    listed, learned : sequence of PublicSpan
        What the lexicon and what the tagger found in one text, each in order and without overlap.

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
    ends = [old.end for old in listed]

    def is_free(new: PublicSpan) -> bool:
        at = bisect_right(ends, new.start)  # the first listed name that ends behind its start
        return at == len(listed) or new.end <= listed[at].start

    free = [new for new in learned if is_free(new)]
    return sorted([*listed, *free], key=attrgetter("start")) if free else list(listed)
