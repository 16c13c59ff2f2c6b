"""Annotators are compared statement by statement; the shipped second reading gives the figures of the data card."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest

import tiersimpact as ti
from benchmarks.corpus import CARD, SECOND_PASS, second_pass
from benchmarks.reports import OWN
from tiersimpact.corpus import AnnotatedStatement, load_corpus, write_corpus

WORDS = "dix voisins et vingt voisines"
BLANK = AnnotatedStatement(
    report="", id="", text=WORDS, start=0, end=0, sources=(), kind="verbatim", family=None, category=None, also=(),
    heading=None, polarity="neutral", publics=(), public_spans=(), quantities=(), annotator="lise", status="gold",
)  # fmt: skip


def corpus(categories, annotator, **changes):
    """Statements of 30 characters each, ten a report, one for each letter; a point is one that was not read."""
    return [
        replace(
            BLANK, report=f"lieu-{i // 10}", id=f"lieu-{i // 10}:{i}", start=30 * i, end=30 * i + 29,
            category={"s": "solidarite", "l": "lien_social"}.get(letter), annotator=annotator, **changes,
        )
        for i, letter in enumerate(categories)
        if letter != "."
    ]  # fmt: skip


def measures(result, field):
    (row,) = [row for row in (*result.fields, *result.spans) if row.field == field]
    return {name: estimate.value for name, estimate in row.measures.items()}


def test_answers_of_two_annotators():
    result = ti.agreement(corpus("ssssllllhh", "lise"), corpus("ssslllllhh", "omar"))
    assert (result.annotators, result.reports, result.statements) == (("lise", "omar"), 1, 10)
    assert measures(result, "category")["same"] == 0.9
    assert measures(result, "category")["kappa"] == pytest.approx((0.9 - 0.36) / (1 - 0.36))
    assert measures(result, "kind")["same"] == 1
    assert math.isnan(measures(result, "kind")["kappa"])


def test_a_third_annotator_may_leave_statements_out():
    result = ti.agreement(corpus("ssllhh", "lise"), corpus("ssllhs", "omar"), corpus("..llh.", "ève"))
    assert result.statements == 6
    assert measures(result, "category")["same"] == pytest.approx((2 + 2 + 3 + 3 + 3 + 0) / 15)
    assert measures(result, "category")["kappa"] < 1
    assert result.alone == {"lise": 0, "omar": 0, "ève": 0}


def test_what_one_alone_read_weighs_nothing():
    result = ti.agreement(corpus("ssllhhss", "lise"), corpus("ssll", "omar"))
    assert (result.statements, result.alone) == (4, {"lise": 4, "omar": 0})
    assert measures(result, "category")["kappa"] == 1
    assert measures(result, "statements") == {"exact": 1, "overlapping": 1}


def test_statements_cut_at_another_place():
    one, other = corpus("sslls", "lise"), corpus("sslls", "omar")
    other[1:3] = [replace(other[1], end=other[2].end, text="deux en un")]
    result = ti.agreement(one, other)
    assert result.statements == 3
    assert measures(result, "statements")["exact"] == pytest.approx(2 * 3 / 9)
    assert measures(result, "statements")["overlapping"] == pytest.approx(2 * 4 / 9)
    assert result.alone == {"lise": 0, "omar": 0}


def test_spans():
    first = {
        "publics": ("voisins",),
        "public_spans": (ti.PublicSpan("voisins", "voisins", 4, 11), ti.PublicSpan("voisins", "voisines", 21, 29)),
        "quantities": tuple(ti.quantities(WORDS)),
    }
    second = first | {
        "public_spans": (
            ti.PublicSpan("voisins", "dix voisins", 0, 11),
            ti.PublicSpan("visiteurs", "voisines", 21, 29),
        ),
        "quantities": tuple(replace(quantity, value=7) for quantity in first["quantities"]),
    }
    result = ti.agreement(corpus("sl", "lise", **first), corpus("sl", "omar", **second))
    assert measures(result, "publics") == {"exact": 0, "overlapping": 0.5}
    assert measures(result, "quantities") == {"exact": 1, "overlapping": 1}
    assert measures(result, "quantities, value and unit") == {"exact": 0, "overlapping": 0}
    assert measures(result, "voisins")["same"] == 1


def test_intervals_hold_the_value_and_depend_on_the_seed_alone():
    one, other = corpus("ssllhh" * 20, "lise"), corpus("ssllhs" * 19 + "llllll", "omar")
    result = ti.agreement(one, other, seed=3)
    category = result.fields[0].measures["kappa"]
    assert category.low < category.value < category.high
    assert ti.agreement(one, other, seed=3).fields[0].measures["kappa"] == category
    assert ti.agreement(one, other, seed=4).fields[0].measures["kappa"] != category
    single = ti.agreement(one[:10], other[:10]).fields[0].measures["kappa"]
    assert math.isnan(single.low)


def test_the_result_prints_and_is_a_table():
    result = ti.agreement(corpus("ssllhh", "lise"), corpus("ssllh", "omar"))
    text = str(result)
    assert text.splitlines()[:2] == ["lise / omar: 5 statements of 1 reports", "read by one alone: lise 1"]
    assert re.search(r"^category +5 +1\.00 +1\.00 +1\.00$", text, re.MULTILINE)
    frame = result.to_frame()
    assert list(frame) == ["field", "measure", "value", "low", "high", "compared"]
    assert frame.query("field == 'category' and measure == 'same'")["value"].item() == 1


def test_nothing_in_common():
    result = ti.agreement(corpus("ss", "lise"), [])
    assert (result.statements, result.alone["lise"]) == (0, 2)
    assert "–" in str(result)


def test_files_and_folders(tmp_path):
    (tmp_path / "omar").mkdir()
    write_corpus(unlabelled("lise"), tmp_path / "lise.jsonl")
    write_corpus(unlabelled("omar"), tmp_path / "omar" / "lieu.jsonl")
    result = ti.agreement(tmp_path / "lise.jsonl", str(tmp_path / "omar"))
    assert (result.statements, result.annotators) == (4, ("lise", "omar"))


def test_names_of_annotators(tmp_path):
    signed_by_two = [*unlabelled("lise")[:2], *unlabelled("omar")[2:]]
    write_corpus(signed_by_two, tmp_path / "deux.jsonl")
    result = ti.agreement(signed_by_two, tmp_path / "deux.jsonl", unlabelled("ève"), unlabelled("ève"))
    assert result.annotators == ("1", "deux.jsonl", "3: ève", "4: ève")


def unlabelled(annotator):
    return corpus("hhhh", annotator)


def test_one_annotator_has_one_statement_at_a_place():
    twice = [*corpus("s", "lise"), replace(corpus("s", "omar")[0], id="lieu-0:9")]
    with pytest.raises(ti.CorpusError, match="lieu-0:0 and lieu-0:9 stand at the same place"):
        ti.agreement(twice, corpus("s", "ève"))


def test_the_second_reading_gives_the_figures_of_the_card():
    pairs = second_pass(load_corpus(OWN))
    second = [
        replace(
            pair.first, category=pair.second["category"], polarity=pair.second["polarity"],
            publics=tuple(pair.second["publics"]), annotator=pair.second["annotator"],
        )
        for pair in pairs
    ]  # fmt: skip
    result = ti.agreement([pair.first for pair in pairs], second, samples=10)
    printed = dict(re.findall(r"^  (\w+) +(-?\d\.\d\d) +\d+%", CARD.read_text(encoding="utf-8"), re.MULTILINE))
    found = {row.field: f"{row.measures['kappa'].value:.2f}" for row in result.fields if row.field != "kind"}
    assert found.items() <= printed.items(), SECOND_PASS
