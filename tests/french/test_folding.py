from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiersimpact.french import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("ÉGALITÉ À NOËL", "egalite a noel", id="capitals"),
        pytest.param("l’été ‘là’ ʼ", "l'ete 'la' '", id="apostrophes"),
        pytest.param("vivre‐ensemble – non‑dit", "vivre-ensemble - non-dit", id="dashes"),
        pytest.param("voisin•e‧s ⋅ ∙", "voisin·e·s · ·", id="median-points"),
        pytest.param("12\u00a0000\u202f€\n", "12 000 € ", id="blanks"),
        pytest.param("çà et là, où ?", "ca et la, ou ?", id="cedilla"),
    ],
)
def test_examples(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_no_offset_moves(text):
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x17F)))
def test_case_does_not_count(text):
    upper = text.upper()
    if len(upper) == len(text) and upper.lower() == text.lower():
        assert fold(unicodedata.normalize("NFC", upper)) == fold(unicodedata.normalize("NFC", text))
