"""Category by heading and by standard sentence; null rather than a guess."""

from __future__ import annotations

import pytest

from tiersimpact.classifier import judge
from tiersimpact.repair import repair
from tiersimpact.segment import split_statements


def judged(raw):
    return list(judge(split_statements(repair(raw).text)))


NETWORK = "La création de réseaux de personnes a été observée entre des bénévoles."
IMAGE = "Le projet a permis d'améliorer l'image du quartier."


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("SANTÉ\nOn dort mieux.", [("sante_bien_etre", "heading")], id="heading"),
        pytest.param(NETWORK, [("reseaux", "text")], id="text"),
        pytest.param(f"RÉSEAUX\n{NETWORK}", [("reseaux", "both")], id="both"),
        pytest.param(f"SANTÉ\n{NETWORK}", [("reseaux", "text")], id="standard-sentence-whose-heading-is-lost"),
        pytest.param(
            f"RÉSEAUX\n{NETWORK}\n\nUne fanfare est née.",
            [("reseaux", "both"), ("reseaux", "heading")],
            id="comment-under-both",
        ),
        pytest.param(f"{NETWORK}\n\nUne fanfare est née.", [("reseaux", "text")] * 2, id="comment-inherits"),
        pytest.param(
            f"SANTÉ\nOn dort.\n\n{NETWORK}\n\nUne fanfare est née.",
            [("sante_bien_etre", "heading"), ("reseaux", "text"), ("reseaux", "text")],
            id="comment-inherits-against-the-heading",
        ),
        pytest.param(
            f"{NETWORK}\n\nSANTÉ\n\nOn dort.",
            [("reseaux", "text"), ("sante_bien_etre", "heading")],
            id="heading-ends-it",
        ),
        pytest.param(f"ENTRETIEN DES ESPACES\n{IMAGE}", [("entretien_des_espaces", "both")], id="also-in"),
        pytest.param(f"CADRE DE VIE\n{IMAGE}", [("cadre_de_vie", "both")], id="own"),
        pytest.param(IMAGE, [("cadre_de_vie", "text")], id="no-heading"),
        pytest.param("MENTIONS LÉGALES\nImprimé à la cave.", [(None, "heading")], id="outside"),
        pytest.param("On dort mieux.", [(None, None)], id="nothing-known"),
        pytest.param("EFFETS COLLECTIFS\n\nOn dort mieux.", [(None, None)], id="family-only"),
        pytest.param("#bal", [(None, None)], id="keyword"),
        pytest.param("SANTÉ\n#bal", [(None, None)], id="keyword-under-heading"),
        pytest.param(f"MENTIONS LÉGALES\n{NETWORK}", [("reseaux", "text")], id="standard-sentence-outside"),
    ],
)
def test_category_and_source(raw, expected):
    assert [(judgement.category, judgement.source) for judgement in judged(raw)] == expected


@pytest.mark.parametrize(
    ("raw", "review"),
    [
        pytest.param("On dort mieux.", True, id="nothing-known"),
        pytest.param("SANTÉ\nOn dort mieux.", False, id="heading"),
        pytest.param(NETWORK, False, id="text"),
        pytest.param("#bal", False, id="keyword"),
        pytest.param("CONTACT\nPar la cave.", False, id="outside"),
    ],
)
def test_needs_review(raw, review):
    (judgement,) = judged(raw)
    assert judgement.needs_review is review
    assert bool(judgement.warnings) is review


def test_a_disagreement_is_kept_as_a_warning():
    first, second = judged(f"SANTÉ\n\n{NETWORK}\n\nUne fanfare est née.")
    assert "sante_bien_etre" in " ".join(first.warnings)
    assert "sante_bien_etre" in " ".join(second.warnings)


def test_agreement_needs_no_warning():
    assert [judgement.warnings for judgement in judged(f"RÉSEAUX\n\n{NETWORK}\n\nUne fanfare est née.")] == [(), ()]


def test_items_follow_their_lead_in():
    raw = (
        "SOLIDARITÉ\n\nIl a été observé que certaines personnes se sentent faire partie d'un groupe autour "
        "du projet :\n"
        "- elles ont leur tasse au crochet\n- elles gardent la clé du four le dimanche matin"
    )
    assert [judgement.category for judgement in judged(raw)] == ["appartenance_exclusion"] * 2


@pytest.mark.parametrize(
    ("item", "polarity"),
    [
        pytest.param("d'une plus grande confiance en eux", "positive", id="same-as-its-sentence"),
        pytest.param("d'un inconfort, d'un stress ou de conflits", "negative", id="turns-it-round"),
        pytest.param("d'inconfort, de stress ou de conflits", "negative", id="without-articles"),
        pytest.param("d'une dégradation des conditions de travail", "negative", id="another-wording"),
        pytest.param("de ne plus subir d'inconfort, de stress ou de conflits", "positive", id="denied"),
        pytest.param("d'un recul des conflits, du stress et de l'inconfort", "positive", id="diminished"),
        pytest.param("d'un sommeil plus long", "positive", id="free-words"),
    ],
)
def test_an_item_that_turns_its_sentence_round(item, polarity):
    raw = f"SANTÉ\n\nCertaines personnes ont fait part ou ont paru :\n- se sentir mieux\n- {item}"
    assert [judgement.polarity for judgement in judged(raw)] == ["positive", polarity]


def test_good_news_do_not_turn_a_complaint_round():
    raw = (
        "INCLUSION / EXCLUSION\n\nIl a été observé que certaines personnes se sentent exclues du projet :\n"
        "- elles n'osent pas pousser la porte\n- celles qui gagneraient en autonomie si le bus passait"
    )
    assert [judgement.polarity for judgement in judged(raw)] == ["negative", "negative"]


def test_the_first_comments_of_a_section_keep_its_heading():
    raw = f"SOLIDARITÉ\n\nOn se prête tout.\n\nRÉSEAUX\n\n{NETWORK}\n"
    assert [judgement.category for judgement in judged(raw)] == ["solidarite", "reseaux"]
