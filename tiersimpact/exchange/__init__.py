"""Annotated statements go to the formats of other tools and come back, with what was changed there."""

from .registry import FORMATS, format_of, read_statements, write_statements

__all__ = ["FORMATS", "format_of", "read_statements", "write_statements"]
