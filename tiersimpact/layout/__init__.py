"""A text comes in, its blocks (headings, list items, paragraphs, keywords) and sentences go out as offsets."""

from .blocks import Block, parse_blocks
from .headings import Heading, heading_index
from .sentences import ends_sentence, holds_word, split_sentences

__all__ = [
    "Block", "Heading", "ends_sentence", "heading_index", "holds_word", "parse_blocks", "split_sentences",
]  # fmt: skip
