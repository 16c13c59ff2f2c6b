"""Find n-grams by the numbers of what they are made of: for many at once, far quicker than by their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

import numpy as np

from .counting import Rows

UNKNOWN = 0
"""Number of a token that no n-gram holds."""


class NgramIndex:
    """Where n-grams of words or characters stand, each known by the numbers of the tokens it is made of.

    Parameters
    ----------
    rows : mapping of str to int
        Row of each n-gram.
    kinds : iterable of (str, int)
        The kinds of n-grams among them: the tokens that all of a kind begin with, and how many follow. Five characters
        are told apart while there are fewer than 6,000 of them.
    separator : str, default=" "
        What stands between the tokens of an n-gram; nothing when they are characters.

    Attributes
    ----------
    unknown : int
        Stands for the row of all other n-grams: the number of rows.
    """

    def __init__(self, rows: Mapping[str, int], kinds: Iterable[tuple[str, int]], separator: str = " ") -> None:
        joined = separator.join(rows)
        tokens = joined.split(separator) if separator else list(joined)
        sizes = [ngram.count(separator) + 1 for ngram in rows] if separator else [len(ngram) for ngram in rows]
        self._numbers = {token: number for number, token in enumerate(dict.fromkeys(tokens), UNKNOWN + 1)}
        self.unknown = len(rows)
        numbers, lengths = self.numbers(tokens), np.array(sizes, dtype=np.int64)
        starts = np.cumsum(lengths) - lengths
        places = np.array(list(rows.values()), dtype=np.int64)
        self._tables: dict[tuple[str, int], tuple[Rows, Rows]] = {}
        for kind, size in kinds:
            front = self.numbers(kind.split())
            own = lengths == len(front) + size
            for i, number in enumerate(front):
                own[own] = numbers[starts[own] + i] == number
            codes = self._code([numbers[starts[own] + len(front) + i] for i in range(size)])
            order = np.argsort(codes)
            # an unknown n-gram behind the last one ends every search
            codes = np.append(codes[order], np.iinfo(np.int64).max)
            self._tables[kind, size] = codes, np.append(places[own][order], self.unknown)

    def numbers(self, tokens: Iterable[str]) -> Rows:
        """Return the number of each token, `UNKNOWN` for one that no n-gram holds."""
        return np.array([self._numbers.get(token, UNKNOWN) for token in tokens], dtype=np.int64)

    def rows(self, kind: str, columns: Sequence[Rows]) -> Rows:
        """Look up n-grams of one kind.

        Parameters
        ----------
        kind : str
            The tokens that they begin with.
        columns : sequence of numpy.ndarray of int, shape (n_ngrams,)
            Numbers of the tokens that follow: of the first of each n-gram, of the second of each…

        Returns
        -------
        numpy.ndarray of int, shape (n_ngrams,)
            The row of each, `unknown` where there is none.
        """
        codes, rows = self._tables[kind, len(columns)]
        own = self._code(columns)
        nearest = np.searchsorted(codes, own)
        return np.where(codes[nearest] == own, rows[nearest], self.unknown)

    def _code(self, columns: Sequence[Rows]) -> Rows:
        """One number for each row of numbers."""
        size = len(self._numbers) + 1
        return reduce(lambda code, column: code * size + column, columns)
