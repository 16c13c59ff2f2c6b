"""Open the ZIP archive of an office document: nothing larger than any report, nothing locked."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from tiersimpact.errors import ReadError

# A report's XML holds a few megabytes; in memory it takes thirty times as much. Which parts are XML only the document
# itself says, and it may lie; but pictures come packed, and so hardly grow when they are unpacked.
MAX_XML = 60_000_000
MAX_GROWTH = 2
# What reading a broken archive or part stumbles over.
BROKEN = (
    KeyError,
    ValueError,
    EOFError,  # a member that ends before its time
    RecursionError,  # parts within parts, or that lead to each other without end
    NotImplementedError,  # a compression or version that zipfile does not know
    SyntaxError,
    zipfile.BadZipFile,
    zlib.error,
)
_OLE = b"\xd0\xcf\x11\xe0"


def open_office(data: bytes, path: Path) -> zipfile.ZipFile:
    """Open an office document.

    Parameters
    ----------
    data : bytes
        The file.
    path : Path
        Its name, for the message.

    Returns
    -------
    zipfile.ZipFile
        The archive; no member unpacks to more than it says.

    Raises
    ------
    ReadError
        If the file is no archive, needs a password, or would unpack to more than any report.
    """
    if data.startswith(_OLE):
        problem = "it is an old Word file (.doc), or needs a password"
        raise ReadError(path, problem, f"Open it and save it without password as {path.suffix}.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (*BROKEN, OSError) as error:
        raise broken(path) from error
    members = archive.infolist()
    if sum(member.file_size for member in members) > MAX_XML + MAX_GROWTH * len(data):
        raise ReadError(path, "it unpacks to more than any report holds", "Save the text without pictures.")
    if any(member.flag_bits & 1 for member in members):
        raise ReadError(path, "it needs a password", "Save it without password.")
    return archive


def broken(path: Path) -> ReadError:
    """The error of a file that is no office document, or no whole one."""
    return ReadError(path, f"it is broken, or no {path.suffix} file", "Open it and save it again.")


def parse_part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """Parse an XML part of an office document; entities stay as they are.

    Parameters
    ----------
    archive : zipfile.ZipFile
        The document.
    name : str
        Name of the part.

    Returns
    -------
    lxml element
        Its root.

    Raises
    ------
    KeyError, zipfile.BadZipFile, lxml.etree.XMLSyntaxError
        If the part is missing or broken.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(archive.read(name), parser)
