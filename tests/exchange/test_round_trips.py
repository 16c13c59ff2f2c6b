"""What goes out in any format comes back whole; what was changed in another tool comes back changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tiersimpact as ti
from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.exchange import FORMATS, format_of, read_statements, write_statements

# Emoji of two UTF-16 units, a combining accent, CRLF, inclusive dots, a no-break and a double space, a formula.
TEXT = "=🎈 12 voisin·e·s\r\nre\u0301unis  à 14\u00a0h, tou.te.s 👩🏽‍🌾 « ravi·es »"


def span(words, public):
    start = TEXT.index(words)
    return ti.PublicSpan(public, words, start, start + len(words))


def statement(number=1, text=TEXT, **changes):
    """A statement with everything that can get lost; two spans have equal offsets."""
    quantity = ti.Quantity("12 voisin·e·s", 3, 16, 12, None, "exact", "voisin", "voisin·e·s", None, "count", "voisins")
    return replace(
        AnnotatedStatement(
            report="-la-cale", id=f"la-cale:{number}", text=text, start=10, end=10 + len(text),
            sources=((14, 48), (60, 70)), kind="verbatim", family="effets_individuels", category="lien_social",
            also=("solidarite", "reseaux"), heading="reseaux", polarity="mixed",
            publics=("visiteurs", "voisins", "benevoles"),
            public_spans=(span("voisin·e·s", "voisins"), span("voisin·e·s", "visiteurs")),
            quantities=(quantity, replace(quantity, value=12.5, value_max=13, qualifier="range", part_of="x")),
            annotator="'lise", status="gold", decided_at="2026-03-01T14:05:09Z", note="+ à voir;\tou non", flagged=True,
        ),
        **changes,
    )  # fmt: skip


BARE = {
    "family": None, "category": None, "also": (), "heading": None, "polarity": "neutral", "publics": (),
    "public_spans": (), "quantities": (), "decided_at": None, "note": None, "flagged": False,
}  # fmt: skip


def back(statements, folder, format):
    path = folder / f"corpus{FORMATS[format].suffix}"
    write_statements(statements, path, format)
    return read_statements(path, format)


@pytest.mark.parametrize("format", FORMATS)
def test_everything_comes_back(format, tmp_path):
    sent = [statement(1), statement(2, **BARE), statement(3)]
    assert back(sent, tmp_path, format) == sent


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_statements_are_the_same_bytes(format, tmp_path):
    paths = [tmp_path / f"{name}{FORMATS[format].suffix}" for name in "ab"]
    for path in paths:
        write_statements([statement()], path, format)
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "spacy"])
@settings(max_examples=30)
@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip),
    note=st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip),
)
def test_any_text_survives(format, text, note, tmp_path_factory):
    start = len(text) - len(text.lstrip())
    whole = ti.PublicSpan("voisins", text.strip(), start, start + len(text.strip()))
    sent = statement(text=text, **BARE | {"publics": ("voisins",), "public_spans": (whole, whole), "note": note})
    assert back([sent], tmp_path_factory.mktemp("texte"), format) == [sent]


@pytest.mark.parametrize("text", ["  deux  espaces  ", "\u2028", "👩🏽‍🌾\r\n\r", "e\u0301", "tou·te·s"])
def test_spacy_keeps_odd_texts(text, tmp_path):
    sent = statement(text=f"{text}a", **BARE)
    assert back([sent], tmp_path, "spacy") == [sent]


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_is_a_corpus_too(format, tmp_path):
    path = tmp_path / f"vide{FORMATS[format].suffix}"
    write_statements([], path, format)
    if FORMATS[format].suffix == ".jsonl":
        with pytest.raises(ti.CorpusError, match="no statement in this file"):
            read_statements(path, format)
    else:
        assert read_statements(path, format) == []


@pytest.mark.parametrize("format", FORMATS)
def test_another_grid(format, farm_grid, tmp_path):
    category = next(iter(farm_grid.categories))
    sent = statement(**BARE | {"category": category, "family": farm_grid.family_of[category]})
    path = tmp_path / f"fermes{FORMATS[format].suffix}"
    write_statements([sent], path, format, grid=farm_grid)
    assert read_statements(path, format, grid=farm_grid) == [sent]
    with pytest.raises(ti.CorpusError, match=f"category '{category}' is not in the grid"):
        read_statements(path, format)


# Files that are not ours


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "jsonl"])
@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00bad", b"{}\n", b"[]]", b'[{"data": 3}]', b'a;b\n"1', b"3\n", b'{"text": "a"}\n', b"a\nb"]
)
def test_other_bytes_are_refused_in_one_line(format, content, tmp_path):
    path = tmp_path / f"autre{FORMATS[format].suffix}"
    path.write_bytes(content)
    with pytest.raises(ti.CorpusError) as error:
        read_statements(path, format)
    assert str(error.value).startswith(str(path))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_that_is_not_there(format, tmp_path):
    with pytest.raises(ti.CorpusError, match=r"absent.*: the (file|corpus) cannot be read"):
        read_statements(tmp_path / f"absent{FORMATS[format].suffix}", format)


def test_the_suffix_tells_the_format(tmp_path):
    assert [format_of(f"a{suffix}") for suffix in (".jsonl", ".json", ".spacy", ".CSV", ".parquet")] == [
        "jsonl", "label-studio", "spacy", "csv", "parquet",
    ]  # fmt: skip
    assert format_of(tmp_path) == "jsonl"
    with pytest.raises(ti.TiersImpactError, match=r"a.txt: the suffix tells no format. Name one of: jsonl, prodigy,"):
        format_of("a.txt")
    with pytest.raises(ti.TiersImpactError, match="'prodigi' is no format"):
        format_of("a.jsonl", "prodigi")
