"""Several annotators' files become one; nothing is overwritten silently."""

from __future__ import annotations

import pytest

import tiersimpact as ti
from tiersimpact.corpus import merge_corpora

OTHERWISE = {"annotator": "omar", "category": "solidarite", "family": "effets_collectifs", "polarity": "mixed"}


def test_what_one_alone_decided_is_kept_in_the_order_of_the_text(decided):
    merged = merge_corpora({"a": [decided(3), decided(1)], "b": [decided(2), decided(4)]})
    assert [statement.id for statement in merged] == [f"la-cale:{number}" for number in (1, 2, 3, 4)]


def test_the_same_decision_is_signed_by_both(decided):
    first = decided(note="sûre", decided_at="2026-03-01T10:00:00Z", also=("solidarite", "reseaux"))
    second = decided(annotator="omar", decided_at="2026-03-02T10:00:00Z", also=("reseaux", "solidarite"), flagged=True)
    (merged,) = merge_corpora({"a": [first], "b": [second]})
    assert (merged.annotator, merged.note, merged.flagged) == ("lise, omar", "sûre", True)
    assert (merged.decided_at, merged.also) == ("2026-03-02T10:00:00Z", ("solidarite", "reseaux"))


def test_another_decision_is_refused(decided):
    corpora = {"a": [decided(), decided(2)], "b": [decided(**OTHERWISE), decided(2, status="todo")]}
    with pytest.raises(ti.CorpusError) as error:
        merge_corpora(corpora)
    assert str(error.value) == (
        "b: statement 'la-cale:1' has another category, polarity than in a, and 1 more statements differ. "
        "Say what shall become of them: first, last, latest, review."
    )


@pytest.mark.parametrize(("policy", "annotator"), [("first", "lise"), ("last", "omar"), ("latest", "lise")])
def test_a_decision_is_chosen(decided, policy, annotator):
    first = decided(decided_at="2026-03-05T10:00:00Z")
    second = decided(**OTHERWISE, decided_at="2026-03-02T10:00:00Z")
    (merged,) = merge_corpora({"a": [first], "b": [second]}, on_conflict=policy)
    assert merged.annotator == annotator


def test_the_latest_needs_a_time(decided):
    with pytest.raises(ti.CorpusError, match="does not say when 'lise' decided"):
        merge_corpora({"a": [decided()], "b": [decided(**OTHERWISE)]}, on_conflict="latest")


def test_review_keeps_every_candidate(decided):
    third = decided(annotator="ève", category=None, family=None, note="vague", flagged=True)
    (merged,) = merge_corpora({"a": [decided()], "b": [decided(**OTHERWISE)], "c": [third]}, on_conflict="review")
    assert (merged.category, merged.also, merged.status) == ("lien_social", ("solidarite",), "to_review")
    assert merged.note == "vague; lise: lien_social, positive; omar: solidarite, mixed; ève: None, positive"
    assert merged.flagged


@pytest.mark.parametrize("policy", ["refuse", "first", "review"])
def test_another_text_is_another_statement(decided, policy):
    with pytest.raises(ti.CorpusError, match="b: statement 'la-cale:1' has another text than in a"):
        merge_corpora({"a": [decided()], "b": [decided(text="les voisins chantent")]}, on_conflict=policy)


def test_an_unknown_policy(decided):
    with pytest.raises(ValueError, match="it may be refuse, first, last, latest, review"):
        merge_corpora({"a": [decided()]}, on_conflict="any")
