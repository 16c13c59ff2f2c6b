"""What the classifier sees of a statement: word n-grams, character n-grams, and its mean word vector."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from itertools import accumulate, chain, pairwise

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tiersimpact.french import fold, reduce_inclusive, word_keys

from .counting import Floats, Rows, add_up, batches, count
from .ngrams import NgramIndex
from .stretches import StretchTable
from .vectors import NO_VECTOR, WIDTH, scale_rows, unit_table, vector_rows

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
    keys = word_keys(text)
    return [*keys, *(f"{first} {second}" for first, second in pairwise(keys))]


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


def read_keys(stretches: Sequence[str], *, index: NgramIndex) -> tuple[Rows, list[int]]:
    """Number the words in stretches of text, of which `word_ngrams` are made.

    Parameters
    ----------
    stretches : sequence of str
        Texts without blanks.
    index : NgramIndex
        Of word n-grams.

    Returns
    -------
    numbers : numpy.ndarray of int, shape (n_words,)
        Of the words of all stretches, in order.
    sizes : list of int
        How many words each stretch has.
    """
    keys = [word_keys(stretch) for stretch in stretches]
    return index.numbers(chain.from_iterable(keys)), [len(own) for own in keys]


class CharacterReader:
    """Looks up the `character_ngrams` of stretches of text.

    Parameters
    ----------
    rows : mapping of str to int
        Row of each n-gram that the classifier knows.
    """

    def __init__(self, rows: Mapping[str, int]) -> None:
        self._index = NgramIndex(rows, [("", n) for n in CHARACTERS], separator="")
        characters = sorted(set("".join(rows)))
        self._numbers = np.zeros(sys.maxunicode + 1, dtype=np.int64)  # `UNKNOWN`, and no memory for what is never met
        self._numbers[[ord(character) for character in characters]] = self._index.numbers(characters)

    def __call__(self, stretches: Sequence[str]) -> tuple[Rows, Rows]:
        """Look up n-grams.

        Parameters
        ----------
        stretches : sequence of str
            Texts without blanks.

        Returns
        -------
        rows : numpy.ndarray of int, shape (n_found,)
            Of the n-grams that are known, stretch by stretch, with repetitions.
        sizes : numpy.ndarray of int, shape (n_stretches,)
            How many each stretch holds.
        """
        # an n-gram that runs from one word over a blank into the next is none that is known
        text = f" {fold(reduce_inclusive(' '.join(stretches)))}" + " " * max(CHARACTERS)
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        numbers, owner = self._numbers[codes], np.cumsum(codes == ord(" ")) - 1
        windows = [sliding_window_view(numbers, n).T for n in CHARACTERS]
        rows = np.concatenate([self._index.rows("", list(columns)) for columns in windows])
        owners = np.concatenate([owner[: columns.shape[1]] for columns in windows])
        known = np.flatnonzero(rows < self._index.unknown)
        order = known[np.argsort(owners[known], kind="stable")]
        return rows[order], np.bincount(owners[order], minlength=len(stretches))


def read_vectors(stretches: Sequence[str]) -> tuple[Rows, Rows]:
    """Look up the vectors of the words in stretches of text; function words say nothing and are left out.

    Parameters
    ----------
    stretches : sequence of str
        Texts without blanks.

    Returns
    -------
    rows : numpy.ndarray of int, shape (n_found,)
        Rows of `unit_table`, stretch by stretch, with repetitions.
    sizes : numpy.ndarray of int, shape (n_stretches,)
        How many each stretch holds.
    """
    found = [_WORD.findall(stretch) for stretch in reduce_inclusive(" ".join(stretches)).split(" ")]
    rows = content_rows(list(chain.from_iterable(found)))
    known = rows != NO_VECTOR
    before = np.concatenate([[0], np.cumsum(known)])  # known words before each word
    bounds = list(accumulate(map(len, found), initial=0))
    return rows[known], np.diff(before[bounds])


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
    table = StretchTable(read_vectors)
    means = [mean_of_vectors(*table.read(batch)[0], len(batch)) for batch in batches(texts)]
    return np.concatenate([np.zeros((0, WIDTH), dtype=np.float32), *means])


def mean_of_vectors(texts: Rows, rows: Rows, n_texts: int) -> Floats:
    """Mean of the vectors already looked up, as `mean_vectors` gives it.

    Parameters
    ----------
    texts, rows : numpy.ndarray of int, shape (n_words,)
        Number of the statement and row of the vector of each word.
    n_texts : int
        How many statements there are.

    Returns
    -------
    numpy.ndarray of float32, shape (n_texts, 300)
        Zeros where no word is known.
    """
    found = count(texts, rows)
    times = found.times.astype(np.float32)
    return scale_rows(add_up(found, times, unit_table().take(found.features, axis=0), n_texts))


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


def content_rows(words: Sequence[str]) -> Rows:
    """Look up where the vectors stand of words that say something of the topic.

    Parameters
    ----------
    words : sequence of str
        Words as written, without blanks.

    Returns
    -------
    numpy.ndarray of int, shape (n_words,)
        Rows of `unit_table`; `NO_VECTOR` for function words and words without a vector.
    """
    if not words:
        return vector_rows(words)
    folded = fold(" ".join(words)).split(" ")  # all at once
    return vector_rows([word if is_content(low) else "" for word, low in zip(words, folded, strict=True)])
