"""Annotated JSON lines come in checked, statements go out, and the way back; splits are by report."""

from .reading import find_faults, load_corpus
from .records import AnnotatedStatement
from .splitting import split_by_report
from .writing import write_corpus

__all__ = ["AnnotatedStatement", "find_faults", "load_corpus", "split_by_report", "write_corpus"]
