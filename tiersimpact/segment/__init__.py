"""A clean text comes in, its statements go out, each with its section and standard sentence."""

from .statements import Draft, split_statements

__all__ = ["Draft", "split_statements"]
