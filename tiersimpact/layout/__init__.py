"""A text comes in, its blocks (headings, list items, paragraphs, keywords) and sentences go out as offsets."""

from .blocks import Block, parse_blocks
from .headings import Heading, heading_index
from .sentences import split_sentences

__all__ = ["Block", "Heading", "heading_index", "parse_blocks", "split_sentences"]
