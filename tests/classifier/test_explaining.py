"""A statement says why it was filed where it was, also after a way through another process."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

import tiersimpact as ti

RAW = "SANTÉ\nElles se prêtent des outils."


@pytest.fixture(scope="module")
def statement():
    return ti.analyze(text=RAW).statements[0]


def test_what_the_heading_said_and_the_words(statement):
    why = statement.explain()
    assert (why.category, why.heading, why.source) == ("sante_bien_etre", "sante_bien_etre", "heading")
    assert next(iter(why.probabilities)) == "solidarite"
    assert {"prêtent", "outils"} <= set(dict(why.words))
    assert "the words say solidarite" in str(why)


def test_the_explanation_survives_pickling(statement):
    sent = pickle.dumps(statement)
    assert len(sent) < 100_000  # the classifier stays behind
    assert pickle.loads(sent).explain() == statement.explain()


def test_a_standard_sentence_and_a_keyword_explain_themselves():
    formula, keyword = ti.analyze(text="Aucun échange, don ou mutualisation n'a été observé.\n\n#couture").statements
    assert formula.explain().category == "solidarite"
    assert keyword.explain().words == ()


def test_a_statement_from_elsewhere_has_nothing_to_say(statement):
    with pytest.raises(ValueError, match="was not read by"):
        replace(statement, explainer=None).explain()


def test_the_record_does_not_change(statement):
    assert not {"explainer", "origin"} & set(statement.to_dict())
