"""What is remembered of words is bounded, in number and in length."""

from __future__ import annotations

from tiersimpact.french import WordMemory, memory


def test_a_word_is_worked_out_once():
    asked = []
    lengths = WordMemory(lambda word: asked.append(word) or len(word))
    assert [lengths[word] for word in ("mot", "mots", "mot")] == [3, 4, 3]
    assert asked == ["mot", "mots"]


def test_it_starts_anew_when_full(monkeypatch):
    monkeypatch.setattr(memory, "MAX_WORDS", 10)
    lengths = WordMemory(len)
    assert [lengths["a" * n] for n in range(25)] == list(range(25))
    assert len(lengths) <= 10


def test_what_is_too_long_for_a_word_is_not_kept():
    lengths = WordMemory(len)
    assert lengths["a" * 1_000_000] == 1_000_000
    assert not lengths
