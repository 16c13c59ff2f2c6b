"""The name of a report's file: one that every system takes, and that leads out of no folder."""

from __future__ import annotations

import re
from hashlib import sha256

_FORBIDDEN = set('/\\:*?"<>|%')
# Names that Windows keeps for devices, with any ending.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
# Bytes; file systems take 255, an ending and what is put before files under way among them.
MAX_NAME = 180


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
        name = name.encode()[:MAX_NAME].decode(errors="ignore") + "%" + sha256(report.encode()).hexdigest()[:12]
    return name


def _escape(sign: str) -> str:
    return f"%{ord(sign):02X}"
