"""What the tagger of publics sees of a word: itself, its ending, its neighbours and their pairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from tiersimpact.french import Word, words

from .counting import Rows
from .features import is_content

# A feature's name is followed by the keys of the words at these distances.
_DISTANCES = {
    "0": (0,),
    "-1": (-1,),
    "-2": (-2,),
    "+1": (1,),
    "+2": (2,),
    "-1 0": (-1, 0),
    "0 +1": (0, 1),
    "+1 +2": (1, 2),
    "+1 +3": (1, 2, 3),
}
_REACH = 3
# Stands for the words before the first one and after the last one.
_EDGE = "_"
# Name of the feature that is followed by a word's last letters, and their number.
_ENDING = "end"
_LETTERS = 3


class Content(NamedTuple):
    """A statement for the tagger.

    Attributes
    ----------
    text : str
        The statement.
    words : sequence of Word
        All its words.
    places : list of int
        Index of each content word among them; these are tagged.
    """

    text: str
    words: Sequence[Word]
    places: list[int]

    def forms(self) -> list[str]:
        """Words to tag, as written."""
        return [self.text[self.words[place].start : self.words[place].end] for place in self.places]


def read_content(text: str) -> Content:
    """Find the words of a statement to tag.

    Parameters
    ----------
    text : str
        One statement.

    Returns
    -------
    Content
        Its words.
    """
    found = words(text)
    return Content(text, found, [i for i, word in enumerate(found) if is_content(word.key)])


def context_features(content: Content) -> Iterator[list[str]]:
    """Describe each word to tag by itself and what stands around it, as named features.

    Parameters
    ----------
    content : Content
        A statement.

    Yields
    ------
    list of str
        Names of the features of a word.
    """
    keys, places = _keys([content])
    for place in places:
        names = [
            " ".join([name, *(keys[place + distance] for distance in distances)])
            for name, distances in _DISTANCES.items()
        ]
        yield [*names, f"{_ENDING} {keys[place][-_LETTERS:]}"]


def _keys(contents: Sequence[Content]) -> tuple[list[str], list[int]]:
    """Keys of all words, statements kept apart by edges, and the places among them of the words to tag."""
    keys = [_EDGE] * _REACH
    places: list[int] = []
    for content in contents:
        places += [len(keys) + place for place in content.places]
        keys += [word.key for word in content.words]
        keys += [_EDGE] * _REACH
    return keys, places


class ContextIndex:
    """Finds the features of many words at once: words are numbered, and features known by the numbers they hold.

    Parameters
    ----------
    rows : mapping of str to int
        Row of each feature that a tagger knows.
    unknown : int
        Row of all others.
    """

    def __init__(self, rows: Mapping[str, int], unknown: int) -> None:
        parts = " ".join(rows).split(" ")
        self._numbers = {part: number for number, part in enumerate(dict.fromkeys(parts), 1)}
        numbers = np.array([self._numbers[part] for part in parts], dtype=np.int64)
        lengths = np.array([feature.count(" ") + 1 for feature in rows], dtype=np.int64)
        starts = np.cumsum(lengths) - lengths
        places = np.array(list(rows.values()), dtype=np.int64)
        self._tables: dict[str, tuple[Rows, Rows]] = {}
        for name, distances in (*_DISTANCES.items(), (_ENDING, (0,))):
            front = self._number(name.split(" "))
            own = lengths == len(front) + len(distances)
            for i, number in enumerate(front):
                own[own] = numbers[starts[own] + i] == number
            codes = self._code([numbers[starts[own] + len(front) + i] for i in range(len(distances))])
            order = np.argsort(codes)
            # an unknown feature behind the last one ends every search
            codes = np.append(codes[order], np.iinfo(np.int64).max)
            self._tables[name] = codes, np.append(places[own][order], unknown)

    def find(self, contents: Sequence[Content]) -> Iterator[Rows]:
        """Find the features of the words to tag.

        Parameters
        ----------
        contents : sequence of Content
            Statements.

        Yields
        ------
        numpy.ndarray of int, shape (n_words,)
            For each kind of feature, its row for each word to tag of all statements.
        """
        keys, places = _keys(contents)
        numbers, around = self._number(keys), np.array(places, dtype=np.int64)
        for name, distances in _DISTANCES.items():
            yield self._look_up(name, [numbers[around + distance] for distance in distances])
        yield self._look_up(_ENDING, [self._number([keys[place][-_LETTERS:] for place in places])])

    def _number(self, keys: Sequence[str]) -> Rows:
        """Numbers of words, 0 for a word that no feature holds."""
        return np.array([self._numbers.get(key, 0) for key in keys], dtype=np.int64)

    def _code(self, columns: Sequence[Rows]) -> Rows:
        """One number for each row of numbers."""
        size = len(self._numbers) + 1
        return reduce(lambda code, column: code * size + column, columns)

    def _look_up(self, name: str, columns: Sequence[Rows]) -> Rows:
        codes, rows = self._tables[name]
        own = self._code(columns)
        nearest = np.searchsorted(codes, own)
        return np.where(codes[nearest] == own, rows[nearest], rows[-1])
