"""What is true of French and not of the grid: a text comes in, folded text and word keys go out."""

from .folding import fold
from .inclusive import Word, agreement_key, reduce_inclusive, word_keys, words, words_in_stretch
from .memory import WordMemory

__all__ = ["Word", "WordMemory", "agreement_key", "fold", "reduce_inclusive", "word_keys", "words", "words_in_stretch"]
