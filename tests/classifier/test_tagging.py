"""Publics that no lexicon lists: learned from annotated mentions, joined into spans, merged with listed ones."""

from __future__ import annotations

import numpy as np
import pytest

from tiersimpact.classifier.contexts import ContextIndex, context_features, read_content
from tiersimpact.classifier.examples import Example
from tiersimpact.classifier.tagger_training import train_tagger
from tiersimpact.classifier.tagging import merge_publics
from tiersimpact.records import PublicSpan

PEOPLE = {"occupants": ["potiers", "luthiers", "verriers"], "voisins": ["mamies", "gamins", "retraités"]}
PATTERNS = {
    "occupants": ["les {} du rez-de-chaussée exposent", "nos {} du rez-de-chaussée aident"],
    "voisins": ["les {} de la rue passent", "plusieurs {} de la rue jardinent"],
}


def mention(public, person, pattern):
    text = pattern.format(person)
    start = text.index(person)
    end = text.index(" exposent") if " exposent" in text else text.rindex(" ")
    return Example(text, "lieu", "reseaux", "positive", publics=(PublicSpan(public, text[start:end], start, end),))


def examples():
    named = [
        mention(public, person, pattern)
        for public, people in PEOPLE.items()
        for person in people
        for pattern in PATTERNS[public]
    ]
    plain = [Example(text, "lieu", "reseaux", "positive") for text in ("le jardin du haut", "un four neuf", "la rue")]
    return named + plain


@pytest.fixture(scope="module")
def tagger():
    return train_tagger(examples())


def test_finds_a_mention_it_learned(tagger):
    (spans,) = tagger.find(["les potiers du rez-de-chaussée exposent"])
    assert [(s.public, s.text) for s in spans] == [("occupants", "potiers du rez-de-chaussée")]


def test_the_context_tells_who_an_unseen_word_names(tagger):
    (spans,) = tagger.find(["plusieurs sculpteurs de la rue jardinent"])
    assert [s.public for s in spans] == ["voisins"]


@pytest.mark.parametrize("text", ["", "…", "un four neuf", "de la du des"])
def test_finds_nothing_where_nobody_is_named(tagger, text):
    assert tagger.find([text]) == [[]]


def test_statements_read_together_are_read_as_alone(tagger):
    texts = ["les potiers exposent", "", "un four neuf", "plusieurs sculpteurs de la rue jardinent", "nos verriers"]
    assert tagger.find(texts) == [spans for text in texts for spans in tagger.find([text])]
    assert tagger.find([]) == []


def test_every_named_feature_is_found_by_its_numbers(tagger):
    content = read_content("les potiers du rez-de-chaussée exposent, 3 mamies de la rue passent")
    unknown = len(tagger.index)
    named = [[tagger.index.get(name, unknown) for name in names] for names in context_features(content)]
    found = np.stack(ContextIndex(tagger.index).find([content.text]).features, axis=1)
    assert found.tolist() == named
    assert {row for rows in named for row in rows} > {unknown}


def test_slicing_the_text_gives_the_mention(tagger):
    text = "👩‍🎨  nos verriers du rez-de-chaussée aident"
    (spans,) = tagger.find([text])
    assert spans
    assert all(text[span.start : span.end] == span.text for span in spans)


def test_standard_sentences_teach_nothing():
    formulas = [Example(e.text, e.report, e.category, e.polarity, formula=True, publics=e.publics) for e in examples()]
    assert train_tagger([*formulas, Example("le jardin", "lieu", "reseaux", "positive")]) is None


def test_same_examples_same_tagger(tagger):
    again = train_tagger(examples())
    assert (again.weights == tagger.weights).all()
    assert again.index == tagger.index


def test_a_listed_name_wins_over_a_learned_one():
    listed = [PublicSpan("benevoles", "bénévoles du rez", 4, 20)]
    learned = [PublicSpan("occupants", "rez-de-chaussée", 17, 32), PublicSpan("voisins", "mamies", 40, 46)]
    assert [span.public for span in merge_publics(listed, learned)] == ["benevoles", "voisins"]


def test_a_learned_name_that_only_touches_listed_ones_stays():
    listed = [PublicSpan("voisins", "voisins", 0, 7), PublicSpan("benevoles", "bénévoles", 14, 23)]
    learned = [PublicSpan("occupants", "potiers", 7, 14), PublicSpan("occupants", "s et", 22, 26)]
    assert [span.text for span in merge_publics(listed, learned)] == ["voisins", "potiers", "bénévoles"]
