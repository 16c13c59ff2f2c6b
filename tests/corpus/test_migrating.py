"""A changed grid keeps its old annotations, by stated rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

import tiersimpact as ti
from tiersimpact.corpus import load_corpus, migrate_corpus, write_corpus
from tiersimpact.grid.migration import load_migration

RULES = """\
categories:
  - {from: lien_social, to: connaissance_vivant}
  - {from: [solidarite, reseaux], to: autonomie}
  - from: cadre_de_vie
    to: [autonomie, connaissance_vivant]
  - {from: innovation_publique, to: []}
publics:
  - {from: voisins, to: ecoliers}
  - {from: benevoles, to: [ecoliers, paysans]}
"""


@pytest.fixture
def rules(tmp_path):
    def rules_(text=RULES):
        path = tmp_path / "rules.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return rules_


@pytest.fixture
def migrated(tmp_path, rules, farm_grid):
    """Migrate statements of the shipped grid to the farms' grid."""

    def migrated_(*statements):
        write_corpus(statements, tmp_path / "old.jsonl")
        return migrate_corpus(tmp_path / "old.jsonl", load_migration(rules(), grid=farm_grid), grid=farm_grid)

    return migrated_


def test_renamed_and_merged(decided, migrated, farm_grid, tmp_path):
    quantity = ti.Quantity("les voisins", 0, 11, None, None, "approx", "voisin", None, None, "count", "voisins")
    old = decided(also=("solidarite", "reseaux"), heading="solidarite", quantities=(quantity,), note="vu")
    (new,) = migrated(old)
    assert (new.category, new.also, new.heading) == ("connaissance_vivant", ("autonomie",), "autonomie")
    assert new.family == farm_grid.family_of["connaissance_vivant"]
    assert new.publics == ("ecoliers",)
    assert new.public_spans == (ti.PublicSpan("ecoliers", "voisins", 4, 11),)
    assert new.quantities[0].public == "ecoliers"
    assert (new.status, new.note) == ("gold", "vu")
    write_corpus([new], tmp_path / "new.jsonl")
    assert load_corpus(tmp_path / "new.jsonl", grid=farm_grid) == [new]


def test_split(decided, migrated):
    split = decided(category="cadre_de_vie", family="effets_territoriaux", also=("solidarite",), note="vu")
    dropped = decided(2, category="innovation_publique", family="effets_territoriaux")
    first, second = migrated(split, dropped)
    assert (first.category, first.family, first.status) == (None, None, "to_review")
    assert first.also == ("autonomie", "connaissance_vivant")
    assert first.note == "vu; cadre_de_vie → autonomie | connaissance_vivant"
    assert (second.category, second.also, second.note) == (None, (), "innovation_publique → ?")


def test_a_public_that_is_split_keeps_its_words(decided, migrated):
    span = ti.PublicSpan("benevoles", "voisins", 4, 11)
    (new,) = migrated(decided(publics=("benevoles", "voisins"), public_spans=(span,)))
    assert new.publics == ("ecoliers", "paysans")
    assert [(span.public, span.text) for span in new.public_spans] == [
        ("ecoliers", "voisins"),
        ("paysans", "voisins"),
    ]
    assert (new.status, new.note) == ("to_review", "benevoles → ecoliers | paysans")


def test_none_is_lost(decided, migrated):
    old = [decided(number, category=None, family=None) for number in range(1, 30)]
    assert [(new.id, new.text) for new in migrated(*old)] == [(one.id, one.text) for one in old]


def test_an_id_without_rule_is_named(decided, migrated):
    with pytest.raises(ti.CorpusError, match=r"old.jsonl:2: category 'egalite_homme_femme' is not in the grid"):
        migrated(decided(), replace(decided(2), category="egalite_homme_femme", family="effets_collectifs"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            RULES.replace("to: autonomie}", "to: autonomi}"),
            "rules.yaml:3: 'autonomi' is not in the new grid. Did you mean",
        ),
        (RULES + "  - {from: voisins, to: ecoliers}\n", "rules.yaml:10: 'voisins' has two rules. Keep one"),
        (RULES.replace("{from: lien_social,", "{old: lien_social,"), "rules.yaml:2: categories.0.from: Field required"),
        (RULES.replace("categories:", "category:"), "rules.yaml:1: category: Extra inputs are not permitted"),
        ("categories: [", "not valid YAML"),
        ("3", "rules.yaml:1: file: Input should be"),
    ],
)
def test_rules_that_lead_nowhere_are_refused(text, message, rules, farm_grid):
    with pytest.raises(ti.GridError) as error:
        load_migration(rules(text), grid=farm_grid)
    assert message in str(error.value)


def test_rules_that_are_not_there(tmp_path, farm_grid):
    with pytest.raises(ti.GridError, match="the file of rules cannot be read"):
        load_migration(tmp_path / "absent.yaml", grid=farm_grid)
