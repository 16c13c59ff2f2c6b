"""What the tagger of publics sees of a word: itself, its ending, its neighbours and their pairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from tiersimpact.french import Word, words, words_in_stretch

from .counting import Rows
from .features import content_rows, is_content
from .ngrams import NgramIndex
from .stretches import StretchTable

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
    edges = [_EDGE] * _REACH
    keys = [*edges, *(word.key for word in content.words), *edges]
    for place in content.places:
        names = [
            " ".join([name, *(keys[_REACH + place + distance] for distance in distances)])
            for name, distances in _DISTANCES.items()
        ]
        yield [*names, f"{_ENDING} {keys[_REACH + place][-_LETTERS:]}"]


class Contexts(NamedTuple):
    """Words to tag of several statements, and what the tagger sees of them.

    Attributes
    ----------
    texts : numpy.ndarray of int, shape (n_words,)
        Number of the statement that each stands in.
    vectors : numpy.ndarray of int, shape (n_words,)
        Row of its vector in `unit_table`.
    features : list of numpy.ndarray of int, shape (n_words,)
        For each kind of feature, its row.
    """

    texts: Rows
    vectors: Rows
    features: list[Rows]


class ContextIndex:
    """Finds the features of many words at once.

    Parameters
    ----------
    rows : mapping of str to int
        Row of each feature that a tagger knows.
    """

    def __init__(self, rows: Mapping[str, int]) -> None:
        kinds = [(name, len(distances)) for name, distances in _DISTANCES.items()]
        self._ngrams = NgramIndex(rows, [*kinds, (_ENDING, 1)])
        self._stretches = StretchTable(self._read)

    def find(self, texts: Sequence[str]) -> Contexts:
        """Find the features of the words to tag.

        Parameters
        ----------
        texts : sequence of str
            Statements.

        Returns
        -------
        Contexts
            In reading order.
        """
        ((owners, columns),) = self._stretches.read(texts)
        keys, endings, vectors, is_tagged = columns.T
        # edges stand before the first statement and behind each
        places = np.arange(len(keys)) + _REACH * (1 + owners)
        (edge,) = self._ngrams.numbers([_EDGE])
        row = np.full(len(keys) + _REACH * (len(texts) + 1), edge)
        row[places] = keys
        tagged = np.flatnonzero(is_tagged)
        around = places[tagged]
        features = [
            self._ngrams.rows(name, [row[around + distance] for distance in distances])
            for name, distances in _DISTANCES.items()
        ]
        return Contexts(owners[tagged], vectors[tagged], [*features, self._ngrams.rows(_ENDING, [endings[tagged]])])

    def _read(self, stretches: Sequence[str]) -> tuple[Rows, list[int]]:
        """For each word the numbers of its key and its ending, the row of its vector, and whether it is tagged."""
        found = [words_in_stretch(stretch) for stretch in stretches]
        keys = [word.key for own in found for word in own]
        forms = [stretch[word.start : word.end] for stretch, own in zip(stretches, found, strict=True) for word in own]
        columns = [
            self._ngrams.numbers(keys),
            self._ngrams.numbers([key[-_LETTERS:] for key in keys]),
            content_rows(forms),
            np.array([is_content(key) for key in keys], dtype=np.int64),
        ]
        return np.stack(columns, axis=1), [len(own) for own in found]
