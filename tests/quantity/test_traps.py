"""The index of traps by word and shape leaves none out."""

from pathlib import Path

import pytest
import srsly

from tiersimpact.quantity import dates, places, signs, traps
from tiersimpact.quantity.numerals import read_numerals
from tiersimpact.quantity.readings import Sentence
from tiersimpact.quantity.sentences import find_sentences

CASES = srsly.read_yaml(Path(__file__).parent / "data" / "cases.yaml")
RULES = [
    traps._is_idiom, traps._is_third_place, traps._is_new, traps._is_nothing, dates.is_date, places.is_address,
    places.is_numbered, places.is_postcode, places.is_name, signs.is_bullet, signs.is_format, signs.is_round_the_clock,
    signs.is_title,
]  # fmt: skip


@pytest.mark.parametrize("group", CASES)
def test_asking_the_rules_of_the_index_is_asking_all(group):
    for text, *_ in CASES[group]:
        for start, end in find_sentences(text):
            sentence = Sentence(text, start, end)
            for reading in read_numerals(sentence):
                expected = any(rule(sentence, reading) for rule in RULES)
                assert traps.is_trap(sentence, reading) == expected, (text, reading)
