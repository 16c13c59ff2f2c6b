"""Encodings are detected, and a judgement is said."""

from __future__ import annotations

import codecs
import unicodedata

import pytest

import tiersimpact as ti
from tiersimpact.reading.decoding import decode

TEXT = """SOLIDARITÉ

Une vingtaine de bénévoles et d'élèves se relaient à l'épicerie : la caisse, le ménage, où chacun se sent à sa place.
Le prêt d'outils a été demandé par une voisine âgée. Ça n'a pas coûté un euro, et le maïs pousse déjà.
"""


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(TEXT.encode(), "utf-8", id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig", id="utf-8-bom"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16", id="utf-16-le-bom"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16", id="utf-16-be-bom"),
        pytest.param(TEXT.encode("utf-16-le"), "utf-16-le", id="utf-16-le"),
        pytest.param(TEXT.encode("utf-16-be"), "utf-16-be", id="utf-16-be"),
        pytest.param(codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32", id="utf-32-bom"),
        pytest.param(TEXT.encode("latin-1"), "cp1252", id="latin-1"),
        pytest.param(TEXT.replace("'", "’").replace("euro", "€").encode("cp1252"), "cp1252", id="cp1252"),
        pytest.param(TEXT.encode("mac_roman"), "mac_roman", id="mac-roman"),
        pytest.param(TEXT.encode("cp850"), "cp850", id="cp850"),
    ],
)
def test_the_same_words_from_every_encoding(data, encoding):
    text, found = decode(data, "rapport.txt")
    assert text.replace("’", "'").replace("€", "euro") == TEXT
    assert found == encoding


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"], ids=["crlf", "cr", "lf"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_the_same_statements_from_every_file(tmp_path, encoding, ending):
    path = tmp_path / "rapport.txt"
    path.write_bytes(TEXT.replace("\n", ending).encode(encoding))
    analysis = ti.analyze(path)
    assert [statement.text for statement in analysis.statements] == [
        statement.text for statement in ti.analyze(text=TEXT).statements
    ]
    assert analysis.clean.text.startswith("# SOLIDARITÉ\nUne vingtaine")


def test_nfd_becomes_nfc(tmp_path):
    path = tmp_path / "rapport.txt"
    path.write_text(unicodedata.normalize("NFD", TEXT), encoding="utf-8")
    analysis = ti.analyze(path)
    assert unicodedata.is_normalized("NFC", analysis.clean.text)
    assert analysis.clean.text == ti.analyze(text=TEXT).clean.text


@pytest.mark.parametrize(
    ("encoding", "warns"), [("utf-8", False), ("utf-16", False), ("latin-1", True), ("mac_roman", True)]
)
def test_a_judgement_is_said(tmp_path, encoding, warns):
    path = tmp_path / "rapport.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert bool(ti.read(path).warnings) is warns


def test_one_bad_byte_does_not_spoil_the_other_words(tmp_path):
    path = tmp_path / "rapport.txt"
    path.write_bytes(TEXT.encode().replace(b"caisse", b"cai\xffsse"))
    analysis = ti.analyze(path)
    assert "bénévoles et d'élèves" in analysis.statements[0].text
    assert "âgée" in analysis.statements[1].text
    assert analysis.warnings


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_broken_unicode_is_refused(encoding):
    data = TEXT.encode(encoding)[:-1]
    with pytest.raises(ti.ReadError, match=r"rapport\.txt: it is broken utf-(16|32) text"):
        decode(data, "rapport.txt")
