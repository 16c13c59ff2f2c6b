"""A file or a string comes in, a :class:`Source` (raw text and how it was read) goes out."""

from .language import check_french
from .registry import READERS, read
from .source import LeftOut, Place, Source

__all__ = ["READERS", "LeftOut", "Place", "Source", "check_french", "read"]
