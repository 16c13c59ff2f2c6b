"""spaCy's DocBin: a document for each statement, to train or inspect with spaCy.

The category is in ``doc.cats``, publics and quantities in ``doc.spans``, widened to whole tokens of spaCy's French
tokeniser. The statement's record is in ``doc.user_data["statement"]``, as JSON. It alone is read back: nothing of it is
lost, and what was changed in ``cats`` or ``spans`` is not seen.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.corpus.checking import Checker, check_records
from tiersimpact.errors import CorpusError
from tiersimpact.files import written_aside
from tiersimpact.grid import Grid

from .answers import OUTSIDE, QUANTITY

# Far above any corpus: statements take some kilobytes each.
MAX_UNPACKED = 1_000_000_000
_PIECE = 10_000  # unpacks to a thousand times as much at most
_RECORD = "statement"
_MEND = "Give a .spacy file that tiersimpact wrote."


def write(statements: Iterable[AnnotatedStatement], path: Path, grid: Grid) -> None:
    """Write a ``.spacy`` file."""
    nlp = spacy.blank("fr")
    docs = DocBin(store_user_data=True)
    for statement in statements:
        docs.add(_doc(statement, nlp, grid))
    with written_aside(path) as aside:
        aside.write_bytes(docs.to_bytes())


def read(path: Path, grid: Grid) -> list[AnnotatedStatement]:
    """Read a ``.spacy`` file that `write` wrote, also when spaCy changed it since."""
    try:
        docs = list(DocBin().from_bytes(_of_bounded_size(path)).get_docs(Vocab()))
    except CorpusError:
        raise
    except OSError as error:
        raise CorpusError(path, f"the file cannot be read ({error.strerror})", "Check the path.") from error
    except Exception as error:  # whatever zlib, msgpack or spaCy make of other bytes
        raise CorpusError(path, "not a DocBin", _MEND) from error
    return list(check_records(_records(docs, path), Checker(grid)))


def _of_bounded_size(path: Path) -> bytes:
    """Read a file, unless it is packed to fill the memory: spaCy unpacks whatever there is."""
    data = path.read_bytes()
    unpacking, unpacked = zlib.decompressobj(), 0
    for start in range(0, len(data), _PIECE):
        unpacked += len(unpacking.decompress(data[start : start + _PIECE]))
        if unpacking.eof:
            break
        if unpacked > MAX_UNPACKED:
            problem = f"it unpacks to more than {MAX_UNPACKED // 1_000_000} MB"
            raise CorpusError(path, problem, "Cut it into several files.")
    return data


def _records(docs: Iterable[Doc], path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, doc in enumerate(docs, 1):
        where = f"{path}: document {number}"
        try:
            yield where, dict(json.loads(doc.user_data[_RECORD]))
        except (KeyError, TypeError, ValueError, RecursionError) as error:
            raise CorpusError(where, f"user_data holds no '{_RECORD}' as JSON", _MEND) from error


def _doc(statement: AnnotatedStatement, nlp: Language, grid: Grid) -> Doc:
    doc = nlp.make_doc(statement.text)
    category = statement.category or OUTSIDE
    doc.cats = {name: float(name == category) for name in (*grid.categories, OUTSIDE)}
    doc.spans["publics"] = [_span(doc, span.start, span.end, span.public) for span in statement.public_spans]
    doc.spans["quantities"] = [_span(doc, found.start, found.end, QUANTITY) for found in statement.quantities]
    doc.user_data[_RECORD] = json.dumps(statement.to_dict(), ensure_ascii=False)
    return doc


def _span(doc: Doc, start: int, end: int, label: str) -> Span:
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    assert span is not None  # offsets of a checked statement lie in its text
    return span
