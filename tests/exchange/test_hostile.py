"""Files that are packed to fill the memory, or hold what no format of ours has: one clear line."""

from __future__ import annotations

import zlib
from datetime import datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import tiersimpact as ti
from tiersimpact.exchange import read_statements, write_statements


def refusal(path):
    with pytest.raises(ti.CorpusError) as error:
        read_statements(path)
    assert str(error.value).startswith(f"{path}")
    assert "\n" not in str(error.value)
    return str(error.value)


def put(table, name, values):
    """Put values in the place of a column."""
    return table.set_column(table.schema.get_field_index(name), name, pa.array(values))


def test_a_docbin_that_fills_the_memory_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("tiersimpact.exchange.docbin.MAX_UNPACKED", 20_000_000)
    path = tmp_path / "bombe.spacy"
    path.write_bytes(zlib.compress(bytes(30_000_000)))
    assert path.stat().st_size < 50_000
    assert "it unpacks to more than 20 MB" in refusal(path)


def test_what_stands_behind_a_docbin_takes_no_time(sent, tmp_path):
    path = tmp_path / "a.spacy"
    write_statements([sent], path)
    path.write_bytes(path.read_bytes() + bytes(50_000_000))
    assert read_statements(path) == [sent]


@pytest.mark.parametrize("data", [b"", zlib.compress(b"\x91" * 100_000), zlib.compress(b"\xdd\x7f\xff\xff\xff")])
def test_what_is_no_docbin_is_refused(tmp_path, data):
    path = tmp_path / "a.spacy"
    path.write_bytes(data)
    assert "not a DocBin" in refusal(path)


def test_a_list_that_fills_the_memory_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("tiersimpact.exchange.parquet.MAX_VALUES", 1_000_000)
    path = tmp_path / "bombe.parquet"
    sources = pa.ListArray.from_arrays([0, 1_000_001], pa.array([0] * 1_000_001))
    pq.write_table(pa.table({"sources": sources}), path, compression="zstd")
    assert path.stat().st_size < 10_000
    assert "it unpacks to more than" in refusal(path)


def test_a_text_repeated_to_fill_the_memory_is_refused(sent, tmp_path, monkeypatch):
    monkeypatch.setattr("tiersimpact.exchange.parquet.MAX_UNPACKED", 10_000_000)
    path = tmp_path / "bombe.parquet"
    write_statements([sent], path)
    table = put(pa.concat_tables([pq.read_table(path)] * 200), "id", [f"la-cale:{number}" for number in range(200)])
    pq.write_table(put(table, "note", ["x" * 100_000] * 200), path, compression="zstd")
    assert path.stat().st_size < 20_000
    assert "it unpacks to more than 10 MB" in refusal(path)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("quantities", [1]),
        ("quantities", ["a"]),
        ("quantities", [[1]]),
        ("sources", [1]),
        ("text", [b"\xff"]),
        ("text", [None]),
        ("decided_at", [datetime(2026, 3, 1)]),
        ("start", [1.5]),
        ("public_spans", [[{"a": 1}]]),
    ],
)
def test_a_column_of_another_type_is_refused(sent, tmp_path, name, values):
    path = tmp_path / "a.parquet"
    write_statements([sent], path)
    pq.write_table(put(pq.read_table(path), name, values), path)
    assert "row 1: " in refusal(path)
