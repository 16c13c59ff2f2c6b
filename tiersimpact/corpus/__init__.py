"""Annotated JSON lines come in checked, statements go out: read, write, merge, migrate, count, split by report."""

from .counting import Count, count_corpus
from .merging import merge_corpora
from .migrating import migrate_corpus
from .reading import find_faults, load_corpus
from .records import AnnotatedStatement
from .splitting import split_by_report
from .writing import write_corpus

__all__ = [
    "AnnotatedStatement", "Count", "count_corpus", "find_faults", "load_corpus", "merge_corpora", "migrate_corpus",
    "split_by_report", "write_corpus",
]  # fmt: skip
