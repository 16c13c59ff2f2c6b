"""The corpus in `data/` keeps its format and what it promises."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from benchmarks.corpus import (
    CARD,
    CARD_FIGURES,
    SECOND_PASS,
    Pair,
    category_kappa,
    comments_of,
    figures,
    has_label_word,
    layout_of,
    near_duplicates,
    raw_text,
    second_pass,
)
from benchmarks.reports import OWN, own_reports, real_reports
from tiersimpact.corpus import AnnotatedStatement, load_corpus
from tiersimpact.french import fold
from tiersimpact.grid import load_grid

CATEGORIES = sorted(load_grid().categories)
PUBLICS = sorted(load_grid().public_types)
HOLE = "\ufffd"


@pytest.fixture(scope="module")
def statements() -> list[AnnotatedStatement]:
    return load_corpus([OWN])


@pytest.fixture(scope="module")
def comments(statements) -> list[AnnotatedStatement]:
    return comments_of(statements)


@pytest.fixture(scope="module")
def by_report(statements) -> dict[str, list[AnnotatedStatement]]:
    reports = defaultdict(list)
    for statement in statements:
        reports[statement.report].append(statement)
    return dict(reports)


@pytest.fixture(scope="module")
def pairs(statements) -> list[Pair]:
    return second_pass(statements)


# Schema (load_corpus checks ids, spans and fields)


def test_each_report_has_its_annotations(by_report):
    assert sorted(path.stem for path in own_reports()) == sorted(by_report)
    assert sorted(path.stem for path in OWN.glob("*.jsonl")) == sorted(by_report)


def test_ids_count_the_statements_of_a_report(by_report):
    for report, rows in by_report.items():
        assert [row.id for row in rows] == [f"{report}:{number}" for number in range(1, len(rows) + 1)]


def test_publics_are_those_of_the_spans_in_the_grids_order(statements, grid):
    order = list(grid.public_types)
    for row in statements:
        assert list(row.publics) == sorted({span.public for span in row.public_spans}, key=order.index)


def test_a_keyword_has_no_category(statements):
    assert {row.category for row in statements if row.kind == "keyword"} == {None}


def test_ranges_and_changes_have_two_figures(statements):
    for row in statements:
        for quantity in row.quantities:
            both = quantity.value is not None and quantity.value_max is not None
            assert both == (quantity.qualifier in ("range", "change")), row.id


def test_every_text_is_in_its_raw_source(by_report):
    absent = []
    for report, rows in by_report.items():
        raw = raw_text(report)
        for row in rows:
            printed = letters(" ".join(raw[start:end] for start, end in row.sources))
            pattern = "".join(".{1,3}" if sign == HOLE else re.escape(sign) for sign in printed)
            if not re.fullmatch(pattern, letters(row.text)):
                absent.append(row.id)
    assert absent == []


def letters(text: str) -> str:
    """The letters, figures and lost ligatures of a text, folded."""
    return "".join(sign for sign in fold(text) if sign.isalnum() or sign == HOLE)


# Promises of size


def test_at_least_80_reports(by_report):
    assert len(by_report) >= 80


def test_at_least_3000_statements(statements):
    assert len(statements) >= 3000


def test_comments_make_two_thirds(statements, comments):
    assert len(comments) >= len(statements) * 2 / 3


def test_several_layouts(by_report):
    layouts = Counter(layout_of(*item) for item in by_report.items())
    assert sorted(layouts) == ["clean", "markdown", "no headings", "pdf-like"]
    assert min(layouts.values()) >= 10


def test_pdf_like_texts_have_lost_ligatures_and_hyphens():
    raws = [path.read_text("utf-8") for path in own_reports()]
    assert any(HOLE in raw for raw in raws)
    assert any(re.search(r"[a-zé]-\n[a-zé]", raw) for raw in raws)


@pytest.mark.parametrize("category", CATEGORIES)
def test_each_category_has_150_comments(comments, category):
    assert sum(row.category == category for row in comments) >= 150


@pytest.mark.parametrize("category", CATEGORIES)
def test_40_percent_do_without_the_words_of_the_label(comments, grid, category):
    label = grid.categories[category].label
    texts = [row.text for row in comments if row.category == category]
    assert sum(not has_label_word(text, label) for text in texts) >= 0.4 * len(texts)


def test_300_comments_are_off_the_grid(comments):
    assert sum(row.category is None for row in comments) >= 300


@pytest.mark.parametrize("public", PUBLICS)
def test_each_public_is_named_150_times(statements, public):
    assert sum(span.public == public for row in statements for span in row.public_spans) >= 150


def test_20_percent_are_negative_or_neutral(comments):
    on_grid = [row for row in comments if row.category is not None]
    assert sum(row.polarity in ("negative", "neutral") for row in on_grid) >= 0.2 * len(on_grid)


def test_20_percent_hold_a_quantity(statements, comments):
    for rows in (statements, comments):
        assert sum(bool(row.quantities) for row in rows) >= 0.2 * len(rows)


def test_some_comments_have_a_second_category(comments):
    assert sum(bool(row.also) for row in comments) >= 0.05 * len(comments)


# Promises of originality


def test_no_two_comments_are_near_duplicates(comments):
    close = near_duplicates([row.text for row in comments])
    assert [f"{i:.2f} {comments[a].id} {comments[b].id} « {comments[b].text} »" for i, a, b in close] == []


@pytest.mark.skipif(not real_reports(), reason="the real reports are not here")
def test_no_comment_comes_from_a_real_report(comments):
    real = {path.stem: letters(path.read_text("utf-8")) for path in real_reports()}
    longer = [row for row in comments if len(letters(row.text)) >= 30]
    taken = [(row.id, name) for row in longer for name, text in real.items() if letters(row.text) in text]
    assert taken == []


# Promises of agreement


def test_the_second_pass_keeps_its_format(pairs, grid):
    assert len({pair.first.id for pair in pairs}) == len(pairs)
    for first, second in pairs:
        assert first.kind == "verbatim"
        assert second["annotator"] != first.annotator
        assert {second["category"], *second["also"]} <= {None, *grid.categories}
        assert second["polarity"] in ("positive", "negative", "neutral", "mixed")
        assert set(second["publics"]) <= set(grid.public_types)
        assert {mention.split(":")[0] for mention in second["mentions"]} == set(second["publics"])
        assert all(mention.split(":", 1)[1] in first.text for mention in second["mentions"])
        assert all("=" in quantity for quantity in second["quantities"])


def test_the_second_pass_reads_a_fifth_of_the_comments(pairs, comments):
    assert len(pairs) >= 0.2 * len(comments)


def test_readers_agree_on_categories(pairs):
    assert category_kappa(pairs) >= 0.75
    assert category_kappa(pairs, also=True) >= category_kappa(pairs)


def test_each_second_reader_agrees_on_categories(pairs):
    readers = {pair.second["annotator"] for pair in pairs}
    kappas = {name: category_kappa([pair for pair in pairs if pair.second["annotator"] == name]) for name in readers}
    assert {name: value for name, value in kappas.items() if value < 0.75} == {}


# Card


def test_the_card_prints_the_figures_of_the_command():
    shown = CARD_FIGURES.search(CARD.read_text(encoding="utf-8"))
    assert shown is not None
    assert shown.group() == figures(), "run `python -m benchmarks.corpus --write`"


def test_the_card_names_every_field_and_its_guide(statements):
    card = CARD.read_text(encoding="utf-8")
    names = {*statements[0].to_dict(), *json.loads(SECOND_PASS.read_text("utf-8").splitlines()[0])}
    assert [name for name in names if f"`{name}`" not in card] == []
    links = re.findall(r"\]\((?!http)([^)#]+)", card)
    assert [link for link in links if not (Path(CARD).parent / link).exists()] == []
    assert "GUIDELINES.md" in links
    assert "CC BY 4.0" in card
