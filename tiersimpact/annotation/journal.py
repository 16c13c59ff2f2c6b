"""Every decision on disk before it is shown: events are appended, forced to the disk, and never rewritten."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from tiersimpact.errors import CorpusError

Event = dict[str, Any]

# The event that begins a sitting; only the line before one may be torn.
OPEN = "open"


class Journal:
    """A file of events, one JSON object a line.

    Parameters
    ----------
    path : Path
        Made when missing; its folder must be there.

    Attributes
    ----------
    events : list of dict
        What was on disk when the journal was opened.
    torn : int
        Half-written lines that were found, left by a crash in the middle of a write; they stay in the file.

    Raises
    ------
    CorpusError
        If the file cannot be read or written, or a line in its middle is no event.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            data = path.read_bytes() if path.exists() else b""
            self._file = path.open("r+b" if path.exists() else "w+b", buffering=0)
        except OSError as error:
            raise CorpusError(path, f"cannot open it ({error.strerror})", "Check the permissions.") from error
        try:
            self.events, self.torn = _read(data, path)
        except CorpusError:
            self._file.close()
            raise
        self._size = len(data)
        self._unended = bool(data) and not data.endswith(b"\n")
        _sync_folder(path.parent)

    def append(self, *events: Event) -> None:
        """Write events and wait until the disk has them.

        Parameters
        ----------
        *events : dict
            Ready for JSON.

        Raises
        ------
        CorpusError
            If they could not be written; then nothing of them is in the file.
        """
        lines = "".join(json.dumps(event, ensure_ascii=False, allow_nan=False) + "\n" for event in events)
        data = ("\n" + lines if self._unended else lines).encode()
        try:
            self._file.seek(self._size)
            self._write(data)
            os.fsync(self._file.fileno())
        except OSError as error:
            with suppress(OSError):
                self._file.truncate(self._size)
            mend = "Free some space, then repeat the last click."
            raise CorpusError(self.path, f"the decision could not be written ({error.strerror})", mend) from error
        self._size += len(data)
        self._unended = False

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    @property
    def closed(self) -> bool:
        """Whether the file was closed."""
        return self._file.closed

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]


def _read(data: bytes, path: Path) -> tuple[list[Event], int]:
    """Parse all lines; a torn one is allowed at the end of a sitting only."""
    events: list[Event] = []
    torn: int | None = None
    count = 0
    for number, line in enumerate(_lines(data), 1):
        event = _parse(line)
        if torn is not None and (event is None or event["action"] != OPEN):
            raise CorpusError(f"{path}:{torn}", "this line is no event of a journal", "Restore it from a copy.")
        if event is None:
            torn, count = number, count + 1
        else:
            torn = None
            events.append(event)
    return events, count


def _lines(data: bytes) -> Iterator[bytes]:
    """Lines, without the nothing behind the last end of line."""
    lines = data.split(b"\n")
    return iter(lines if lines[-1] else lines[:-1])


def _parse(line: bytes) -> Event | None:
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return event if isinstance(event, dict) and isinstance(event.get("action"), str) else None


def _sync_folder(folder: Path) -> None:
    """Make sure that a new file's name is on disk; Windows has no such call."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
