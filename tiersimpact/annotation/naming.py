"""The name of a report's file: one that every system takes, and that leads out of no folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

_FORBIDDEN = set('/\\:*?"<>|%')
# Names that Windows keeps for devices, with any ending.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
# Bytes; file systems take 255, an ending and what is put before files under way among them.
MAX_NAME = 180


def file_names(reports: Iterable[str]) -> dict[str, str]:
    """Make a file name of the name of each report, another one on every system.

    Parameters
    ----------
    reports : iterable of str
        Their names, in the order in which they were added: a name stays what it was when more are added.

    Returns
    -------
    dict of str to str
        Report → file name, as of `file_name`; of those that Windows or macOS would take for one, all but the first end
        in a hash.

    Examples
    --------
    >>> file_names(["Halle", "halle"])
    {'Halle': 'Halle', 'halle': 'halle%34c9eb78441b'}
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for report in reports:
        name = file_name(report)
        alike = unicodedata.normalize("NFC", name).casefold()
        names[report] = _hashed(name, report) if alike in taken else name
        taken.add(alike)
    return names


def file_name(report: str) -> str:
    """Make a file name, without ending, of the name of a report.

    Parameters
    ----------
    report : str
        Any text.

    Returns
    -------
    str
        Another one for each report; a name too long ends in a hash of the whole.

    Examples
    --------
    >>> file_name("la-cale"), file_name("../nord: 2"), file_name("con.2")
    ('la-cale', '%2E.%2Fnord%3A 2', '%63on.2')
    """
    name = "".join(_escape(sign) if sign in _FORBIDDEN or sign < " " else sign for sign in report)
    if name.startswith(".") or _DEVICE.match(name):
        name = _escape(name[0]) + name[1:]
    if len(name.encode()) > MAX_NAME:
        name = _hashed(name.encode()[:MAX_NAME].decode(errors="ignore"), report)
    return name


def _hashed(name: str, report: str) -> str:
    return f"{name}%{sha256(report.encode()).hexdigest()[:12]}"


def _escape(sign: str) -> str:
    return f"%{ord(sign):02X}"
