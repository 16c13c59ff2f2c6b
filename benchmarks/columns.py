"""How well reports are read whose columns were extracted badly: ``python -m benchmarks.columns``.

The sections of our own reports are set in two or three columns, wrapped, then read back the way poor extractors do.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import re
import textwrap
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.accuracy import compare, f1
from benchmarks.reports import OWN, own_reports

if TYPE_CHECKING:
    from tiersimpact.classifier import StatementModel

Section = list[str]  # blocks, the heading first
Column = list[str]  # printed lines


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--every", type=int, default=4, help="read one report out of this many")
    parser.add_argument("--layout", choices=LAYOUTS, help="one layout only")
    arguments, _ = parser.parse_known_args()
    reports = own_reports()[:: arguments.every]
    model = model_without(reports)
    print("layout  columns   segmentation  category  publics  interleaved  review  seconds a report")
    for layout in [arguments.layout] if arguments.layout else LAYOUTS:
        for n_columns in (2, 3):
            print(line(layout, n_columns, reports, model), flush=True)


def model_without(reports: Sequence[Path]) -> StatementModel:
    """Train a classifier that has not seen the reports it is measured on."""
    from tiersimpact.classifier.examples import to_examples
    from tiersimpact.classifier.training import train
    from tiersimpact.corpus import load_corpus
    from tiersimpact.grid import load_grid

    measured = {path.stem for path in reports}
    grid = load_grid()
    corpus = [statement for statement in load_corpus([OWN], grid=grid) if statement.report not in measured]
    return train(to_examples(corpus), grid=grid, seed=0)


def line(layout: str, n_columns: int, reports: Sequence[Path], model: StatementModel) -> str:
    """Measure one layout."""
    import tiersimpact as ti
    from tiersimpact.analysis import analyze_source
    from tiersimpact.grid import load_grid
    from tiersimpact.reading import Source
    from tiersimpact.repair import repair

    counts: Counter[str] = Counter()
    seconds = 0.0
    for path in reports:
        gold = [json.loads(row) for row in path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()]
        clean = repair(ti.read(path).text).text
        raw = extract(clean, layout, n_columns, seed=path.stem)
        begin = time.process_time()
        analysis = analyze_source(Source(path.stem, raw), grid=load_grid(), model=model)
        found = [statement.to_dict() for statement in analysis.statements]
        seconds += time.process_time() - begin
        counts += compare(gold, found)
        counts["interleaved"] += sum(row["interleaved"] for row in found)
        counts["review"] += sum(row["needs_review"] for row in found)
    right = (counts["formula right"] + counts["verbatim right"]) / max(counts["formula"] + counts["verbatim"], 1)
    shares = (counts[name] / counts["statement found"] for name in ("interleaved", "review"))
    figures = (f1(counts, "statement"), right, f1(counts, "public"), *shares, seconds / len(reports))
    return f"{layout:8}{n_columns:7}   " + "".join(f"{figure:10.3f}" for figure in figures)


def extract(clean: str, layout: str, n_columns: int, *, seed: str) -> str:
    """Set a clean text in columns and read it back badly."""
    rng = random.Random(f"{seed}-{layout}-{n_columns}")
    width = rng.randint(35, 50)
    pages: list[str] = []
    for titled, group in itertools.groupby(sections(clean), key=lambda section: len(section) > 1):
        waiting = list(group)
        for i in range(0, len(waiting), n_columns if titled else 1):
            columns = [
                printed(section, width if titled else 80) for section in waiting[i:][: n_columns if titled else 1]
            ]
            pages.append("\n".join(LAYOUTS[layout](columns, width, rng) if len(columns) > 1 else columns[0]))
    return "\n\n".join(pages)


def sections(clean: str) -> list[Section]:
    """Cut a clean text at its headings; what has none stands alone, block by block."""
    found: list[Section] = []
    for block in filter(None, clean.split("\n")):
        heading = re.match("#+ ", block)
        if heading or block.startswith("#") or not found or not found[-1][0].startswith("# "):
            found.append([])
        found[-1].append(f"# {block[heading.end() :]}" if heading else block)
    return found


def printed(section: Section, width: int) -> Column:
    """Wrap a section's blocks, a blank line between them except in lists."""
    column: Column = []
    for before, block in itertools.pairwise(["", *section]):
        if before and not (block.startswith("- ") and (before.startswith("- ") or before.endswith(":"))):
            column.append("")
        column += textwrap.wrap(block.removeprefix("# "), width, break_on_hyphens=False)
    return column


def gutter(columns: Sequence[Column], width: int, rng: random.Random) -> Iterator[str]:
    """Row by row, with the gutter."""
    for row in itertools.zip_longest(*columns, fillvalue=""):
        yield "".join(cell.ljust(width + 4) for cell in row).rstrip()


def spaces(columns: Sequence[Column], width: int, rng: random.Random) -> Iterator[str]:
    """Row by row, cells joined by one space."""
    for row in itertools.zip_longest(*columns, fillvalue=""):
        yield " ".join(filter(None, row))


def lines(columns: Sequence[Column], width: int, rng: random.Random) -> Iterator[str]:
    """Row by row, each cell on a line of its own."""
    for row in itertools.zip_longest(*columns, fillvalue=""):
        yield from filter(None, row) if any(row) else [""]


def blocks(columns: Sequence[Column], width: int, rng: random.Random) -> Iterator[str]:
    """Block by block: the headings, then the first paragraphs, and so on."""
    cut = [[list(lines) for full, lines in itertools.groupby(column, bool) if full] for column in columns]
    for row in itertools.zip_longest(*cut, fillvalue=[]):
        for block in filter(None, row):
            yield from [*block, ""]


def rests(columns: Sequence[Column], width: int, rng: random.Random) -> Iterator[str]:
    """A page break through all columns: their beginnings one after the other, then their rests."""
    height = rng.randint(5, max(6, max(map(len, columns)) - 2))
    for part in (slice(None, height), slice(height, None)):
        for column in columns:
            yield from [*column[part], ""]


LAYOUTS: dict[str, Callable[[Sequence[Column], int, random.Random], Iterator[str]]] = {
    "gutter": gutter,
    "spaces": spaces,
    "lines": lines,
    "blocks": blocks,
    "rests": rests,
}

if __name__ == "__main__":
    main()
