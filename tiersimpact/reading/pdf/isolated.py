"""Read a PDF in a process of its own: one file that hangs, crashes or swells stops nobody else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
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
    """Ask the reader's process."""
    # the process shall find this very package, and nothing in the folder where it starts
    search = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", __package__],
            input=data,
            capture_output=True,
            env=os.environ | {"PYTHONPATH": search},
            timeout=limits.MAX_WAIT_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise ReadError(path, *_RUINED) from error
    if done.returncode < 0:
        raise ReadError(path, *_RUINED)
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise ReadError(path, f"the PDF reader failed ({reason})", "Print it to a new PDF, and report the failure.")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
