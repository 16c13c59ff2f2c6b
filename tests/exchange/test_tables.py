"""CSV for spreadsheets, Parquet, DocBin: what other programs see."""

from __future__ import annotations

import csv
from dataclasses import replace

import pyarrow.parquet as pq
import pytest
from spacy.tokens import DocBin
from spacy.vocab import Vocab

import tiersimpact as ti
from tiersimpact.errors import CorpusError
from tiersimpact.exchange import read_statements, write_statements

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1", "'=1", "''", "'l", "a;=1+1;b", "a,=1"]


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("format", ["csv", "csv-excel"])
def test_no_cell_runs_and_none_is_changed(format, text, sent, tmp_path):
    plain = replace(sent, text=f"{text} a", public_spans=(), quantities=(), note=text, report=text)
    path = tmp_path / "a.csv"
    write_statements([plain], path, format)
    for delimiter in ",;":  # a program may cut elsewhere than the writer
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file, delimiter=delimiter) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"))]
    assert read_statements(path) == [plain]


def test_french_excel_gets_semicolons_and_a_mark(sent, tmp_path):
    write_statements([sent], tmp_path / "a.csv", "csv-excel")
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfreport;id;text;")
    assert "lien_social;Lien social;solidarite" in data.decode()


def test_what_is_changed_in_a_spreadsheet_comes_back(sent, tmp_path):
    path = tmp_path / "a.csv"
    write_statements([sent], path, "csv-excel")
    text = path.read_text("utf-8-sig").replace("lien_social;Lien social;solidarite", "reseaux;Lien social;")
    path.write_text(text.replace("gold", "todo"), encoding="utf-8")
    (back,) = read_statements(path)
    assert (back.category, back.family, back.also, back.status) == ("reseaux", "effets_collectifs", (), "todo")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("lien_social,", "lien_sociale,", "a.csv:2: category 'lien_sociale' is not in the grid"),
        ("[[14, 46]]", "14-46", "a.csv:2: column 'sources' is not JSON"),
        (",10,42,", ",dix,42,", "a.csv:2: start and end 'dix', 42 are no stretch"),
        ("lise,gold", "lise", "a.csv:2: the row has not as many cells as the first"),
        ("report,id", "rapport,numero", "a.csv: the first row does not name the columns"),
    ],
)
def test_a_broken_row_is_named(old, new, message, sent, tmp_path):
    path = tmp_path / "a.csv"
    write_statements([sent], path)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ti.CorpusError) as error:
        read_statements(path)
    assert message in str(error.value)


def test_a_long_text_fits_into_a_cell(sent, tmp_path):
    long = replace(sent, text="voisins, " * 20_000, public_spans=(), quantities=())
    write_statements([long], tmp_path / "a.csv")
    assert read_statements(tmp_path / "a.csv") == [long]


def test_parquet_has_types_and_names_its_grid(sent, grid, tmp_path):
    write_statements([sent, replace(sent, id="la-cale:2", decided_at=None)], tmp_path / "a.parquet")
    table = pq.read_table(tmp_path / "a.parquet")
    assert str(table.schema.field("start").type) == "int64"
    assert str(table.schema.field("also").type).startswith("list<")
    assert table.column("decided_at").to_pylist() == [sent.decided_at, None]
    assert table.schema.metadata[b"tiersimpact.grid.fingerprint"].decode() == grid.fingerprint


def test_a_parquet_file_with_spoilt_names_is_refused(sent, tmp_path):
    path = tmp_path / "a.parquet"
    write_statements([sent], path)
    path.write_bytes(path.read_bytes().replace(b"annotator", b"ann\xe6tator"))
    with pytest.raises(CorpusError, match="not a Parquet file"):
        read_statements(path)


def test_parquet_refuses_what_it_cannot_hold(sent, tmp_path):
    huge = replace(sent.quantities[0], value=10**400)
    with pytest.raises(ti.CorpusError, match="a number is too large for Parquet"):
        write_statements([replace(sent, quantities=(huge,))], tmp_path / "a.parquet")
    assert list(tmp_path.iterdir()) == []


def test_docbin_has_categories_and_spans_for_spacy(sent, tmp_path):
    write_statements([sent], tmp_path / "a.spacy")
    (doc,) = DocBin().from_disk(tmp_path / "a.spacy").get_docs(Vocab())
    assert doc.text == sent.text
    assert [name for name, value in doc.cats.items() if value] == ["lien_social"]
    assert [(span.text, span.label_) for span in doc.spans["publics"]] == [("voisins", "voisins")]
    assert [(span.text, span.label_) for span in doc.spans["quantities"]] == [("12 voisins", "QUANTITE")]
