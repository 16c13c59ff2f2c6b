"""Every sentence of ``data/cases.yaml``: each field of each quantity, in reading order."""

from pathlib import Path
from typing import Annotated, Literal

import pytest
import srsly
from pydantic import BaseModel, Field, TypeAdapter

from tiersimpact.quantity import find_quantities
from tiersimpact.records import Quantity

CASES = Path(__file__).parent / "data" / "cases.yaml"
Kind = Literal[
    "count", "frequency", "duration", "age", "percentage", "fraction", "money", "area", "length", "mass", "comparison"
]
Expected = tuple[
    str,
    float | None,
    float | None,
    Literal["exact", "approx", "min", "max", "range", "change"],
    str | None,
    str | None,
    Kind,
]


class Case(BaseModel, frozen=True, extra="forbid"):
    """One sentence and what must be found in it."""

    sentence: Annotated[str, Field(min_length=1)]
    quantities: tuple[Expected, ...]


def load_cases() -> list[pytest.param]:
    rows = srsly.read_yaml(CASES)
    table = {
        group: [{"sentence": row[0], "quantities": row[1:]} for row in group_rows] for group, group_rows in rows.items()
    }
    groups = TypeAdapter(dict[str, tuple[Case, ...]]).validate_python(table)
    return [
        pytest.param(case, id=f"{group}-{number}")
        for group, cases in groups.items()
        for number, case in enumerate(cases)
    ]


def fields(quantity: Quantity) -> Expected:
    return (
        quantity.text,
        quantity.value,
        quantity.value_max,
        quantity.qualifier,
        quantity.unit,
        quantity.per,
        quantity.kind,
    )


@pytest.mark.parametrize("case", load_cases())
def test_finds_what_a_reader_finds(case: Case) -> None:
    found = find_quantities(case.sentence)
    assert [fields(quantity) for quantity in found] == list(case.quantities)
    assert all(case.sentence[quantity.start : quantity.end] == quantity.text for quantity in found)


def test_half_of_the_cases_are_traps_or_hold_none() -> None:
    empty = [param for param in load_cases() if not param.values[0].quantities]
    assert len(empty) >= 100


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        pytest.param("30 bénévoles en 2022, 45 en 2023.", ["2022", "2023"], id="ellipsis"),
        pytest.param("12 ateliers depuis mai.", [None], id="no-year"),
    ],
)
def test_says_when(sentence: str, years: list[str | None]) -> None:
    assert [quantity.when for quantity in find_quantities(sentence)] == years


@pytest.mark.parametrize(
    ("sentence", "wholes"),
    [
        pytest.param(
            "Une vingtaine de participants dont 5 structures occupantes.",
            [None, "Une vingtaine de participants"],
            id="dont",
        ),
        pytest.param("45 inscrits, dont 12 femmes et 3 mineurs.", [None, "45 inscrits", "45 inscrits"], id="two-parts"),
        pytest.param("12 femmes et 8 hommes.", [None, None], id="coordination"),
    ],
)
def test_says_of_what_it_is_part(sentence: str, wholes: list[str | None]) -> None:
    assert [quantity.part_of for quantity in find_quantities(sentence)] == wholes


def test_unit_is_given_as_written_too() -> None:
    (quantity,) = find_quantities("Près de 30 adhérent·es")
    assert (quantity.unit, quantity.unit_text, quantity.public) == ("adhérent", "adhérent·es", None)
