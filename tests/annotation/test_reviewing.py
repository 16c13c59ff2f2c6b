"""Annotators side by side: agreement is taken over, disagreement is asked about, and who decided is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

import tiersimpact as ti
from tiersimpact.annotation.refusal import Refusal
from tiersimpact.annotation.reviewing import open_review
from tiersimpact.corpus import load_corpus, write_corpus


@pytest.fixture
def readings(statements, tmp_path):
    """Two annotators: they differ about the second statement; only the first of them decided the fourth."""
    lise = [replace(s, annotator="lise", decided_at="2026-03-01T14:00:00Z") for s in statements]
    omar = [replace(s, annotator="omar", decided_at="2026-03-02T14:00:00Z") for s in statements[:3]]
    omar[1] = replace(omar[1], category="reseaux", family="effets_collectifs", publics=("visiteurs",))
    paths = []
    for name, statements_ in (("lise", lise), ("omar", omar)):
        path = tmp_path / "corpus" / name / "la-cale.jsonl"
        path.parent.mkdir(parents=True)
        write_corpus(statements_, path)
        paths.append(path.parent)
    return paths


@pytest.fixture
def review(readings, tmp_path, grid):
    desks = []

    def open_():
        desks.append(open_review(readings, tmp_path / "corpus", "ana", grid=grid))
        return desks[-1]

    yield open_
    for desk in desks:
        desk.workspace.close()


def test_only_disagreements_are_asked(review):
    desk = review()
    assert [entry.id for entry in desk.queue.entries] == ["la-cale:2", "la-cale:4"]
    opinions = desk.show()["entry"]["opinions"]
    assert [(o["annotator"], o["category"]) for o in opinions] == [("lise", "lien_social"), ("omar", "reseaux")]


def test_the_adjudicated_corpus_says_who_decided(review, do, tmp_path):
    desk = review()
    with pytest.raises(Refusal, match=r"une catégorie .* et une des lectures"):
        do(desk, "accept")
    do(desk, "adopt", opinion=1)
    do(desk, "accept")
    do(desk, "skip")
    desk.workspace.close()
    settled = load_corpus(tmp_path / "corpus" / "ana")
    said = [(s.id[-1], s.annotator, s.category, s.publics, s.status) for s in settled]
    assert said == [
        ("1", "lise + omar", "lien_social", ("voisins",), "adjudicated"),
        ("2", "ana", "reseaux", ("visiteurs",), "adjudicated"),
        ("3", "lise + omar", "lien_social", (), "adjudicated"),
    ]
    assert settled[0].decided_at == "2026-03-02T14:00:00Z"


def test_a_review_goes_on_where_it_stopped(review, do):
    desk = review()
    do(desk, "adopt", opinion=0)
    do(desk, "accept")
    desk.workspace.close()
    again = review()
    assert again.queue.current == "la-cale:4"
    assert len(again.decided) == 3


def test_a_review_needs_something_in_common(tmp_path, grid, make_statement):
    one, other = make_statement(1), make_statement(2, report="ailleurs")
    with pytest.raises(ti.CorpusError, match="no statement in common"):
        open_review([[one], [other]], tmp_path, "ana", grid=grid)
    with pytest.raises(ValueError, match="two readings"):
        open_review([[one]], tmp_path, "ana", grid=grid)
