"""Reports raw as pages and PDFs give them: web pages, lost ligatures, narrow and torn columns."""

from __future__ import annotations

import pytest

import tiersimpact as ti
from benchmarks.accuracy import f1, letters
from benchmarks.printed import PRINTED, SETS, measure


@pytest.mark.parametrize("folder", SETS.values(), ids=["seen", "held-out"])
def test_printed_reports_are_read(folder):
    counts = measure(folder)
    assert counts["reports"] >= 8
    assert f1(counts, "statement") >= 0.9
    assert counts["category right"] / counts["category"] >= 0.96


@pytest.mark.parametrize("path", sorted(PRINTED.rglob("*.txt")), ids=lambda path: path.stem)
def test_only_footers_are_dropped(path):
    dropped = [piece for piece in ti.analyze(path).audit() if piece.kind == "dropped" and letters(piece.text)]
    assert {piece.reason for piece in dropped} <= {"running header"}
