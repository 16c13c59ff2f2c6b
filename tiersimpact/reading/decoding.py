"""Bytes to text: byte order marks and UTF-8 first, then the encodings that French files come in."""

from __future__ import annotations

import codecs
import re

from tiersimpact.errors import ReadError

# First bytes of what people rename to .txt.
_SIGNATURES = {
    b"\xff\xd8\xff": "a JPEG image",
    b"\x89PNG": "a PNG image",
    b"GIF8": "a GIF image",
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"{\\rtf": "an RTF file",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
}
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SINGLE_BYTE = ["cp1252", "mac_roman", "cp850"]
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Text holds hardly any control byte; a share of one in fifty is already a binary file.
MAX_CONTROLS = 0.02


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Decode the bytes of a text file.

    Parameters
    ----------
    data : bytes
        The whole file.
    name : str
        File, for the message.

    Returns
    -------
    text, encoding : str, str
        The text, and the Python name of its encoding.

    Raises
    ------
    ReadError
        If the bytes are no text.

    Examples
    --------
    >>> decode("bénévoles du café".encode("cp1252"), "x.txt")
    ('bénévoles du café', 'cp1252')
    """
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise ReadError(name, f"it is {what}, not text", "Give the file its real extension, or export it as text.")
    for bom, encoding in _BOMS.items():
        if data.startswith(bom):
            return _strict(data, encoding, name), encoding
    if b"\x00" in data[:2000]:
        if (utf16 := _utf16_without_bom(data)) is not None:
            return _strict(data, utf16, name), utf16
        raise ReadError(name, "it is a binary file, not text", "Export the report as text.")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if len(_CONTROLS.findall(data)) > MAX_CONTROLS * len(data):
        raise ReadError(name, "it is a binary file, not text", "Export the report as text.")
    encoding = _single_byte(data)
    return data.decode(encoding, errors="replace"), encoding


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(name, f"it is broken {encoding} text ({error.reason})", "Save it again as UTF-8.") from error


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 puts a zero beside every ASCII character."""
    head = data[:2000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _single_byte(data: bytes) -> str:
    """Choose among the single-byte encodings of French files."""
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_SINGLE_BYTE, threshold=0.5).best()
    if best is None or best.encoding not in _SINGLE_BYTE:
        return "cp1252"
    return best.encoding
