"""What the classifier sees of a statement: word n-grams, character n-grams, and its mean word vector."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from tiersimpact.french import WordMemory, fold, reduce_inclusive, words

from .counting import Floats, Rows, add_up, batches, count
from .vectors import WIDTH, scale_rows, unit_vectors, vector_row

CHARACTERS = (3, 4, 5)
# Weight of the mean vector against the n-gram blocks, each of length 1. Chosen by cross-validation on `data/`
# (1.0, 1.5, 2.0 tried).
VECTOR_WEIGHT = 1.5

_WORD = re.compile(r"[^\W\d_]+")
# Function words say nothing of the topic and would pull every mean vector to the same place.
_FUNCTION_WORDS = frozenset(
    "le la les de du des un une et a au aux en on il elle ils elles je nous vous qui que ce ces cet cette sa son ses "
    "leur leurs d l s n c j m t qu y se sur par pour dans avec est sont a ont ete etre plus pas ne tout tous mais ou "
    "si etait ai as avait fait lui moi toi".split()
)


def word_ngrams(text: str) -> list[str]:
    """Word keys and their pairs.

    Parameters
    ----------
    text : str
        One statement.

    Returns
    -------
    list of str
        With repetitions.

    Examples
    --------
    >>> word_ngrams("prêts d'outils")
    ['pret', 'd', 'outil', 'pret d', 'd outil']
    """
    keys = [word.key for word in words(text)]
    return keys + [f"{first} {second}" for first, second in itertools.pairwise(keys)]


def split_words(text: str) -> list[str]:
    """Cut a text at its blanks, case, accents and inclusive spellings aside.

    Parameters
    ----------
    text : str
        One statement.

    Returns
    -------
    list of str
        Words with their punctuation.
    """
    return fold(reduce_inclusive(text)).split()


def character_ngrams(text: str) -> list[str]:
    """Character n-grams inside words, word ends included.

    Parameters
    ----------
    text : str
        One statement.

    Returns
    -------
    list of str
        With repetitions.

    Examples
    --------
    >>> character_ngrams("un")
    [' un', 'un ', ' un ']
    """
    found: list[str] = []
    for word in split_words(text):
        padded = f" {word} "
        found += [padded[i : i + n] for n in CHARACTERS for i in range(len(padded) - n + 1)]
    return found


def mean_vectors(texts: Sequence[str]) -> Floats:
    """Mean of the unit vectors of each statement's words, scaled to length 1.

    Parameters
    ----------
    texts : sequence of str
        Statements.

    Returns
    -------
    numpy.ndarray of float32, shape (n_texts, 300)
        Zeros where no word is known.
    """
    means = [_means_at_once(batch) for batch in batches(texts)]
    return np.concatenate([np.zeros((0, WIDTH), dtype=np.float32), *means])


def _means_at_once(texts: Sequence[str]) -> Floats:
    found = count([[_VECTORS_OF[stretch] for stretch in text.split()] for text in texts])
    times = found.times.astype(np.float32)
    return scale_rows(add_up(found, times, unit_vectors(found.features), len(texts)))


def _vector_rows(stretch: str) -> Rows:
    """Rows of the words' vectors in a stretch without blanks; function words say nothing and are left out."""
    found = map(content_row, _WORD.findall(reduce_inclusive(stretch)))
    return np.array([row for row in found if row is not None], dtype=np.int64)


_VECTORS_OF = WordMemory(_vector_rows)


def is_content(word: str) -> bool:
    """Tell words that say something of the topic from function words.

    Parameters
    ----------
    word : str
        One word, folded.

    Returns
    -------
    bool
        False for function words and words of one or two letters.
    """
    return len(word) > 2 and word not in _FUNCTION_WORDS


@lru_cache(maxsize=50_000)
def content_row(word: str) -> int | None:
    """Look up where the vector stands of a word that says something of the topic.

    Parameters
    ----------
    word : str
        One word as written.

    Returns
    -------
    int or None
        Row for `unit_vectors`; None for function words and words without a vector.
    """
    return vector_row(word) if is_content(fold(word)) else None
