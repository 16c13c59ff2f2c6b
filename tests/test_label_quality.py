"""The annotations most in doubt are found; the ranking is cleanlab's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from cleanlab.rank import get_label_quality_scores

import tiersimpact as ti
from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.label_quality import _SCORES

THEMES = {
    "solidarite": ["prêt d'une échelle", "don de vaisselle", "prêt d'un tracteur", "don de graines", "échelle prêtée"],
    "sante_bien_etre": ["elle dort la nuit", "moins de stress", "le dos va mieux", "le stress passe", "il dort mieux"],
    None: ["ouvert le mardi", "12 rue du Four", "budget voté le mardi", "rue en pierre", "photo de la rue du Four"],
}
WRONG = "lieu-2:prêt d'un tracteur"


def corpus():
    """Ten reports that say two sentences on each theme; the second gives one under a wrong category."""
    statements = [
        AnnotatedStatement(
            report=f"lieu-{i}", id=f"lieu-{i}:{text}", text=text, start=0, end=1, sources=(), kind="verbatim",
            family=None, category=category, also=(), heading=None, polarity="positive" if category else "neutral",
            publics=(), public_spans=(), quantities=(), annotator="lise", status="gold",
        )
        for category, texts in THEMES.items()
        for i in range(10)
        for text in (texts[i % 5], texts[(i + 1) % 5])
    ]  # fmt: skip
    wrong = [statement.id for statement in statements].index(WRONG)
    statements[wrong] = replace(statements[wrong], category="sante_bien_etre")
    return statements


@pytest.fixture(scope="module")
def doubts():
    return ti.label_errors(corpus())


def test_the_wrong_annotation_is_found(doubts):
    found = {doubt.statement.id: doubt for doubt in doubts}[WRONG]
    assert (found.statement.category, found.proposal) == ("sante_bien_etre", "solidarite")
    assert found.statement in corpus()
    assert 0 <= found.score < 0.5 < 1
    assert 0 < found.probability <= 1


def test_the_most_doubtful_come_first(doubts):
    assert [doubt.score for doubt in doubts] == sorted(doubt.score for doubt in doubts)
    assert all(doubt.proposal != doubt.statement.category for doubt in doubts)


def test_what_the_annotator_accepts_is_no_doubt():
    statements = [
        replace(row, also=tuple(name for name in THEMES if name not in (None, row.category))) for row in corpus()
    ]
    assert all(doubt.proposal is None or doubt.statement.category is None for doubt in ti.label_errors(statements))


def test_keywords_and_standard_sentences_are_not_judged():
    statements = [replace(row, kind="formula") for row in corpus()]
    assert ti.label_errors(statements) == []


@pytest.mark.parametrize("method", _SCORES)
def test_scores_are_cleanlabs(method):
    names = [None, "solidarite", "sante_bien_etre"]
    shares = np.random.default_rng(0).dirichlet(np.ones(3), size=30)
    labels = np.arange(30) % 3
    rows = [replace(corpus()[0], category=names[label]) for label in labels]
    ours = [_SCORES[method](row, dict(zip(names, share, strict=True))) for row, share in zip(rows, shares, strict=True)]
    assert ours == pytest.approx(get_label_quality_scores(labels, shares, method=method))


def test_bad_arguments():
    with pytest.raises(ValueError, match="it may be normalized_margin, self_confidence"):
        ti.label_errors(corpus(), method="margin")
    with pytest.raises(ValueError, match="splits"):
        ti.label_errors(corpus(), folds=11)
