"""Which reader reads which file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tiersimpact.errors import ReadError

from .decoding import decode
from .source import Source, check_text

# Far above any report; a file of this size is a mistake, and reading it would take the memory of the batch.
MAX_BYTES = 30_000_000

Reader = Callable[[bytes, Path], Source]


def _read_text(data: bytes, path: Path) -> Source:
    text, encoding = decode(data, str(path))
    return Source(path.stem, text, encoding, warnings=_doubt(encoding))


def _read_html(data: bytes, path: Path) -> Source:
    from .html import html_to_text

    markup, encoding = decode(data, str(path))
    text, left_out = html_to_text(markup)
    return Source(path.stem, text, encoding, left_out, _doubt(encoding))


def _read_pdf(data: bytes, path: Path) -> Source:
    from .pdf import read_pdf

    return read_pdf(data, path)


def _read_docx(data: bytes, path: Path) -> Source:
    from .docx import read_docx

    return read_docx(data, path)


def _read_odt(data: bytes, path: Path) -> Source:
    from .odt import read_odt

    return read_odt(data, path)


def _doubt(encoding: str) -> tuple[str, ...]:
    """A single-byte encoding is a judgement, and the reader says so."""
    return () if encoding.startswith("utf") else (f"read as {encoding}, by what makes French of it",)


READERS: dict[str, Reader] = {
    ".txt": _read_text,
    ".text": _read_text,
    ".md": _read_text,
    ".markdown": _read_text,
    ".html": _read_html,
    ".htm": _read_html,
    ".pdf": _read_pdf,
    ".docx": _read_docx,
    ".odt": _read_odt,
}
"""Readers by file extension; a new format is one more entry."""


def read(path: str | Path) -> Source:
    """Read a report from a file.

    Parameters
    ----------
    path : str or Path
        Text, Markdown, HTML, PDF, Word (docx) or OpenDocument (odt) file.

    Returns
    -------
    Source
        Its raw text and how it was read.

    Raises
    ------
    ReadError
        If the file is missing, empty, too large, of another format, or no text.
    """
    path = Path(path)
    try:
        exists = path.exists()
    except (OSError, ValueError) as error:  # a name too long, a NUL in it
        raise ReadError(path, "no file can have that name", "Check the path.") from error
    if not exists:
        raise ReadError(path, "there is no such file", "Check the path.")
    if path.is_dir():
        raise ReadError(path, "it is a folder", f"Give the files in it, for example {path / '*.txt'}.")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise ReadError(path, f"'{path.suffix}' files cannot be read", f"Export it as one of: {known}.")
    try:
        size = path.stat().st_size
        if size == 0:
            raise ReadError(path, "the file is empty", "Export the report again.")
        if size > MAX_BYTES:
            limit = f"{MAX_BYTES // 1_000_000} MB"
            raise ReadError(path, f"it holds {size / 1e6:.0f} MB, more than {limit}", "Cut it into single reports.")
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(path, f"it cannot be read ({error.strerror})", "Check the permissions.") from error
    source = reader(data, path)
    check_text(source.text, str(path))
    return source
