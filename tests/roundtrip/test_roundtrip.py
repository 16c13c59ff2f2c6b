"""Random answers to the grid, printed and read back."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.roundtrip.answers import draw_sheet
from benchmarks.roundtrip.layouts import PDF_WIDTHS, wrap
from benchmarks.roundtrip.measuring import FORMS, measure, readable_forms
from benchmarks.roundtrip.printing import Block, Style, print_sheet
from benchmarks.roundtrip.scoring import add, figure
from tiersimpact.grid import load_grid

SEEDS = st.integers(0, 10**6)


@pytest.mark.parametrize("form", ["clean", "markdown", "displaced boxes"])
@settings(max_examples=15)
@given(seed=SEEDS)
def test_clean_reports_are_read_back(form, seed):
    counts = measure(form, seed=seed)
    right, total = counts["answers"]
    assert total - right <= 1  # a comment may end inside: « 18h42 ! on trinque. »
    assert figure(counts["publics"]) == figure(counts["quantities"]) == 1


@pytest.mark.parametrize(
    ("form", "measured", "least"),
    [
        ("web page", "answers", 0.99),
        ("pdf-like", "answers", 0.97),
        ("pdf-like", "segmentation", 0.97),
        ("reworded", "answers", 0.9),
        ("no headings", "category", 0.97),
        ("2 columns, cut by a page", "publics", 0.85),
        ("3 columns, cut by a page", "answers", 0.85),
        ("2 columns, first rows first", "answers", 0.75),
        ("3 columns, cells below", "answers", 0.85),
        ("PDF, 1 column", "answers", 0.95),
        ("PDF, 2 columns", "answers", 0.95),
        ("PDF, 3 columns", "answers", 0.95),
    ],
)
def test_other_forms(form, measured, least):
    if form not in readable_forms():
        pytest.skip("it takes a browser and a PDF reader")
    total: dict[str, list[int]] = {}
    for seed in range(4):
        add(total, measure(form, seed=seed))
    assert figure(total[measured]) >= least


def test_same_seed_same_report():
    grid = load_grid()
    printed = []
    for _ in range(2):
        rng = Random(7)
        printed.append(print_sheet(draw_sheet(rng, grid), grid, rng, Style(reworded=True)))
    assert printed[0] == printed[1]


@given(seed=SEEDS)
@settings(max_examples=10)
def test_layouts_lose_no_word(seed):
    grid, rng = load_grid(), Random(seed)
    blocks, _ = print_sheet(draw_sheet(rng, grid), grid, rng, Style())
    words = sorted(word for block in blocks for word in block.text.split())
    for name in ("clean", "displaced boxes"):
        found = FORMS[name].layout(blocks, rng).split()
        assert sorted(word for word in found if word != "-") == [word for word in words if word != "-"]
    for columns in ("2 columns, cut by a page", "3 columns, cells below", "2 columns, cells in line"):
        text = "".join(FORMS[columns].layout(blocks, rng).split()).replace("-", "")
        assert len(text) == len("".join(words).replace("-", ""))


@given(seed=SEEDS)
def test_wrapped_lines_fit_and_join_again(seed):
    rng = Random(seed)
    text = "Des interactions sociales ont été observées entre des professionnels extraordinaires du quartier."
    lines = wrap(Block("paragraph", text), PDF_WIDTHS[0] // 2, rng)
    assert max(map(len, lines)) <= PDF_WIDTHS[0] // 2
    assert " ".join(lines).replace("- ", "") == text


def test_scores_see_what_is_lost():
    whole = measure("clean", seed=1)
    spoilt = [measure("3 columns, cells below", seed=seed) for seed in range(4)]
    for measured in ("segmentation", "publics", "answers"):
        assert min(figure(found[measured]) for found in spoilt) < figure(whole[measured])
