"""The reports that measurements run on: our own in `data/`, the real ones when they are there."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
OWN = ROOT / "data" / "reports"
SHARED = ROOT.parent / "shared"


def own_reports() -> list[Path]:
    """Our own annotated reports."""
    return sorted(path for path in OWN.iterdir() if path.suffix in (".txt", ".md"))


def real_reports() -> list[Path]:
    """The real reports, none when the folder is absent."""
    return sorted((SHARED / "reports").glob("*.txt"))
