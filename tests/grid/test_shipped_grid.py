"""The grid that ships with the package: the contract's ids and labels."""

from __future__ import annotations

import pytest

import tiersimpact as ti

FAMILIES = {
    "effets_individuels": {
        "lien_social": "Lien social",
        "sante_bien_etre": "Santé (et bien-être)",
        "insertion_professionnelle": "Insertion professionnelle",
        "capacite_agir": "Capacité à agir",
    },
    "effets_collectifs": {
        "solidarite": "Solidarité",
        "reseaux": "Réseau de personnes",
        "appartenance_exclusion": "Sentiment d'inclusion ou d'exclusion",
        "egalite_homme_femme": "Égalité femmes/hommes",
    },
    "effets_territoriaux": {
        "cadre_de_vie": "Cadre de vie et attractivité du quartier",
        "entretien_des_espaces": "Entretien des espaces",
        "services_publics": "Services publics et de proximité",
        "innovation_publique": "Innovation publique",
    },
}
PUBLICS = [
    "visiteurs",
    "voisins",
    "acteurs_quartier",
    "publics_en_difficulte",
    "travailleurs_site",
    "benevoles",
    "occupants",
    "equipe_gestion",
    "dirigeants",
    "grand_public_general",
]


def test_categories_are_the_contract_s(grid):
    shipped = {family.id: {entry.id: entry.label for entry in family.categories} for family in grid.families}
    assert shipped == FAMILIES


def test_publics_are_the_contract_s(grid):
    assert list(grid.public_types) == PUBLICS


def test_every_category_knows_its_family(grid):
    assert grid.family_of == {entry: family for family, entries in FAMILIES.items() for entry in entries}


def test_every_category_has_a_standard_sentence(grid):
    assert [entry.id for entry in grid.categories.values() if not entry.formulas] == []


def test_options_fill_a_slot_of_their_category(grid):
    strangers = [
        (entry.id, option.text)
        for entry in grid.categories.values()
        for option in entry.options
        if not any(f"{{{option.slot}}}" in text for f in entry.formulas for text in (f.text, *f.variants))
    ]
    assert strangers == []


def test_answers_and_slots_are_listed(grid):
    listed = {slot.id for slot in grid.slots}
    used = {formula.answer.slot for entry in grid.categories.values() for formula in entry.formulas if formula.answer}
    assert used | {option.slot for entry in grid.categories.values() for option in entry.options} <= listed


def test_loaded_once(grid):
    assert ti.load_grid() is grid


def test_fingerprint_tells_grids_apart(grid, farm_grid, farm_path):
    assert farm_grid.fingerprint != grid.fingerprint
    assert ti.Grid.from_yaml(farm_path).fingerprint == farm_grid.fingerprint


def test_grid_is_frozen(grid):
    with pytest.raises(ValueError, match="frozen"):
        grid.name = "autre"
