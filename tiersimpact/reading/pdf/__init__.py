"""The bytes of a PDF come in, a :class:`~tiersimpact.reading.Source` in reading order goes out."""

from .isolated import read_pdf

__all__ = ["read_pdf"]
