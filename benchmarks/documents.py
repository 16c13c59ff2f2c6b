"""PDFs printed in columns, cards and tables: words found and in order, and the statements that come of them.

``python -m benchmarks.documents [--reports N]`` prints invented reports of `data/` with Chromium in several layouts and
reads them back. Our reading is compared with what pypdfium2 and pdfplumber give by themselves.
"""

from __future__ import annotations

import argparse
import html
import io
import shutil
import subprocess
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

import tiersimpact as ti
from benchmarks.reports import own_reports
from tiersimpact.reading.pdf.limits import MAX_GLYPHS
from tiersimpact.reading.pdf.reading import pdf_to_text
from tiersimpact.records import Statement
from tiersimpact.repair import repair

PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8"><style>
@page {{ size: A4; margin: 18mm 15mm }} body {{ font: 11pt "DejaVu Serif", serif; margin: 0; hyphens: auto }}
h1 {{ font-size: 20pt }} h2 {{ font-size: 13pt }} {style}</style><body>{body}</body></html>"""
CARDS = (
    "main { display: grid; grid-template-columns: 1fr 1fr; gap: 20px }"
    " section { padding: 8px; background: #eee; break-inside: avoid }"
)
STYLES = {
    "one column": "",
    "two columns": "main { columns: 2; text-align: justify }",
    "three columns": "main { columns: 3; font-size: 9pt }",
    "one to three": "main.later { columns: 3; font-size: 9pt }",
    "cards": CARDS,
    "absolute": "section { position: absolute; width: 45% }",
}


class Report(NamedTuple):
    """A report as clean text, and the statements found in it."""

    path: Path
    text: str
    statements: list[Statement]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=6, help="how many reports to print in each layout")
    options, _ = parser.parse_known_args()
    if shutil.which("chromium") is None:
        print("chromium is not here, skipped")
        return
    readers: dict[str, Callable[[Path], str]] = {
        "tiersimpact": _ours,
        "pypdfium2": _pdfium,
        "pdfplumber": _pdfplumber,
    }
    reports = [_report(path) for path in _spread(own_reports(), options.reports)]
    seconds: Counter[str] = Counter()
    print(f"{'':16}{'words found / in order':>57}{'statements':>14}")
    print(f"{'layout':16}{''.join(f'{name:>19}' for name in readers)}{'the same':>14}")
    with tempfile.TemporaryDirectory() as folder:
        for layout in STYLES:
            figures: defaultdict[str, list[float]] = defaultdict(list)
            for report in reports:
                path = Path(folder) / f"{report.path.stem}-{layout.replace(' ', '-')}.pdf"
                print_pdf(to_html(report.text, layout), path)
                for name, read in readers.items():
                    start = time.process_time()
                    text = read(path)
                    seconds[name] += time.process_time() - start
                    found, ordered = compare_words(report.text, text)
                    figures[f"{name} found"].append(found)
                    figures[f"{name} ordered"].append(ordered)
                figures["statements"].append(same_statements(report.statements, ti.analyze(path).statements))
            mean = {name: sum(values) / len(values) for name, values in figures.items()}
            cells = "".join(f"{mean[f'{name} found']:12.3f} {mean[f'{name} ordered']:6.3f}" for name in readers)
            print(f"{layout:16}{cells}{mean['statements']:14.3f}", flush=True)
    for name in ("tiersimpact", "pdfplumber"):
        print(f"time of {name}, relative to pypdfium2: {seconds[name] / seconds['pypdfium2']:.1f}")


def _spread(paths: list[Path], count: int) -> list[Path]:
    """Paths from the whole list, at even distances."""
    return paths[:: max(1, len(paths) // count)][:count]


def _report(path: Path) -> Report:
    text = repair(ti.read(path).text).text
    return Report(path, text, ti.analyze(text=text).statements)


def to_html(text: str, layout: str) -> str:
    """Write a clean text as a page in one of the layouts."""
    sections: list[list[str]] = [[]]
    items: list[str] = []
    title = ""
    for line in [*filter(None, text.splitlines()), ""]:
        if line.startswith("- "):
            items.append(f"<li>{html.escape(line[2:])}</li>")
            continue
        if items:
            sections[-1].append(f"<ul>{''.join(items)}</ul>")
            items = []
        if line.startswith("# ") and not title:
            title = f"<h1>{html.escape(line[2:])}</h1>"
        elif line.startswith("#") and " " in line and line.lstrip("#").startswith(" "):
            sections.append([f"<h2>{html.escape(line.lstrip('#').strip())}</h2>"])
        elif line:
            sections[-1].append(f"<p>{html.escape(line)}</p>")
    blocks = ["".join(section) for section in sections if section]
    return PAGE.format(style=STYLES[layout], body=title + _arrange(blocks, layout))


def _arrange(sections: list[str], layout: str) -> str:
    if layout == "one to three":
        half = len(sections) // 2
        return f"<main>{''.join(sections[:half])}</main><main class='later'>{''.join(sections[half:])}</main>"
    if layout == "cards":
        return f"<main>{''.join(f'<section>{section}</section>' for section in sections)}</main>"
    if layout == "absolute":
        return "".join(_side_by_side(sections[i : i + 2]) for i in range(0, len(sections), 2))
    return f"<main>{''.join(sections)}</main>"


def _side_by_side(pair: list[str]) -> str:
    """Two boxes on a page of their own, the right one written first."""
    boxes = [f'<section style="left: {50 * side}%">{section}</section>' for side, section in enumerate(pair)]
    return f'<div style="position: relative; height: 250mm; break-after: page">{"".join(reversed(boxes))}</div>'


def print_pdf(page: str, path: Path) -> None:
    """Print a page with headless Chromium."""
    source = path.with_suffix(".html")
    source.write_text(page, encoding="utf-8")
    with tempfile.TemporaryDirectory() as profile:
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command = ["chromium", *flags, f"--user-data-dir={profile}", f"--print-to-pdf={path}", source.as_uri()]
        subprocess.run(command, capture_output=True, check=True, timeout=120)


def _ours(path: Path) -> str:
    """Read as `ti.read` does, but in this process, so that its time can be told."""
    return pdf_to_text(path.read_bytes(), max_glyphs=MAX_GLYPHS).text


def _pdfium(path: Path) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def _pdfplumber(path: Path) -> str:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(path.read_bytes())) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def compare_words(wanted: str, got: str) -> tuple[float, float]:
    """Share of the words that are found, and that are found in order; words cut by hyphens joined in both."""
    reference, words = _words(wanted), _words(got)
    found = sum((Counter(reference) & Counter(words)).values()) / len(reference)
    return found, LCSseq.similarity(reference, words) / len(reference)


def _words(text: str) -> list[str]:
    return [word for word in repair(text).text.split() if any(map(str.isalnum, word))]


def same_statements(wanted: list[Statement], got: list[Statement]) -> float:
    """F1 of the statements, by their letters and category."""
    one, other = (
        Counter(("".join(filter(str.isalnum, s.text)), s.category) for s in statements) for statements in (wanted, got)
    )
    return 2 * sum((one & other).values()) / (one.total() + other.total())


if __name__ == "__main__":
    main()
