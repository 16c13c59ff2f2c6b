"""Units of clean text where the platform or a writer broke a standard sentence."""

from __future__ import annotations

import pytest

from tiersimpact.formulas import read_units

PROJECTS = (
    "nouveaux projets ou actions (atelier, évènement, marché, ...) imprévus portés par des bénévoles ont émergés."
)


def units(text, grid):
    return [
        (text[unit.start : unit.end], unit.match.formula.id if unit.match and unit.match.formula else None)
        for unit in read_units(text, grid)
    ]


@pytest.mark.parametrize(
    "answer",
    ["Plus de 60 bals depuis la moisson.", "Un four. Deux bals. Trois lavoirs.", "Entre 3/4 bals par an (rue, pré…)"],
)
def test_free_sentences_in_the_number_slot(grid, answer):
    assert units(f"{answer} {PROJECTS}", grid) == [(f"{answer} {PROJECTS}", "projects")]


def test_an_empty_number_slot(grid):
    text = f"On a ri.\n\n{PROJECTS}\n\nOn a dansé."
    assert units(text, grid) == [("On a ri.", None), (PROJECTS, "projects"), ("On a dansé.", None)]


def test_a_whole_sentence_takes_nothing_from_before_it(grid):
    text = f"On a ri. 3 {PROJECTS}"
    assert units(text, grid) == [("On a ri.", None), (f"3 {PROJECTS}", "projects")]


def test_many_sentences_are_no_answer(grid):
    text = f"{'On a ri. ' * 6}{PROJECTS}"
    assert units(text, grid)[-1] == (PROJECTS, "projects")


def test_a_short_lead_in_is_known_by_its_list(grid):
    text = "Le projet a dégradé :\n- la mixité d'usages\n- le respect des espaces par les usagers"
    assert units(text, grid)[0] == ("Le projet a dégradé :", "spaces_worse")


def test_a_lead_in_of_something_else_is_no_standard_sentence(grid):
    text = "On a réparé :\n- la pompe\n- le four"
    assert {formula for _, formula in units(text, grid)} == {None}
