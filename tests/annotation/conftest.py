"""Statements of our own, and desks to annotate them at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tiersimpact.annotation.opening import open_desk
from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.records import PublicSpan, Quantity

FIELDS = {
    "report": "la-cale", "kind": "verbatim", "family": "effets_individuels", "category": "lien_social", "also": (),
    "heading": None, "polarity": "positive", "publics": (), "public_spans": (), "quantities": (), "annotator": "auteur",
    "status": "gold",
}  # fmt: skip
TEXTS = (
    "Une dizaine de voisines  se parlent 🎉 enfin.",
    "Le four à pain attire 30 curieux par semaine.",
    "Un ancien marin a repris goût à la menuiserie.",
    "La mairie prête la cale aux bénévoles.",
)


def make_statement(number=1, text="on se parle", start=0, **fields):
    """A statement whose place and source have the length of its text."""
    end = start + len(text)
    report = fields.get("report", "la-cale")
    place = {"id": f"{report}:{number}", "text": text, "start": start, "end": end, "sources": ((start, end),)}
    return AnnotatedStatement(**{**FIELDS, **place, **fields})


@pytest.fixture(scope="session", name="make_statement")
def _make_statement():
    return make_statement


@pytest.fixture(scope="session")
def statements():
    """Four comments of one report, in order; the first names a public and a quantity."""
    found, start = [], 0
    for number, text in enumerate(TEXTS, 1):
        found.append(make_statement(number, text, start))
        start += len(text) + 1
    words = "Une dizaine de voisines"
    spans = (PublicSpan("voisins", "voisines", 15, 23),)
    quantities = (Quantity(words, 0, 23, 10, None, "approx", "voisin", "voisines", None, "count", "voisins"),)
    found[0] = make_statement(1, TEXTS[0], 0, publics=("voisins",), public_spans=spans, quantities=quantities)
    return found


@pytest.fixture
def corpus_file(tmp_path, statements):
    """The statements as a corpus."""
    from tiersimpact.corpus import write_corpus

    path = tmp_path / "rapports" / "la-cale.jsonl"
    path.parent.mkdir()
    write_corpus(statements, path)
    return path


@pytest.fixture
def desk_of(tmp_path, grid):
    """Open desks on a corpus folder, and close them at the end."""
    desks = []

    def open_(source, annotator="lise", **options):
        desk = open_desk(source, tmp_path / "corpus", annotator, grid=options.pop("grid", grid), **options)
        desks.append(desk)
        return desk

    yield open_
    for desk in desks:
        desk.workspace.close()


@pytest.fixture
def desk(desk_of, corpus_file):
    """A desk on four statements of one whole report."""
    return desk_of(corpus_file)


@pytest.fixture
def do():
    """Give a command at a desk, about its current statement unless another is named."""

    def do_(desk, name, **fields):
        if name not in ("undo", "redo", "step", "next_undecided", "narrow", "go"):
            fields = {"statement": desk.queue.current, **fields}
        desk.do({"do": name, **fields})

    return do_


@pytest.fixture
def clock():
    """A clock that a test sets forward."""

    class Clock:
        now = datetime(2026, 3, 1, 14, 0, tzinfo=UTC)

        def __call__(self):
            return self.now

        def wait(self, **span):
            self.now += timedelta(**span)

    return Clock()
