"""A table of texts as a table of statements."""

from __future__ import annotations

import pandas as pd
import pytest

import tiersimpact as ti

TEXT = "SOLIDARITÉ\n\n12 voisins se prêtent une échelle.\n\nOn y danse."


@pytest.fixture
def table():
    rows = [("nord", TEXT), ("vide", ""), ("absent", None), ("nombre", 12), (None, TEXT)]
    return pd.DataFrame(rows, columns=["report", "text"], index=[7, 8, 9, 10, 11])


def test_statements_and_errors_in_the_order_of_the_rows(table):
    found = ti.analyze_frame(table)
    assert list(found["report"]) == ["nord", "nord", "vide", "absent", "nombre", "11", "11"]
    assert list(found["error"].isna()) == [True, True, False, False, False, True, True]
    assert found["error"][2].startswith("vide: there is no text in it")
    pd.testing.assert_frame_equal(
        found.iloc[:2].drop(columns="error"), ti.analyze(text=TEXT, name="nord").to_frame(), check_dtype=True
    )


@pytest.mark.parametrize("rows", [slice(0, 0), slice(1, 2), slice(0, 1), slice(0, 5)], ids=str)
def test_columns_and_types_are_always_the_same(table, rows):
    assert ti.analyze_frame(table.iloc[rows]).dtypes.to_dict() == ti.frame_meta().dtypes.to_dict()


def test_a_table_may_be_cut_anywhere(table):
    whole = ti.analyze_frame(table)
    pieces = [ti.analyze_frame(table.iloc[:1]), ti.analyze_frame(table.iloc[1:])]
    pd.testing.assert_frame_equal(pd.concat(pieces, ignore_index=True), whole)


def test_the_table_is_not_changed(table):
    before = table.copy(deep=True)
    ti.analyze_frame(table)
    pd.testing.assert_frame_equal(table, before)


def test_other_columns(table):
    named = table.rename(columns={"text": "bilan", "report": "lieu"})
    pd.testing.assert_frame_equal(ti.analyze_frame(named, text="bilan", report="lieu"), ti.analyze_frame(table))


def test_a_missing_column(table):
    with pytest.raises(KeyError, match="no column 'bilan'"):
        ti.analyze_frame(table, text="bilan")


def test_a_fault_of_ours_is_a_row(table, monkeypatch):
    def analyze(**_):
        raise RecursionError("too deep")

    monkeypatch.setattr("tiersimpact.frames.analyze", analyze)
    found = ti.analyze_frame(table.iloc[:1])
    assert list(found["error"]) == [
        "nord: reading it failed (RecursionError: too deep). Leave it out, and report the failure."
    ]


def test_the_schema_names_every_column():
    assert [part.split()[0].strip("`") for part in ti.frame_schema().split(", ")] == list(ti.frame_meta())
