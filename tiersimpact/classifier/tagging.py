"""Publics that no lexicon lists (« les potiers du rez-de-chaussée »): a linear tagger over content words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter

import numpy as np

from tiersimpact.records import PublicSpan

from .contexts import Content, ContextIndex, Contexts, read_content
from .counting import Floats
from .features import content_rows
from .vectors import unit_table

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
    return unit_table().take(content_rows(forms), axis=0)


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
        contexts = self._contexts.find(texts)
        margins = self._margins(contexts)
        labels, most = margins.argmax(axis=1), margins.max(axis=1)
        bounds = np.searchsorted(contexts.texts, np.arange(len(texts) + 1)).tolist()
        found: list[list[PublicSpan]] = [[] for _ in texts]
        # words are read one by one only where some of them name a public
        for i in np.unique(contexts.texts[labels != self._no_public]).tolist():
            own = slice(bounds[i], bounds[i + 1])
            tags = zip(labels[own].tolist(), most[own].tolist(), strict=True)
            found[i] = list(self._spans(read_content(texts[i]), tags))
        return found

    def _margins(self, contexts: Contexts) -> Floats:
        """How far each label's score lies above that of no public: an array of shape (n_words, n_labels)."""
        scores = self.intercept + self._of_vectors.take(contexts.vectors, axis=0)
        for rows in contexts.features:
            scores += self._of_features.take(rows, axis=0)
        margins: Floats = scores - scores[:, [self._no_public]]
        return margins

    @cached_property
    def _no_public(self) -> int:
        return self.labels.index(NO_PUBLIC)

    @cached_property
    def _contexts(self) -> ContextIndex:
        return ContextIndex(self.index)

    @cached_property
    def _of_vectors(self) -> Floats:
        """Scores of each word vector, and below them those of a word without."""
        return unit_table() @ self.weights[len(self.index) :]

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
            if label != self._no_public and sure > self.least_margin:
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
