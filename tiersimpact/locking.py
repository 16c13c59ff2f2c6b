"""One writer a folder: the operating system holds the lock, so that a dead process holds none."""

from __future__ import annotations

import json
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from .errors import TiersImpactError

# The locked byte lies far behind the text: where locks keep others from reading (Windows), the holder's name stays
# readable.
_LOCKED_BYTE = 1 << 20

if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class LockedError(TiersImpactError):
    """A folder that another process uses, or that nobody can write to."""


class Lock:
    """A file that one process at a time holds.

    The system lets go of it when the process ends, however it ends: there is no stale lock to clear away.

    Parameters
    ----------
    path : Path
        Lock file; made when missing, and left in place.
    holder : str
        Who holds it, for the message others get: ``"annotator lise"``.
    mend : str
        What others can do meanwhile, for the same message.

    Raises
    ------
    LockedError
        If another holds it, or the file cannot be written.
    """

    def __init__(self, path: Path, holder: str, *, mend: str) -> None:
        try:
            self._file = path.open("a+b", buffering=0)
        except OSError as error:
            raise LockedError(path, f"cannot write there ({error.strerror})", "Choose another folder.") from error
        try:
            _lock(self._file)
        except OSError as error:
            owner = _read_holder(self._file)
            self._file.close()
            raise LockedError(path.parent, f"it is in use by {owner}", mend) from error
        note = {"holder": holder, "host": socket.gethostname(), "process": os.getpid()}
        with suppress(OSError):  # on a full disk the lock holds as well; only its holder has no name
            self._file.truncate(0)
            self._file.write(json.dumps(note, ensure_ascii=False).encode())

    def release(self) -> None:
        """Let others in."""
        self._file.close()

    def __enter__(self) -> Lock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _read_holder(file: BinaryIO) -> str:
    """Who holds the lock, as far as the file tells."""
    try:
        file.seek(0)
        note = json.loads(file.read(1000))
        return f"{note['holder']} (process {note['process']} on {note['host']})"
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return "another process"
