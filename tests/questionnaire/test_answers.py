"""What a report answers, slot by slot, with the quote that proves it."""

from __future__ import annotations

import json

import pytest

import tiersimpact as ti

REPORT = """EFFETS SOCIAUX ET URBAINS DU MOULIN ROUX

LIEN SOCIAL
Des interactions sociales ont été observées entre voisin·e·s du quartier et bénévoles.
Ces échanges ont été constatés dans la vie du projet et au retour de la pêche.
Ces rencontres ont lieu au moins deux fois par semaine.
On se dit bonjour.

CAPACITÉ À AGIR ++++
7 nouveaux projets ou actions (atelier, évènement, marché, ...) imprévus portés par des bénévoles ont émergés.

SOLIDARITÉ
Des échanges, dons ou mutualisations de petits services et de graines ont été observés entre :
- voisin·e·s du quartier
- les cousins du meunier

ÉGALITÉ FEMMES/HOMMES
Concernant les dirigeants et les publics, plus d'hommes que de femmes sont présent.e.s.
Concernant les résident.e.s et les occupant.e.s, autant de femmes que d'hommes sont présent.e.s.

ENTRETIEN DES ESPACES
Le projet a dégradé le respect des espaces par les usagers.

#meule #farine
"""


@pytest.fixture(scope="module")
def answers():
    return ti.analyze(text=REPORT, name="moulin").answers


def values(answers, category, slot):
    return [answer.value for answer in answers.questionnaire[category].slots[slot]]


@pytest.mark.parametrize(
    ("category", "slot", "expected"),
    [
        ("lien_social", "publics", ["voisins", "benevoles"]),
        ("lien_social", "occasions", ["dans la vie quotidienne du projet", "au retour de la pêche"]),
        ("lien_social", "frequency", ["au moins deux fois par semaine"]),
        ("capacite_agir", "number", ["7 nouveaux projets"]),
        ("capacite_agir", "porteurs", ["portés par des bénévoles"]),
        ("solidarite", "kinds", ["petits services", "graines"]),
        ("solidarite", "publics", ["voisins", "cousins du meunier"]),
        ("egalite_homme_femme", "comparison", ["moins de femmes que d'hommes", "autant de femmes que d'hommes"]),
        ("entretien_des_espaces", "spaces", ["le respect des espaces par les usagers"]),
    ],
)
def test_slots(answers, category, slot, expected):
    assert values(answers, category, slot) == expected


def test_an_answer_has_its_words_and_its_quote(answers):
    first, other = answers.questionnaire["lien_social"].slots["occasions"]
    assert (first.text, first.known, other.known) == ("dans la vie du projet", True, False)
    assert first.evidence.statement == "moulin:2"
    assert first.text in first.evidence.quote


def test_a_number_is_a_quantity_of_its_quote(answers):
    (answer,) = answers.questionnaire["capacite_agir"].slots["number"]
    quantity = answer.quantity
    assert (quantity.value, quantity.unit) == (7, "projet")
    assert answer.evidence.quote[quantity.start : quantity.end] == quantity.text


def test_a_comparison_says_of_whom(answers):
    found = answers.questionnaire["egalite_homme_femme"].slots["comparison"]
    assert [answer.publics for answer in found] == [("dirigeants", "grand_public_general"), ("occupants",)]


def test_direction_and_polarity(answers):
    found = answers.questionnaire
    assert {category: entry.direction for category, entry in found.items()} == {
        "lien_social": "positive",
        "capacite_agir": "positive",
        "solidarite": "positive",
        "egalite_homme_femme": "neutral",
        "entretien_des_espaces": "negative",
    }
    assert [answer.polarity for answer in found["entretien_des_espaces"].slots["spaces"]] == ["negative"]


def test_intensity_comments_and_keywords(answers):
    found = answers.questionnaire
    assert found["capacite_agir"].intensity.value == 4
    assert found["solidarite"].intensity is None
    assert [comment.quote for comment in found["lien_social"].comments] == ["On se dit bonjour."]
    assert answers.keywords == ("meule", "farine")


def test_the_dict_is_ready_for_json(answers):
    record = answers.to_dict()
    assert json.loads(json.dumps(record)) == record
    assert record["questionnaire"] == ti.analyze(text=REPORT, name="moulin").questionnaire()


@pytest.mark.parametrize(
    ("section", "category", "slot", "expected"),
    [
        pytest.param(
            "INNOVATION PUBLIQUE\nLa collaboration avec les partenaires publics et privés n'a pas fait évoluer leurs "
            "pratiques professionnelles.",
            "innovation_publique",
            "practices",
            [("n'a pas fait évoluer leurs pratiques professionnelles", "neutral")],
            id="the-sentence-is-the-answer",
        ),
        pytest.param(
            "ENTRETIEN DES ESPACES\nLe projet n'a pas permis d'améliorer la mixité d'usages.",
            "entretien_des_espaces",
            "spaces",
            [("la mixité d'usages", "neutral")],
            id="denied",
        ),
        pytest.param(
            "SANTÉ\n- certains personnes se d'un inconfort\n- d'une plus grande confiance en eux",
            "sante_bien_etre",
            "effects",
            [
                ("certaines personnes se sont plaintes d'un inconfort", "negative"),
                ("d'une plus grande confiance en eux", "positive"),
            ],
            id="no-lead-in-and-a-lost-verb",
        ),
        pytest.param(
            "LIEN SOCIAL\nCes interactions sociales ont été observées lors d'évènements grand public qui ont lieu "
            "trois fois par an.",
            "lien_social",
            "frequency",
            [("trois fois par an", "positive")],
            id="frequency-inside-another-sentence",
        ),
        pytest.param(
            "RÉSEAUX\nLa création de réseaux de personnes entre bénévoles, autour d'un besoin commun ou d'une envie, "
            "a été observée.",
            "reseaux",
            "autour",
            [("autour d'un besoin commun ou d'une envie", "positive")],
            id="slots-in-another-order",
        ),
        pytest.param(
            "LIEN SOCIAL\nCes rencontres ont lieu le soir des vendanges.",
            "lien_social",
            "frequency",
            [("le soir des vendanges", "neutral")],
            id="no-figure",
        ),
    ],
)
def test_one_section(section, category, slot, expected):
    found = ti.analyze(text=section).answers.questionnaire[category].slots[slot]
    assert [(answer.value, answer.polarity) for answer in found] == expected


def test_a_sentence_printed_twice_answers_once():
    sentence = "Des interactions sociales ont été observées entre voisin·e·s du quartier."
    answers = ti.analyze(text=f"LIEN SOCIAL\n{sentence}\n\n{sentence}").answers
    assert values(answers, "lien_social", "publics") == ["voisins"]
    assert len(answers.questionnaire["lien_social"].answers) == 2


def test_an_empty_slot_has_no_answer():
    text = "LIEN SOCIAL\nCes échanges ont été constatés :\n\nCes rencontres ont lieu."
    assert ti.analyze(text=text).answers.questionnaire["lien_social"].slots == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("SOLIDARITÉ +++\nOn partage.", 3, id="heading"),
        pytest.param("SOLIDARITÉ\nOn partage. ++", 2, id="sentence"),
        pytest.param("SOLIDARITÉ\nOn partage. +", 1, id="one-mark-at-the-line-end"),
        pytest.param("SOLIDARITÉ\nOn partage 2 + 2 outils.", None, id="sum"),
        pytest.param("SOLIDARITÉ\nOn partage des cours de C++.", None, id="name"),
    ],
)
def test_intensities(text, value):
    intensity = ti.analyze(text=text).answers.questionnaire["solidarite"].intensity
    assert (intensity and intensity.value) == value


def test_an_intensity_alone_is_an_answer():
    answers = ti.analyze(text="SOLIDARITÉ ++\n\nRÉSEAUX\nUn club est né.").answers
    assert answers.questionnaire["solidarite"].intensity.quote == "SOLIDARITÉ ++"
    assert answers.questionnaire["solidarite"].comments == ()
