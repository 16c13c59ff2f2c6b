"""What holds of every text: spans, spellings, blanks, time."""

import random
import subprocess
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tiersimpact.quantity import find_quantities

UNITS = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
SENTENCES = [
    "En 2022, 30 bénévoles et une vingtaine d'adhérent·es ont servi 1 200 repas par mois.",
    "Le nombre de mécènes est passé de 7 à 29 en un an ; deux tiers des voisins sont venus.",
    "Entre 10 et 15 personnes, plus de 3,5 ETP, jusqu'à 450 m² et 15 k€ de budget.",
    "Le tram 1 s'arrête au 12 rue Pasteur, à 18h30, près du bâtiment 4.",
]


def spell(number: int, *, belgian: bool = False) -> str:
    """Spell a number below a million, with hyphens below a hundred."""
    if number >= 1000:
        head = "" if number < 2000 else spell(number // 1000, belgian=belgian) + " "
        head = head.replace("cents ", "cent ").replace("vingts ", "vingt ")
        return (head + "mille" + (" " + spell(number % 1000, belgian=belgian) if number % 1000 else "")).strip()
    if number >= 100:
        head = "" if number < 200 else UNITS[number // 100] + " "
        rest = number % 100
        return head + ("cent " + spell(rest, belgian=belgian) if rest else "cent" + ("s" if number > 100 else ""))
    return _below_hundred(number, belgian=belgian)


def _below_hundred(number: int, *, belgian: bool) -> str:
    if number <= 16:
        return UNITS[number]
    if number < 20:
        return "dix-" + UNITS[number - 10]
    tens, units = number // 10 * 10, number % 10
    if belgian and tens in {70, 80, 90}:
        word = {70: "septante", 80: "huitante", 90: "nonante"}[tens]
    elif tens in {70, 90}:
        return _from_ten(tens, units)
    elif tens == 80:
        return "quatre-vingts" if not units else f"quatre-vingt-{UNITS[units]}"
    else:
        word = TENS[tens]
    if not units:
        return word
    return f"{word} et un" if units == 1 else f"{word}-{UNITS[units]}"


def _from_ten(tens: int, units: int) -> str:
    base = "soixante" if tens == 70 else "quatre-vingt"
    return "soixante et onze" if tens == 70 and units == 1 else f"{base}-{_below_hundred(10 + units, belgian=False)}"


def spellings(number: int) -> set[str]:
    """Traditional, 1990 (hyphens everywhere), without hyphens, and Belgian or Swiss."""
    plain = {spell(number), spell(number, belgian=True)}
    return plain | {word.replace(" ", "-") for word in plain} | {word.replace("-", " ") for word in plain}


@given(st.integers(min_value=2, max_value=999_999))
@settings(max_examples=400, deadline=None)
def test_every_spelling_of_a_number_reads_the_same(number: int) -> None:
    for spelling in spellings(number):
        found = find_quantities(f"On a compté {spelling} pommes.")
        assert [(quantity.value, quantity.unit) for quantity in found] == [(number, "pomme")], spelling


@given(st.integers(min_value=2, max_value=9_999_999), st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", ".", ""]))
@settings(max_examples=300, deadline=None)
def test_digits_read_the_same_with_any_separator(number: int, separator: str) -> None:
    digits = f"{number:,}".replace(",", separator)
    (quantity,) = find_quantities(f"Le four a cuit {digits} pains cette fois.")
    assert (quantity.value, quantity.unit) == (number, "pain")


@given(st.sampled_from(SENTENCES), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_more_blanks_or_one_line_break_change_nothing(sentence: str, chance: random.Random) -> None:
    def widen(blank: str, before: str, after: str) -> str:
        if before.isdigit() and after.isdigit():
            return blank
        return chance.choice([blank, "  ", "\n" if not after.isupper() else blank])

    wide = "".join(widen(c, sentence[i - 1], sentence[i + 1]) if c == " " else c for i, c in enumerate(sentence))
    assert records(wide) == records(sentence)


def records(text: str) -> list[tuple[object, ...]]:
    return [(q.value, q.value_max, q.qualifier, q.unit, q.per, q.kind) for q in find_quantities(text)]


WORDS = st.sampled_from(
    "12 1 200 3,5 deux trois cent mille un une vingtaine de des d' bénévoles voisins par mois % € m² heures ans h à et "
    "ou entre plus moins environ dont en 2022 « » ( ) : ; , . - / tiers moitié aucun quelques fois".split()
)


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80))
@settings(max_examples=600, deadline=None)
def test_spans_slice_to_the_stated_text_in_order(text: str) -> None:
    found = find_quantities(text)
    assert all(text[quantity.start : quantity.end] == quantity.text != "" for quantity in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
def test_sentences_do_not_disturb_each_other(first: str, second: str) -> None:
    assert records(f"{first}\n\n{second}") == records(first) + records(second)


@pytest.mark.parametrize(
    "piece",
    ["7", "cent ", " ", "1,", "123 ", "1.", "a-", "un ", "deux et ", "« 3 ", "2/3 ", "3\n", "3 (", "A", "a.e", "\n ",
     "nombre de 3 ", "3 voisins, dont ", "quatre-vingt-", "plus de ", "n° 3 ", "de 3 à ", "jeunes ", ".", "é",
     "#", "[", "*a", ")", "? ", ".é", "3 \t", "un a", "vingt-", "voisin·e·s", "3€"],
)  # fmt: skip
def test_time_grows_like_the_text(piece: str) -> None:
    def cost(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        find_quantities(text)
        return time.process_time() - start

    cost(2_000)
    small, large = cost(20_000), cost(160_000)
    assert large < 40 * max(small, 0.02)


def test_opens_in_half_a_second_and_without_spacy() -> None:
    code = (
        "import sys, time; from tiersimpact.quantity import find_quantities;"
        "assert find_quantities('une vingtaine de bénévoles');"
        "assert not {'spacy', 'pydantic', 'srsly', 'pandas', 'sklearn'} & set(sys.modules);"
        "assert time.process_time() < 0.5, time.process_time()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
