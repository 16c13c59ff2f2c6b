from __future__ import annotations

import sys

import pytest

from tiersimpact.french.vocabulary import is_known, known_words


@pytest.mark.parametrize("word", ["difficulté", "Souffrance", "coffee", "rendez-vous", "tiers", "été"])
def test_known(word):
    assert is_known(word)


@pytest.mark.parametrize("word", ["diiculté", "souﬀrance", "voisinnn", ""])
def test_unknown(word):
    assert not is_known(word)


def test_a_missing_model_says_how_to_install_it(monkeypatch):
    known_words.cache_clear()
    monkeypatch.setattr("tiersimpact.french.vocabulary.find_spec", lambda _: None)
    with pytest.raises(RuntimeError, match="pip install"):
        known_words()
    monkeypatch.undo()
    known_words.cache_clear()
    assert "spacy" in sys.modules or is_known("pain")
