"""Measures of a classifier, against figures worked out by hand and by scikit-learn."""

from __future__ import annotations

import pytest
from sklearn.metrics import f1_score

from tiersimpact.evaluation import Outcome, measure
from tiersimpact.evaluation.page import to_html
from tiersimpact.grid import load_grid


def outcome(category, shares, *, also=(), polarity="positive", said="positive", publics=(), found=()):
    ranked = dict(sorted(shares.items(), key=lambda share: -share[1]))
    accepted = frozenset((category, *also))
    return Outcome(category, accepted, ranked, polarity, said, frozenset(publics), frozenset(found))


OUTCOMES = [
    outcome("reseaux", {"reseaux": 0.9, "solidarite": 0.1}, publics=["voisins"], found=["voisins"]),
    outcome("reseaux", {"solidarite": 0.6, "reseaux": 0.4}, publics=["benevoles"], found=["voisins"]),
    outcome("reseaux", {"solidarite": 0.7, "reseaux": 0.3}, also=["solidarite"]),
    outcome("solidarite", {"solidarite": 0.8, "hors_grille": 0.2}, said="negative"),
    outcome("hors_grille", {"lien_social": 0.5, "reseaux": 0.2, "solidarite": 0.2, "hors_grille": 0.1}),
]


def test_accuracy():
    found = measure(OUTCOMES)
    assert (found.comments, found.top_1, found.top_3) == (5, 0.6, 0.8)
    assert found.polarity == 0.8
    assert found.off_grid == 0.8


def test_f1_is_scikit_learns():
    truth = ["reseaux", "reseaux", "solidarite", "solidarite", "hors_grille"]
    said = ["reseaux", "solidarite", "solidarite", "solidarite", "lien_social"]
    found = measure(OUTCOMES)
    names = ["reseaux", "solidarite", "hors_grille"]
    expected = f1_score(truth, said, labels=names, average=None, zero_division=0)
    assert [found.categories[name].f1 for name in names] == pytest.approx(list(expected))
    assert found.macro_f1 == pytest.approx(expected.mean())


def test_publics():
    found = measure(OUTCOMES)
    assert found.publics["voisins"].precision == 0.5
    assert found.publics["benevoles"].recall == 0.0
    assert found.publics_f1 == 0.5


def test_calibration_error_by_hand():
    # bins 0.5-0.6 (0 of 1 right), 0.6 (0 of 1), 0.7 (1 of 1), 0.8 (1 of 1), 0.9 (1 of 1)
    assert measure(OUTCOMES).calibration_error == pytest.approx((0.5 + 0.6 + 0.3 + 0.2 + 0.1) / 5)


def test_coverage():
    assert measure(OUTCOMES).coverage[0.7] == (0.6, 1.0)


def test_confusion_counts_every_comment():
    confusion = measure(OUTCOMES).confusion
    assert confusion["reseaux"] == {"solidarite": 2, "reseaux": 1}
    assert sum(sum(row.values()) for row in confusion.values()) == len(OUTCOMES)


def test_nothing_to_measure_on():
    with pytest.raises(ValueError, match="no comment"):
        measure([])


def test_the_page_shows_labels_and_both_classifiers():
    page = to_html(measure(OUTCOMES), shipped=measure(OUTCOMES[:1]), grid=load_grid())
    assert "Réseau de personnes" in page
    assert "classifieur livré" in page
    assert "100,0 %" in page
    assert page.index("Solidarité") < page.index("Réseau de personnes")  # as in the grid, not as by id
    assert "://" not in page
    assert "Content-Security-Policy" in page
