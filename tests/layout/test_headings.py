from __future__ import annotations

import re

import pytest
from rapidfuzz import fuzz

from tiersimpact.french import fold
from tiersimpact.layout import Heading, heading_index
from tiersimpact.layout.headings import MIN_FUZZY, MIN_LIKENESS


@pytest.mark.parametrize(
    ("line", "kind", "name"),
    [
        pytest.param("LIEN SOCIAL", "category", "lien_social", id="capitals"),
        pytest.param("Lien social", "category", "lien_social", id="small"),
        pytest.param("Lien individuel", "category", "lien_social", id="alias"),
        pytest.param("CAPACITE A AGIR", "category", "capacite_agir", id="no-accents"),
        pytest.param("Capacité d’agir", "category", "capacite_agir", id="curly-apostrophe"),
        pytest.param("SANTÉ (ET BIEN-ÊTRE)", "category", "sante_bien_etre", id="bracket"),
        pytest.param("Santé & bien-être", "category", "sante_bien_etre", id="ampersand"),
        pytest.param("2.1 Solidarité", "category", "solidarite", id="numbered"),
        pytest.param("III - Innovation publique", "category", "innovation_publique", id="roman"),
        pytest.param("b) Réseaux", "category", "reseaux", id="lettered"),
        pytest.param("★ Insertion professionnelle :", "category", "insertion_professionnelle", id="icon-and-colon"),
        pytest.param("ÉGALITÉ FEMMES / HOMMES", "category", "egalite_homme_femme", id="blanks-around-slash"),
        pytest.param("Egalité hommes-femmes", "category", "egalite_homme_femme", id="other-order"),
        pytest.param("Sentiment d'apartenance ou d'exclusion", "category", "appartenance_exclusion", id="typo"),
        pytest.param("Services publics et de proxmité", "category", "services_publics", id="typo-2"),
        pytest.param("Cadre de vie et attractivité du quartier", "category", "cadre_de_vie", id="long"),
        pytest.param("ENTRETIEN DES ESPACES", "category", "entretien_des_espaces", id="spaces"),
        pytest.param("Appartenance / exclusion", "category", "appartenance_exclusion", id="heading-and-word"),
        pytest.param("PARTAGE ET SOLIDARITÉ", "category", "solidarite", id="word-and-heading"),
        pytest.param("Effets sur la santé et le bien-être", "category", "sante_bien_etre", id="presented-as-effects"),
        pytest.param("Rubrique 4 : Capacité à agir", "category", "capacite_agir", id="presented-by-number"),
        pytest.param("Effets territoriaux", "family", "effets_territoriaux", id="family-alias"),
        pytest.param("EFFETS SUR LE QUARTIER ET LE TERRITOIRE", "family", "effets_territoriaux", id="family"),
        pytest.param("Effets individuels", "family", "effets_individuels", id="family-small"),
        pytest.param("EFFETS SOCIAUX ET URBAINS DU FOURNIL", "title", None, id="title"),
        pytest.param("Mentions légales", "outside", None, id="outside"),
        pytest.param("QUI SOMMES-NOUS ?", "outside", None, id="outside-question"),
    ],
)
def test_recognised(grid, line, kind, name):
    assert heading_index(grid).find(line) == Heading(kind, name)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Un lien social se crée au four.", id="sentence"),
        pytest.param("La solidarité des voisins nous porte.", id="sentence-with-name"),
        pytest.param("12", id="figure"),
        pytest.param("", id="empty"),
        pytest.param("Solide", id="short-neighbour"),
        pytest.param("Le réseau de chaleur", id="other-network"),
        pytest.param("Mobilité", id="other-rubric"),
        pytest.param("Effets sur la circulation", id="effects-on-nothing-of-the-grid"),
        pytest.param("Les effets de la fête sur les réseaux", id="sentence-about-effects"),
        pytest.param("Solidarité et réseaux", id="two-categories"),
        pytest.param("Emploi, formation", id="words-without-heading"),
        pytest.param("Santé " * 30, id="too-long"),
    ],
)
def test_no_heading(grid, line):
    assert heading_index(grid).find(line) is None


def test_every_label_and_alias_is_found(grid):
    index = heading_index(grid)
    lost = [
        (entry.id, heading)
        for entry in grid.categories.values()
        for heading in (entry.label, *entry.headings)
        for line in (heading, heading.upper(), f"1. {heading}", f"{heading} :")
        if index.find(line) != Heading("category", entry.id)
    ]
    assert lost == []


def test_misspellings_may_be_refused(grid):
    index = heading_index(grid)
    assert index.find("Innovaton publique") == Heading("category", "innovation_publique")
    assert index.find("Innovaton publique", fuzzy=False) is None


def test_whatever_is_like_enough_is_found(grid):
    headings = [" ".join(re.findall(r"\w+", fold(text))) for each in grid.categories.values() for text in each.headings]
    headings = [heading for heading in headings if len(heading) >= MIN_FUZZY]
    for heading in headings:
        middle = len(heading) // 2
        for n_lost in range(1, 5):
            line = " ".join(f"{heading[:middle]}{heading[middle + n_lost :]}".split())
            if len(line) >= MIN_FUZZY and max(fuzz.ratio(line, other) for other in headings) >= MIN_LIKENESS:
                assert heading_index(grid).find(line) is not None, line
