"""A network brings its own grid, of another domain: the same calls, no category id in the code."""

from __future__ import annotations

import pytest

import tiersimpact as ti


@pytest.fixture(scope="module")
def analysis(farm_path, farm_grid):
    return ti.analyze(farm_path.with_name("ferme.txt"), grid=farm_grid)


def test_statements_end_to_end(analysis):
    found = [
        (statement.kind, statement.family, statement.category, statement.category_source, statement.text)
        for statement in analysis.statements
    ]
    assert found == [
        (
            "formula",
            "effets_eleves",
            "connaissance_vivant",
            "both",
            "Les élèves ont observé de près pendant la visite : des animaux et leurs petits, "
            "des éleveur·euse·s au travail",
        ),
        (
            "verbatim",
            "effets_eleves",
            "connaissance_vivant",
            "heading",
            "Une classe de grande section a compté 14 poussins.",
        ),
        ("formula", "effets_eleves", "autonomie", "both", "Certains élèves ont apris à soigner les bêtes sans aide."),
        (
            "formula",
            "effets_sol",
            "fertilite",
            "both",
            "Le compost de la ferme a remplacé 30 % des engrais achetés.",
        ),
        ("verbatim", "effets_sol", "fertilite", "heading", "Les chasseurs laissent la haie tranquille."),
        ("verbatim", None, None, "heading", "Par le chemin creux."),
    ]


def test_publics_and_their_rubric(analysis):
    assert [statement.publics for statement in analysis.statements] == [
        ("ecoliers", "paysans"),
        ("ecoliers",),
        ("ecoliers",),
        (),
        ("chasseurs",),
        (),
    ]


def test_tables_and_questionnaire_speak_the_grid_s_language(analysis):
    assert set(analysis.to_frame("publics")["public_label"]) == {
        "Écolier·ère·s",
        "Paysan·ne·s",
        "Chasseur·euse·s",
    }
    assert list(analysis.questionnaire()) == ["connaissance_vivant", "autonomie", "fertilite"]


def test_a_standard_sentence_without_its_heading(farm_grid):
    analysis = ti.analyze(text="Le compost de la ferme a remplacé la moitié des engrais achetés.", grid=farm_grid)
    assert [(s.category, s.category_source) for s in analysis.statements] == [("fertilite", "text")]


def test_the_shipped_grid_knows_nothing_of_it(farm_path):
    statements = ti.analyze(farm_path.with_name("ferme.txt")).statements
    assert {statement.kind for statement in statements} == {"verbatim"}
    assert {statement.category_source for statement in statements} <= {"text", None}
