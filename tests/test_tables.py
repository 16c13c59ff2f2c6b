"""Tables: the same columns and types also when nothing was found, and cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import fields

import pandas as pd
import pytest

import tiersimpact as ti
from tiersimpact.cells import guard, unguard
from tiersimpact.tables import to_frame, write_csv, write_parquet

LEVELS = ["statements", "publics", "quantities"]
COLUMNS = {
    "statements": [
        "report", "id", "kind", "family", "category", "category_label", "category_source", "category_score",
        "needs_review", "polarity", "publics", "n_quantities", "text", "lead_in",
        "start", "end", "interleaved", "warnings",
    ],
    "publics": ["report", "id", "category", "polarity", "public", "public_label", "mention", "start", "end",
        "statement",
    ],
    "quantities": [
        "report", "id", "category", "polarity", "quantity", "value", "value_max", "qualifier", "unit", "unit_text",
        "per",
        "quantity_kind", "public", "start", "end", "statement",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def empty():
    """A report of which nothing can be said."""
    return ti.analyze(text="SOLIDARITÉ\n")


@pytest.mark.parametrize("level", LEVELS)
def test_columns_begin_as_published(fournil_analysis, level):
    assert list(fournil_analysis.to_frame(level))[: len(COLUMNS[level])] == COLUMNS[level]


@pytest.mark.parametrize("level", LEVELS)
def test_the_empty_table_has_the_same_columns_and_types(fournil_analysis, empty, level):
    full, bare = fournil_analysis.to_frame(level), empty.to_frame(level)
    assert len(bare) == 0
    assert bare.dtypes.to_dict() == full.dtypes.to_dict()


@pytest.mark.parametrize("level", LEVELS)
def test_a_table_without_any_report(fournil_analysis, level):
    assert to_frame([], level).dtypes.to_dict() == fournil_analysis.to_frame(level).dtypes.to_dict()


@pytest.mark.parametrize("level", LEVELS)
def test_types_do_not_hang_on_what_was_found(fournil_analysis, level):
    bare = ti.analyze(text="Trois bénévoles dansent.").to_frame(level)
    assert len(bare) == 1
    assert bare.dtypes.to_dict() == fournil_analysis.to_frame(level).dtypes.to_dict()


def test_rows_of_statements(fournil_analysis):
    frame = fournil_analysis.to_frame()
    assert list(frame["text"]) == [statement.text for statement in fournil_analysis.statements]
    first = frame.iloc[0]
    assert (first["category_label"], first["publics"], first["n_quantities"]) == (
        "Lien social",
        "visiteurs;voisins;benevoles",
        0,
    )
    assert frame["category_label"].isna().sum() == 3


def test_rows_of_publics(fournil_analysis):
    frame = fournil_analysis.to_frame("publics")
    assert list(frame["mention"]) == [span.text for s in fournil_analysis.statements for span in s.public_spans]
    assert all(row.statement[row.start : row.end] == row.mention for row in frame.itertuples())


def test_rows_of_quantities(fournil_analysis):
    frame = fournil_analysis.to_frame("quantities")
    assert list(frame["quantity"]) == [quantity.text for quantity in fournil_analysis.quantities]
    assert all(row.statement[row.start : row.end] == row.quantity for row in frame.itertuples())
    assert frame["value"].isna().sum() == sum(q.value is None for q in fournil_analysis.quantities)


def test_tables_join_by_statement(fournil_analysis):
    statements, publics = fournil_analysis.to_frame(), fournil_analysis.to_frame("publics")
    joined = publics.merge(statements, on=["report", "id"], validate="many_to_one")
    assert len(joined) == len(publics)
    assert (joined["statement"] == joined["text"]).all()


def test_several_reports_in_one_table(fournil_analysis, empty):
    frame = to_frame([fournil_analysis, empty, fournil_analysis])
    assert len(frame) == 2 * len(fournil_analysis.statements)
    assert list(frame.index) == list(range(len(frame)))


CONTRACT = [
    "report", "id", "text", "start", "end", "sources", "kind", "family", "category", "category_score",
    "category_scores",
    "category_source", "needs_review", "warnings", "polarity", "publics", "public_spans", "quantities",
]  # fmt: skip
QUANTITY = ["text", "start", "end", "value", "value_max", "qualifier", "unit", "unit_text", "per", "kind", "public"]


def test_jsonl_is_the_contract_s(fournil_analysis):
    lines = fournil_analysis.to_jsonl().splitlines()
    assert len(lines) == len(fournil_analysis.statements)
    rows = [json.loads(line) for line in lines]
    assert all(list(row)[: len(CONTRACT)] == CONTRACT for row in rows)
    assert [list(q)[: len(QUANTITY)] for row in rows for q in row["quantities"]] == [QUANTITY] * len(
        fournil_analysis.quantities
    )
    assert {tuple(span) for row in rows for span in row["public_spans"]} == {("public", "text", "start", "end")}
    assert "voisin·e·s" in lines[0]


def test_jsonl_of_an_empty_report(empty):
    assert empty.to_jsonl() == ""


def test_every_field_is_written(fournil_analysis):
    statement = fournil_analysis.statements[0]
    carried = ("origin", "explainer")  # to answer questions about the statement
    assert list(statement.to_dict()) == [field.name for field in fields(statement) if field.name not in carried]


DANGEROUS = ["=1+1", "+33 6", "-2 ans", "@SUM(A1)", "\t=1", '=HYPERLINK("http://a.example")']


@pytest.mark.parametrize("cell", DANGEROUS)
def test_no_spreadsheet_runs_a_cell(cell):
    sink = io.StringIO()
    write_csv(pd.DataFrame({"text": [cell, "un mot"], "value": [-1.5, 2.0]}), sink)
    rows = list(csv.DictReader(io.StringIO(sink.getvalue(), newline="")))
    assert [row["text"] for row in rows] == [guard(cell), "un mot"]
    assert rows[0]["text"].startswith("'")
    assert [float(row["value"]) for row in rows] == [-1.5, 2.0]


def test_no_line_of_a_cell_is_run():
    sink = io.StringIO()
    write_csv(pd.DataFrame({"text": ["un mot\r=1+1", "un mot\n=1+1"]}), sink)
    rows = list(csv.reader(io.StringIO(sink.getvalue(), newline="")))
    assert len(rows) == 3
    assert not any(cell.startswith("=") for row in rows for cell in row)


def test_no_spreadsheet_runs_a_statement():
    analysis = ti.analyze(text='SOLIDARITÉ\n\n=HYPERLINK("http://a.example") dit une voisine.', name="@grange")
    sink = io.StringIO()
    write_csv(analysis.to_frame(), sink)
    (row,) = csv.DictReader(io.StringIO(sink.getvalue()))
    assert row["text"].startswith("'=")
    assert row["report"] == "'@grange"
    assert row["id"] == "'@grange:1"


@pytest.mark.parametrize("level", LEVELS)
def test_csv_round_trip(fournil_analysis, tmp_path, level):
    frame = fournil_analysis.to_frame(level)
    write_csv(frame, tmp_path / "table.csv")
    again = pd.read_csv(tmp_path / "table.csv", keep_default_na=False, na_values=[""])
    assert list(again) == list(frame)
    for name in ("id", "start", "end"):
        assert list(again[name]) == list(frame[name])
    assert "\r" not in (tmp_path / "table.csv").read_bytes().decode()


def test_csv_for_a_french_excel(tmp_path):
    path = tmp_path / "table.csv"
    frame = pd.DataFrame({"text": ["=1+1", "un « mot »"], "value": [-1.5, 2.0]})
    write_csv(frame, path, excel=True)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert rows == [{"text": "'=1+1", "value": "-1,5"}, {"text": "un « mot »", "value": "2,0"}]


def test_csv_leaves_the_table_alone():
    frame = pd.DataFrame({"text": ["=1"]})
    write_csv(frame, io.StringIO())
    assert list(frame["text"]) == ["=1"]


@pytest.mark.parametrize("level", LEVELS)
def test_parquet_round_trip(fournil_analysis, tmp_path, level):
    parquet = pytest.importorskip("pyarrow.parquet")
    frame = fournil_analysis.to_frame(level)
    path = tmp_path / "table.parquet"
    write_parquet(frame, path, metadata=[("tiersimpact.grid", "essai")])
    pd.testing.assert_frame_equal(pd.read_parquet(path), frame)
    assert parquet.read_schema(path).metadata[b"tiersimpact.grid"] == b"essai"


@pytest.mark.parametrize("level", LEVELS)
def test_parquet_files_have_one_schema(fournil_analysis, empty, tmp_path, level):
    parquet = pytest.importorskip("pyarrow.parquet")
    schemas = []
    for number, analysis in enumerate([fournil_analysis, empty, ti.analyze(text="Trois bénévoles dansent.")]):
        path = tmp_path / f"{number}.parquet"
        write_parquet(analysis.to_frame(level), path)
        schemas.append(parquet.read_schema(path).remove_metadata())
    assert schemas[1] == schemas[0]
    assert schemas[2] == schemas[0]


def test_without_pyarrow_the_message_says_what_to_install(fournil_analysis, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    path = tmp_path / "table.parquet"
    with pytest.raises(ti.TiersImpactError, match=r"table\.parquet: .*pip install .?tiersimpact\[parquet\]"):
        write_parquet(fournil_analysis.to_frame(), path)
    assert not path.exists()


@pytest.mark.parametrize("cell", [*DANGEROUS, "'t is", "''", "a\rb", "a\r\nb", "\uff1d1", 'a;"b",c', "\n=1"])
def test_csv_loses_nothing(cell):
    sink = io.StringIO()
    write_csv(pd.DataFrame({"text": [cell, "un mot"], "value": [-1.5, 2.0]}), sink)
    rows = list(csv.DictReader(io.StringIO(sink.getvalue(), newline="")))
    assert [unguard(row["text"]) for row in rows] == [cell, "un mot"]
    assert not rows[0]["text"].startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"))
