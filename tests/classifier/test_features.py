"""Reading finds by numbers the very n-grams that training knows by name, however odd the text."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiersimpact.classifier import stretches as stretches_module
from tiersimpact.classifier.features import (
    CharacterReader,
    character_ngrams,
    mean_vectors,
    read_keys,
    word_ngrams,
)  # fmt: skip
from tiersimpact.classifier.ngrams import UNKNOWN, NgramIndex
from tiersimpact.classifier.stretches import StretchTable

TEXT = "Une vingtaine de voisin·e·s, 4 à 5 fois par an, se prêtent l'échelle du jardin (d’à côté) !"
NAMES = dict.fromkeys([*character_ngrams(TEXT), *character_ngrams("ab · a")])
texts = st.lists(
    st.text(alphabet=st.sampled_from("abé'’·.-() \n\u00a0\u202f\x1c\u0301\ud800👩vosinjardechl"), max_size=40)
)


@given(texts)
def test_character_ngrams_are_found_by_number_as_by_name(texts):
    table = StretchTable(CharacterReader({name: row for row, name in enumerate(NAMES)}))
    for _ in range(2):  # the second time from memory
        ((owners, rows),) = table.read(texts)
        for i, text in enumerate(texts):
            known = sorted([*NAMES].index(name) for name in character_ngrams(text) if name in NAMES)
            assert sorted(rows[owners == i].tolist()) == known


@given(texts)
def test_words_are_numbered_in_reading_order(texts):
    index = NgramIndex({"voisin": 0, "jardin": 1}, [("", 1)])
    ((owners, numbers),) = StretchTable(partial(read_keys, index=index)).read(texts)
    for i, text in enumerate(texts):
        keys = [name for name in word_ngrams(text) if " " not in name]
        assert numbers[owners == i].tolist() == index.numbers(keys).tolist()


def test_an_unknown_ngram_has_the_row_unknown():
    index = NgramIndex({"un four": 0, "four": 1}, [("", 1), ("", 2)])
    un, four, oven = index.numbers(["un", "four", "kiln"])
    assert oven == UNKNOWN
    assert index.rows("", [index.numbers(["four", "un", "kiln"])]).tolist() == [1, index.unknown, index.unknown]
    assert index.rows("", [index.numbers(["un", "four"]), index.numbers(["four", "un"])]).tolist() == [0, index.unknown]
    assert un != four


def test_a_full_memory_starts_anew(monkeypatch):
    monkeypatch.setattr(stretches_module, "MAX_STRETCHES", 3)
    table = StretchTable(partial(read_keys, index=NgramIndex({"four": 0}, [("", 1)])))
    for text in ("un four neuf", "un jardin", "four", "le four"):
        ((owners, numbers),) = table.read([text])
        assert len(owners) == len(text.split())
        assert (numbers != UNKNOWN).tolist() == [word == "four" for word in text.split()]


def test_threads_share_a_table(monkeypatch):
    monkeypatch.setattr(stretches_module, "MAX_STRETCHES", 40)
    table = StretchTable(partial(read_keys, index=NgramIndex({str(n): n for n in range(100)}, [("", 1)])))
    texts = [" ".join(str(n % 100) for n in range(start, start + 30)) for start in range(0, 600, 7)]
    alone = [table.read([text])[0].rows.tolist() for text in texts]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(lambda text: table.read([text])[0].rows.tolist(), texts * 5))
    finally:
        sys.setswitchinterval(interval)
    assert together == alone * 5


def test_a_word_of_any_length_has_a_mean_vector():
    assert mean_vectors(["jardin", "x" * 5_000, "", "le"]).any(axis=1).tolist() == [True, False, False, False]


@pytest.mark.parametrize("together", [["un four", "des voisin·e·s"], ["", "jardin"], []])
def test_mean_vectors_read_together_are_those_read_alone(together):
    alone = [mean_vectors([text])[0].tolist() for text in together]
    assert mean_vectors(together).tolist() == alone
