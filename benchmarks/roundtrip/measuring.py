"""Print one report in a layout, read it back, compare."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

import tiersimpact as ti
from tiersimpact.grid import load_grid
from tiersimpact.reading import READERS

from . import layouts
from .answers import draw_sheet
from .browser import find_browser, print_pdf
from .printing import Style, print_sheet
from .scoring import Counts, score_answers, score_statements


class Form(NamedTuple):
    """A kind of report: how blocks are laid out and worded, and the file they are read from, if any."""

    layout: layouts.Layout
    style: Style = Style()
    suffix: str = ""


REWORDED = Style(reworded=True, headings="plain")
FORMS = {
    "clean": Form(layouts.clean),
    "reworded": Form(layouts.clean, REWORDED),
    "markdown": Form(layouts.markdown, Style(headings="plain")),
    "web page": Form(layouts.web_page(1), suffix=".html"),
    "pdf-like": Form(layouts.pdf_text),
    "pdf-like, reworded": Form(layouts.pdf_text, REWORDED),
    "no headings": Form(layouts.clean, Style(headings="none")),
    "displaced boxes": Form(layouts.displaced),
    "2 columns, cut by a page": Form(layouts.cut_by_page(2)),
    "3 columns, cut by a page": Form(layouts.cut_by_page(3)),
    "2 columns, first rows first": Form(layouts.first_rows_first(2)),
    "3 columns, first rows first": Form(layouts.first_rows_first(3)),
    "2 columns, cells in line": Form(layouts.cells_in_line(2)),
    "3 columns, cells in line": Form(layouts.cells_in_line(3)),
    "2 columns, cells below": Form(layouts.cells_below(2)),
    "3 columns, cells below": Form(layouts.cells_below(3)),
    "PDF, 1 column": Form(layouts.web_page(1), suffix=".pdf"),
    "PDF, 2 columns": Form(layouts.web_page(2), suffix=".pdf"),
    "PDF, 3 columns": Form(layouts.web_page(3), suffix=".pdf"),
}


def readable_forms() -> list[str]:
    """Forms that this machine can print and this version can read."""
    pdf = ".pdf" in READERS and find_browser() is not None
    return [name for name, form in FORMS.items() if form.suffix != ".pdf" or pdf]


def measure(name: str, *, seed: int) -> Counts:
    """Print one report in a form, read it back, compare.

    Parameters
    ----------
    name : str
        A key of `FORMS`.
    seed : int
        Same seed, same answers in every form.

    Returns
    -------
    dict of str to list of int
        Counts by measure.
    """
    form, rng, grid = FORMS[name], Random(seed), load_grid()
    sheet = draw_sheet(rng, grid)
    blocks, expected = print_sheet(sheet, grid, rng, form.style)
    analysis = read_back(form.layout(blocks, rng), form.suffix)
    return score_statements(expected, analysis.statements) | score_answers(sheet, analysis.answers, grid)


def read_back(text: str, suffix: str) -> ti.Analysis:
    """Analyse a text, or the file that it makes."""
    if not suffix:
        return ti.analyze(text=text)
    with TemporaryDirectory() as folder:
        page = Path(folder, "report.html")
        page.write_text(text, encoding="utf-8")
        if suffix == ".pdf":
            print_pdf(page, page.with_suffix(suffix))
        return ti.analyze(page.with_suffix(suffix))
