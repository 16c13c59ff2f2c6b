"""A folder of printed PDFs with broken ones among them: what is read, what is refused, and the memory it takes."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from pypdf import PdfReader, PdfWriter

import tiersimpact as ti
from tiersimpact.errors import TiersImpactError
from tiersimpact.grid import load_grid

from .answers import draw_sheet
from .browser import print_pdf
from .layouts import web_page
from .printing import Style, print_sheet

# Distinct reports; the others are copies of them.
DISTINCT = 10
# Report from which on memory may no more grow: by then everything is loaded.
WARM = 50


def write_folder(folder: Path, *, size: int, broken: int, distinct: int = DISTINCT) -> list[Path]:
    """Fill a folder with PDFs of one to three columns, broken ones spread among them.

    Parameters
    ----------
    folder : Path
        An empty folder.
    size : int
        Files to write.
    broken : int
        Those of them that cannot be read.
    distinct : int
        Different reports to print; the other files are copies.

    Returns
    -------
    list of Path
        The files that cannot be read, in order.
    """
    printed = [_print(folder / "printed", seed) for seed in range(distinct)]
    spoilt = set(range(size // (2 * broken), size, size // broken)) if broken else set()
    faults: list[Path] = []
    for number in range(size):
        path = folder / f"rapport-{number:03}.pdf"
        if number in spoilt:
            FAULTS[len(faults) % len(FAULTS)](printed[number % distinct], path)
            faults.append(path)
        else:
            shutil.copy(printed[number % distinct], path)
    return faults


def _print(folder: Path, seed: int) -> Path:
    """Print one report as PDF."""
    folder.mkdir(exist_ok=True)
    grid, rng = load_grid(), Random(seed)
    blocks, _ = print_sheet(draw_sheet(rng, grid), grid, rng, Style())
    page = folder / f"{seed}.html"
    page.write_text(web_page(1 + seed % 3)(blocks, rng), encoding="utf-8")
    print_pdf(page, page.with_suffix(".pdf"))
    return page.with_suffix(".pdf")


def _empty(pdf: Path, path: Path) -> None:
    path.touch()


def _truncated(pdf: Path, path: Path) -> None:
    path.write_bytes(pdf.read_bytes()[:1000])


def _encrypted(pdf: Path, path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(pdf))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)


def _renamed_page(pdf: Path, path: Path) -> None:
    shutil.copy(pdf.with_suffix(".html"), path)


FAULTS: Sequence[Callable[[Path, Path], None]] = (_empty, _truncated, _encrypted, _renamed_page)


def read_folder(folder: Path) -> tuple[int, dict[Path, TiersImpactError], int]:
    """Read every PDF of a folder.

    Returns
    -------
    (int, dict of Path to TiersImpactError, int)
        Reports with statements, the errors by file, and the growth of memory behind report `WARM`, in kB.
    """
    errors: dict[Path, TiersImpactError] = {}
    found = before = 0
    paths = sorted(folder.glob("*.pdf"))
    for analysis in ti.analyze_many(paths, on_error=errors.__setitem__):
        found += bool(analysis.statements)
        before = _memory() if found <= WARM else before
    return found, errors, _memory() - before


def _memory() -> int:
    """Most memory that this process held so far, in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def report(size: int) -> None:
    """Print what comes of a folder of which one file in twenty is broken."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        faults = write_folder(folder, size=size, broken=max(1, size // 20))
        found, errors, growth = read_folder(folder)
    print(f"{size} files: {found} results, {len(errors)} errors, of {len(faults)} broken files")
    print(f"memory grew by {growth} kB between result {WARM} and the last")
    for error in errors.values():
        print(str(error).replace(f"{folder}/", ""))
