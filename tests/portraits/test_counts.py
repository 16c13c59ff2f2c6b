"""What the page counts: statements, once where they belong, with their doubts."""

from __future__ import annotations

import pytest

import tiersimpact as ti
from tiersimpact.portraits.comparing import compare
from tiersimpact.portraits.counting import Count, count_polarities, tabulate
from tiersimpact.portraits.places import describe_place, sort_measures

CATEGORIES = {"lien_social": "Lien social", "solidarite": "Solidarité", "reseaux": "Réseau de personnes"}
PUBLICS = {"voisins": "Voisin·e·s", "benevoles": "Bénévoles"}


@pytest.fixture
def halle(lively):
    return describe_place("r1", lively)


@pytest.fixture
def moulin(quiet):
    return describe_place("r2", quiet)


def test_a_statement_that_names_two_publics_counts_in_both_rows(halle):
    rows = tabulate(halle.entries, ("public", PUBLICS), ("category", CATEGORIES))
    totals = {row.label: [sum(count.total for count in cell.counts) for cell in row.cells] for row in rows}
    assert totals == {"Voisin·e·s": [2, 0, 0], "Bénévoles": [2, 1, 0]}


def test_polarities_are_counted_apart(halle):
    assert [(count.polarity, count.total) for count in count_polarities(halle.entries)] == [
        ("positive", 3),
        ("negative", 1),
    ]


def test_what_is_to_be_read_again_is_counted(moulin):
    unsure = [entry for entry in moulin.entries if entry.needs_review]
    assert unsure
    assert sum(count.n_review for count in count_polarities(moulin.entries)) == len(unsure)
    assert count_polarities(unsure[:1]) == (Count(unsure[0].card.statement.polarity, 1, 1),)


def test_statements_without_heading_are_there_for_their_words_alone():
    text = "Les voisins se prêtent leurs outils et s'entraident pour les courses des plus âgés."
    place = describe_place("r1", ti.analyze(text=text))
    figures = {figure.label: figure.value for figure in place.figures}
    assert figures["classés d'après leurs mots seuls"] == 1
    assert figures["hors grille"] == 0


def test_an_effect_has_the_answers_of_the_questionnaire(halle):
    effects = {effect.label: effect for _, effects in halle.families for effect in effects}
    social = effects["Lien social"]
    assert (social.direction, social.intensity) == ("positive", 2)
    assert social.slots == [
        ("Entre qui", [("Voisin·e·s du quartier", "positive"), ("Bénévoles", "positive")]),
    ]
    assert effects["Solidarité"].direction is None
    assert effects["Innovation publique"].counts == ()
    assert halle.keywords == ("jardin",)


def test_quantities_are_sorted_within_their_unit_and_the_vague_come_last(halle, moulin):
    (counts, found), (often, meals) = sort_measures([*halle.measures, *moulin.measures])
    assert (counts, often) == ("count", "frequency")
    assert [measure.quantity.text for measure in found] == [
        "Une trentaine de bénévoles", "Douze bénévoles", "Aucune interaction", "300", "Quelques voisines",
    ]  # fmt: skip
    assert [measure.figure for measure in found] == ["environ 30", "12", "0", "300", ""]
    assert [measure.figure for measure in meals] == ["1\u202f200"]


def test_only_the_vague_quantity_of_a_statement_is_vague():
    text = "SANTÉ\n\nQuelques voisins et douze bénévoles dorment mieux."
    place = describe_place("r1", ti.analyze(text=text))
    assert [("vague" in measure.checks) for measure in place.measures] == [True, False]


def test_places_that_disagree_are_told_apart(halle, moulin):
    social, help_, network = compare([halle, moulin], "category", CATEGORIES)
    assert social.silent == []
    assert social.directions == {"positive": ["la-halle"], "neutral": ["le-moulin"]}
    assert (help_.speaking, help_.silent) == (["la-halle"], ["le-moulin"])
    assert network.speaking == []


def test_a_public_has_no_direction(halle, moulin):
    neighbours, volunteers = compare([halle, moulin], "public", PUBLICS)
    assert neighbours.speaking == ["la-halle"]
    assert volunteers.speaking == ["la-halle", "le-moulin"]
    assert volunteers.directions == {}
