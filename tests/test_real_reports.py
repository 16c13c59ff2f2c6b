"""The three real reports, by the shared scorer: the thresholds of the first release."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

import tiersimpact as ti

SHARED = Path(__file__).parents[2] / "shared"
REPORTS = ["au-97", "gare-des-mines", "la-pompe"]

pytestmark = pytest.mark.skipif(not (SHARED / "eval" / "score.py").exists(), reason="the real reports are not here")

THRESHOLDS = {
    "category": 0.90,
    "publics": 0.90,
    "publics_placed": 0.90,
    "quantities": 0.90,
    "segmentation": 0.90,
}


@pytest.fixture(scope="module")
def analyses():
    return {name: ti.analyze(SHARED / "reports" / f"{name}.txt") for name in REPORTS}


@pytest.fixture(scope="module")
def table(analyses):
    spec = importlib.util.spec_from_file_location("score", SHARED / "eval" / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    golds = {name: json.loads((SHARED / "reports" / "gold" / f"{name}.json").read_text("utf-8")) for name in REPORTS}
    found = {
        name: [json.loads(line) for line in analysis.to_jsonl().splitlines()] for name, analysis in analyses.items()
    }
    return score.score_all(golds, found)


@pytest.mark.parametrize(("measure", "least"), THRESHOLDS.items())
def test_over_all(table, measure, least):
    assert table["all"][measure] >= least


def test_no_trap_is_reported(table):
    assert table["all"]["traps_reported"] == 0


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_is_lost(analyses, name):
    clean = analyses[name].clean
    kept = set().union(*(range(*source) for source in clean.sources(0, len(clean.text))))
    listed = set().union(*(range(piece.start, piece.end) for piece in clean.dropped))
    lost = [(i, sign) for i, sign in enumerate(clean.raw) if not sign.isspace() and i not in kept | listed]
    assert lost == []


@pytest.mark.parametrize("name", REPORTS)
def test_spans_slice(analyses, name):
    for statement in analyses[name].statements:
        for span in (*statement.public_spans, *statement.quantities):
            assert statement.text[span.start : span.end] == span.text


@pytest.mark.parametrize("name", REPORTS)
def test_no_hole_is_left(analyses, name):
    assert "\ufffd" not in analyses[name].clean.text
