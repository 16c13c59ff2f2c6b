"""Count, weigh and add up the features of many short texts in one go: a call of numpy costs more than a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

# Characters of text read in one go, more where a single text is longer: a report or two, so that memory stays flat.
BATCH = 50_000


class Counts(NamedTuple):
    """Which features stand in which text, sorted by text and feature.

    Attributes
    ----------
    texts, features : numpy.ndarray of int, shape (n_found,)
        Number of the text and of the feature; no pair twice.
    times : numpy.ndarray of int, shape (n_found,)
        How often it stands there.
    """

    texts: Rows
    features: Rows
    times: Rows


def count(texts: Rows, features: Rows) -> Counts:
    """Count the features of texts.

    Parameters
    ----------
    texts, features : numpy.ndarray of int, shape (n_occurrences,)
        Number of the text and of the feature, with repetitions.

    Returns
    -------
    Counts
        Each feature of each text once.

    Examples
    --------
    >>> [column.tolist() for column in count(np.array([0, 0, 0, 2]), np.array([5, 2, 5, 2]))]
    [[0, 0, 2], [2, 5, 2], [1, 2, 1]]
    """
    size = features.max(initial=0) + 1
    pairs, times = np.unique(texts * size + features, return_counts=True)
    return Counts(*np.divmod(pairs, size), times)


def tfidf(found: Counts, idf: Floats) -> Floats:
    """Weigh features as scikit-learn's `TfidfVectorizer` does: 1 + log(times) times idf, each text scaled to length 1.

    Parameters
    ----------
    found : Counts
        Features of texts.
    idf : numpy.ndarray, shape (n_features,)
        Inverse document frequency.

    Returns
    -------
    numpy.ndarray of float32, shape (n_found,)
        A weight for each pair of text and feature.
    """
    weights = (1 + np.log(found.times)) * idf[found.features]
    lengths = np.sqrt(np.bincount(found.texts, weights * weights))
    lengths[lengths == 0] = 1
    return (weights / lengths[found.texts]).astype(np.float32)


def add_up(found: Counts, weights: Floats, table: Floats, n_texts: int) -> Floats:
    """Add up by text the rows that its features have in a table.

    Parameters
    ----------
    found : Counts
        Features of texts.
    weights : numpy.ndarray, shape (n_found,)
        Weight of each of them.
    table : numpy.ndarray, shape (n_found, n_columns)
        Row of each of them.
    n_texts : int
        How many texts there are.

    Returns
    -------
    numpy.ndarray, shape (n_texts, n_columns)
        Zeros for a text without features.
    """
    bounds = np.searchsorted(found.texts, np.arange(n_texts + 1)).tolist()
    # one product by text: a product of all texts at once would make BLAS start threads, which costs more than it saves
    return np.array([weights[start:end] @ table[start:end] for start, end in pairwise(bounds)], dtype=np.float32)


def batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Cut a long row of texts into batches to be read in one go each."""
    first = length = 0
    for i, text in enumerate(texts):
        if length + len(text) > BATCH and i > first:
            yield texts[first:i]
            first, length = i, 0
        length += len(text)
    if first < len(texts):
        yield texts[first:]
