"""Reports, analyses and corpora open alike; texts are found again where a cut needs them."""

from __future__ import annotations

import pytest

import tiersimpact as ti
from tiersimpact.annotation.cutting import split
from tiersimpact.annotation.refusal import Refusal
from tiersimpact.annotation.sources import Texts, open_source
from tiersimpact.corpus import load_corpus


@pytest.fixture
def texts(grid):
    return Texts(grid)


def opened(source, grid, texts):
    return list(open_source(source, grid=grid, model=None, texts=texts))


def test_a_report_brings_its_headings_and_the_model_s_proposals(fournil, fournil_analysis, grid, texts):
    (batch,) = opened(fournil, grid, texts)
    assert (batch.report, batch.whole) == ("fournil", True)
    assert [entry.statement.text for entry in batch.entries] == [s.text for s in fournil_analysis.statements]
    first = batch.entries[0]
    assert (first.title, first.statement.heading, first.statement.status) == ("LIEN SOCIAL", "lien_social", "proposed")
    for statement in fournil_analysis.statements:
        if statement.category_scores:
            assert batch.proposals[statement.id].scores == statement.category_scores
    assert opened(fournil_analysis, grid, texts) == [batch]


def test_a_statement_that_nothing_files_asks_for_a_category(farm_grid, texts):
    analysis = ti.analyze(text="Il fait bon vivre ici.", grid=farm_grid)
    (batch,) = opened(analysis, farm_grid, texts)
    assert batch.entries[0].missing == {"category"}


def test_of_several_reports_one_that_cannot_be_read_gives_a_warning(fournil, tmp_path, grid, texts):
    missing = tmp_path / "absent.txt"
    with pytest.warns(UserWarning, match=r"absent\.txt: there is no such file"):
        assert [batch.report for batch in opened([fournil, missing], grid, texts)] == ["fournil"]
    with pytest.raises(ti.ReadError):
        opened(missing, grid, texts)


def test_a_folder_holds_a_corpus_or_reports(fournil, corpus_file, tmp_path, grid, texts):
    folder = tmp_path / "bilans"
    (folder / "nord").mkdir(parents=True)
    for name in ("b.txt", "nord/a.txt", "~$b.txt"):
        (folder / name).write_bytes(fournil.read_bytes())
    assert [batch.report for batch in opened(folder, grid, texts)] == ["b", "a"]
    (corpus_file.parent / "b.txt").write_bytes(fournil.read_bytes())
    assert [batch.report for batch in opened(corpus_file.parent, grid, texts)] == ["la-cale"]
    (tmp_path / "vide").mkdir()
    with pytest.raises(ti.CorpusError, match=r"vide: there is no \.jsonl file"):
        opened(tmp_path / "vide", grid, texts)


def letters(text):
    return [character for character in text if character.isalnum()]


@pytest.mark.parametrize("name", ["abattoir-bocage-virois", "amphi-zero", "les-trois-bancs"])
def test_parts_of_a_statement_stand_where_its_words_stand(root, name, grid, texts):
    """In the clean text; and the raw pieces of both parts are pieces of the whole."""
    reports = root / "data" / "reports"
    texts.look_in(reports)
    clean = texts.of(name)
    cut = 0
    for statement in load_corpus(reports / f"{name}.jsonl"):
        at = statement.text.find(" ", len(statement.text) // 2)
        if statement.kind == "keyword" or at < 0:
            continue
        try:
            parts = split(statement, at, clean)
        except Refusal:
            continue
        cut += 1
        for part in parts:
            assert letters(clean.text[part.start : part.end]) == letters(part.text)
            assert all(any(a <= start and end <= b for a, b in statement.sources) for start, end in part.sources)
    assert cut > 10


def test_without_its_text_the_place_of_a_displaced_statement_is_not_guessed(make_statement):
    statement = make_statement(text="un mot, deux mots", sources=((0, 7), (40, 49)))
    left, right = split(statement, 7)
    assert left.sources == right.sources == statement.sources
    assert (left.start, right.end) == (statement.start, statement.end)


@pytest.mark.parametrize("name", ["/etc/hostname", "../ailleurs", "[a", "absent"])
def test_a_report_s_name_leads_to_no_other_file(tmp_path, texts, name):
    (tmp_path / "rapport.txt").write_text("Les voisins se parlent.")
    texts.look_in(tmp_path)
    assert texts.of(name) is None
    assert texts.of("rapport").text == "Les voisins se parlent."
