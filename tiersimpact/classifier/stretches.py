"""Texts as numbered stretches without blanks: what a stretch holds is worked out once, then gathered by its number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .counting import Rows

# Stretches, and rows that they hold, beyond which the memory starts anew.
MAX_STRETCHES = 50_000
MAX_ROWS = 2_000_000

# Threads share a model, and what it remembers; one lock for all tables, so that a model can be pickled.
_LOCK = Lock()

Reader = Callable[[Sequence[str]], tuple[Rows, npt.ArrayLike]]
"""From stretches to the rows that they hold, one behind the other, and how many each of them holds."""


class Gathered(NamedTuple):
    """What the stretches of texts hold, in reading order.

    Attributes
    ----------
    texts : numpy.ndarray of int, shape (n_rows,)
        Number of the text that each row comes from.
    rows : numpy.ndarray of int, shape (n_rows,) or (n_rows, n_columns)
        The rows.
    """

    texts: Rows
    rows: Rows


class StretchTable:
    """Remembers what stretches hold.

    Parameters
    ----------
    *readers : callable
        One for each kind of thing that they hold.

    Examples
    --------
    >>> table = StretchTable(lambda stretches: (np.array([*map(ord, "".join(stretches))], int), [*map(len, stretches)]))
    >>> [(found.texts.tolist(), found.rows.tolist()) for found in table.read(["a bc", "", "bc"])]
    [([0, 0, 0, 2, 2], [97, 98, 99, 98, 99])]
    """

    def __init__(self, *readers: Reader) -> None:
        self._readers = readers
        self._forget()

    def read(self, texts: Sequence[str]) -> list[Gathered]:
        """Gather what texts hold.

        Parameters
        ----------
        texts : sequence of str
            Any texts.

        Returns
        -------
        list of Gathered
            One for each reader.
        """
        cuts = [text.split() for text in texts]
        stretches = [stretch for own in cuts for stretch in own]
        owners = np.repeat(np.arange(len(texts)), [len(own) for own in cuts])
        with _LOCK:
            self._learn(stretches)
            numbers = np.array([self._numbers[stretch] for stretch in stretches], dtype=np.int64)
            return [held.gather(numbers, owners) for held in self._held]

    def _learn(self, stretches: Sequence[str]) -> None:
        if len(self._numbers) > MAX_STRETCHES or any(held.n_rows > MAX_ROWS for held in self._held):
            self._forget()
        new = [stretch for stretch in dict.fromkeys(stretches) if stretch not in self._numbers]
        if new:
            for reader, held in zip(self._readers, self._held, strict=True):
                held.append(*reader(new))
            self._numbers.update(zip(new, range(len(self._numbers), len(self._numbers) + len(new)), strict=True))

    def _forget(self) -> None:
        self._numbers: dict[str, int] = {}
        nothing = [reader([]) for reader in self._readers]
        self._held = [_Held(rows) for rows, _ in nothing]


class _Held:
    """Rows of one kind, of one stretch behind the other, in arrays that grow."""

    def __init__(self, nothing: Rows) -> None:
        self.n_rows = 0
        self._n_stretches = 0
        self._rows = nothing
        self._starts = self._sizes = np.zeros(0, dtype=np.int64)

    def append(self, rows: Rows, sizes: npt.ArrayLike) -> None:
        """Add the rows of more stretches."""
        lengths = np.asarray(sizes, dtype=np.int64)
        starts = self.n_rows + np.cumsum(lengths) - lengths
        self._rows = _put(self._rows, self.n_rows, rows)
        self._starts = _put(self._starts, self._n_stretches, starts)
        self._sizes = _put(self._sizes, self._n_stretches, lengths)
        self.n_rows += len(rows)
        self._n_stretches += len(lengths)

    def gather(self, numbers: Rows, owners: Rows) -> Gathered:
        """Put together the rows of stretches of texts."""
        sizes = self._sizes[numbers]
        # row i of the result is row i - (rows before its stretch) of the stretch
        before = np.cumsum(sizes) - sizes
        places = np.arange(sizes.sum()) + np.repeat(self._starts[numbers] - before, sizes)
        return Gathered(np.repeat(owners, sizes), self._rows[places])


def _put(array: Rows, place: int, new: Rows) -> Rows:
    """Write rows at a place; an array without room gets twice as long, so that growing costs little."""
    if place + len(new) > len(array):
        room = np.empty((2 * (place + len(new)), *array.shape[1:]), dtype=array.dtype)
        room[:place] = array[:place]
        array = room
    array[place : place + len(new)] = new
    return array
