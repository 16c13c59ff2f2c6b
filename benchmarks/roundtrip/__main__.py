"""Random answers printed in every layout and read back: ``python -m benchmarks.roundtrip``."""

from __future__ import annotations

import argparse
from random import Random

import tiersimpact as ti
from tiersimpact.grid import load_grid

from . import layouts
from .answers import draw_sheet
from .printing import Style, print_sheet
from .scoring import Tally, figure, score_answers, score_statements

PLAIN = Style()
REWORDED = Style(reworded=True, headings="plain")
LAYOUTS: dict[str, tuple[layouts.Layout, Style]] = {
    "clean": (layouts.clean, PLAIN),
    "reworded": (layouts.clean, REWORDED),
    "markdown": (layouts.markdown, Style(headings="plain")),
    "pdf-like": (layouts.pdf_text, PLAIN),
    "pdf-like, reworded": (layouts.pdf_text, REWORDED),
    "no headings": (layouts.clean, Style(headings="none")),
    "displaced boxes": (layouts.displaced, PLAIN),
    "2 columns, cut by a page": (layouts.cut_by_page(2), PLAIN),
    "3 columns, cut by a page": (layouts.cut_by_page(3), PLAIN),
    "2 columns, first rows first": (layouts.first_rows_first(2), PLAIN),
    "3 columns, first rows first": (layouts.first_rows_first(3), PLAIN),
    "2 columns, cells in line": (layouts.cells_in_line(2), PLAIN),
    "3 columns, cells in line": (layouts.cells_in_line(3), PLAIN),
    "2 columns, cells below": (layouts.cells_below(2), PLAIN),
    "3 columns, cells below": (layouts.cells_below(3), PLAIN),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reports", type=int, default=20, help="reports by layout (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--layout", choices=LAYOUTS, help="one layout only")
    arguments = parser.parse_args()
    names = [arguments.layout] if arguments.layout else list(LAYOUTS)
    tally = Tally()
    for name in names:
        for number in range(arguments.reports):
            tally.add(name, measure(name, seed=arguments.seed + number))
    measures = list(tally.counts[names[0]])
    print(f"{'':28}" + "".join(f"  {name}" for name in measures))
    for name in names:
        cells = (f"  {figure(tally.counts[name][key]):{len(key)}.3f}" for key in measures)
        print(f"{name:28}" + "".join(cells))


def measure(name: str, *, seed: int) -> dict[str, list[int]]:
    """Print one report in a layout, read it back, compare."""
    layout, style = LAYOUTS[name]
    rng = Random(seed)
    grid = load_grid()
    sheet = draw_sheet(rng, grid)
    blocks, expected = print_sheet(sheet, grid, rng, style)
    analysis = ti.analyze(text=layout(blocks, rng))
    return score_statements(expected, analysis.statements) | score_answers(sheet, analysis.answers, grid)


if __name__ == "__main__":
    main()
