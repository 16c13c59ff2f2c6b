"""Read PDFs in a process apart: one file that hangs, crashes or swells stops nobody else.

Starting that process takes longer than reading a report, so it is kept for the next file until one is at fault.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import Any

from tiersimpact.errors import ReadError
from tiersimpact.reading.source import LeftOut, Place, Source

from . import limits

_ROOT = Path(__file__).parents[3]
_RUINED = "it asks for more time or memory than any report, or crashes the PDF reader", "Print it to a new PDF."
_ERRORS = {
    "locked": ("it needs a password", "Save it without protection."),
    "broken": ("it is broken, or no PDF", "Open it in a PDF viewer and print it to a new PDF."),
    "glyphs": (f"one of its pages holds more than {limits.MAX_GLYPHS:,} characters", "Print it to a new PDF."),
    "memory": _RUINED,
}


def read_pdf(data: bytes, path: Path) -> Source:
    """Read a PDF.

    Parameters
    ----------
    data : bytes
        The file.
    path : Path
        Its name.

    Returns
    -------
    Source
        Its text in reading order, with the place of each paragraph.

    Raises
    ------
    ReadError
        If the file is locked, broken, scanned, too large, or made to harm.
    """
    answer = _run(data, path)
    if answer.get("error") == "pages":
        problem = f"it has {answer['count']:,} pages, more than {limits.MAX_PAGES}"
        raise ReadError(path, problem, "Cut it into single reports.")
    if "error" in answer:
        raise ReadError(path, *_ERRORS[answer["error"]])
    pdf = answer["pdf"]
    if not pdf["text"].strip():
        problem = f"its {answer['pages']} pages hold no text" if answer["pages"] > 1 else "its page holds no text"
        raise ReadError(path, problem, "If it is a scan, run text recognition (OCR) first.")
    return Source(
        path.stem,
        pdf["text"],
        left_out=tuple(LeftOut(**item) for item in pdf["left_out"]),
        warnings=tuple(pdf["warnings"]),
        places=tuple(Place(item["start"], item["end"], item["page"], tuple(item["box"])) for item in pdf["places"]),
    )


def _run(data: bytes, path: Path) -> dict[str, Any]:
    """Ask a reader's process."""
    process = _idle_process() or _Process()
    line = process.ask(data)
    if not line.endswith(b"\n"):
        code, reason = process.end()
        if code < 0:
            raise ReadError(path, *_RUINED)
        raise ReadError(path, f"the PDF reader failed ({reason})", "Print it to a new PDF, and report the failure.")
    answer: dict[str, Any] = json.loads(line)
    if "error" in answer:
        process.end()
    else:
        _idle[os.getpid()].append(process)
    return answer


class _Process:
    """A process that reads one PDF after another."""

    def __init__(self) -> None:
        # it shall find this very package, and nothing in the folder where it starts
        search = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
        self._errors = TemporaryFile()  # noqa: SIM115 (open as long as the process)
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-m", __package__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=os.environ | {"PYTHONPATH": search},
        )

    def ask(self, data: bytes) -> bytes:
        """Send a file and wait for a line; a process that dies or is stopped gives no whole one."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        timer = Timer(limits.MAX_WAIT_SECONDS, self._child.kill)
        timer.start()
        try:
            with suppress(BrokenPipeError):
                self._child.stdin.write(b"%d\n" % len(data) + data)
                self._child.stdin.flush()
            return self._child.stdout.readline()
        except BaseException:  # the user interrupts: what it is reading concerns nobody any more
            self._child.kill()
            self.end()
            raise
        finally:
            timer.cancel()

    def is_alive(self) -> bool:
        return self._child.poll() is None

    def end(self) -> tuple[int, str]:
        """Close its input, which ends it; say how it ended, and the last line of its errors."""
        self._child.communicate()
        with self._errors:
            self._errors.seek(0)
            reason = self._errors.read().decode(errors="replace").strip().rpartition("\n")[2]
        return self._child.returncode, reason


# By process, since a fork must not talk to the readers of its parent; several threads may each use one.
_idle: defaultdict[int, list[_Process]] = defaultdict(list)


def _idle_process() -> _Process | None:
    """Take a process that waits for a file, if there is one."""
    while True:
        try:
            process = _idle[os.getpid()].pop()
        except IndexError:
            return None
        if process.is_alive():
            return process
        process.end()


@atexit.register
def _end_idle() -> None:
    while process := _idle_process():
        process.end()
