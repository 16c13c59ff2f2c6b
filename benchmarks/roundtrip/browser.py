"""Print a page as PDF with the machine's own browser."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

SECONDS = 120
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"]


def find_browser() -> str | None:
    """Path of Chromium, None without one."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def print_pdf(page: Path, pdf: Path) -> None:
    """Print an HTML file as PDF.

    Raises
    ------
    RuntimeError
        If no browser is installed.
    """
    browser = find_browser()
    if browser is None:
        raise RuntimeError("no browser to print with: install chromium")
    command = [browser, *FLAGS, f"--user-data-dir={pdf.parent / 'browser'}", f"--print-to-pdf={pdf}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
