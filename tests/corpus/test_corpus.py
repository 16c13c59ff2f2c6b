"""An annotated corpus is read strictly, written whole and split by report; its measures are right."""

from __future__ import annotations

import json
import random
import sys
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tiersimpact as ti
from benchmarks.corpus import five_grams, has_label_word, near_duplicates
from tiersimpact.corpus import AnnotatedStatement, find_faults, load_corpus, split_by_report, write_corpus

QUANTITY = {
    "text": "une dizaine de voisines", "start": 0, "end": 23, "value": 10, "value_max": None, "qualifier": "approx",
    "unit": "voisin", "unit_text": "voisines", "per": None, "kind": "count", "public": "voisins",
}  # fmt: skip
SPAN = {"public": "voisins", "text": "voisines", "start": 15, "end": 23}
ROW = {
    "report": "la-cale", "id": "la-cale:1", "text": "une dizaine de voisines se parlent", "start": 12, "end": 46,
    "sources": [[14, 48]], "kind": "verbatim", "family": "effets_individuels", "category": "lien_social",
    "also": ["solidarite"], "heading": "lien_social", "polarity": "positive", "publics": ["voisins"],
    "public_spans": [SPAN], "quantities": [QUANTITY], "annotator": "lise", "status": "gold",
}  # fmt: skip


@pytest.fixture
def corpus(tmp_path):
    """Write rows, or lines as they are, into a file."""

    def corpus_(*rows, name="corpus.jsonl"):
        path = tmp_path / name
        lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return path

    return corpus_


def refusal(path):
    """The message that a file is refused with, its folder left out."""
    with pytest.raises(ti.CorpusError) as error:
        load_corpus([path])
    message = str(error.value)
    assert "\n" not in message
    return message.replace(f"{path.parent}/", "")


def statements(*reports):
    """A statement of each report."""
    row = AnnotatedStatement(
        report="", id="", text="on se parle", start=0, end=11, sources=((0, 11),), kind="verbatim",
        family="effets_individuels", category="lien_social", also=(), heading=None, polarity="positive", publics=(),
        public_spans=(), quantities=(), annotator="lise", status="gold",
    )  # fmt: skip
    return [replace(row, report=report, id=f"{report}:{number}") for number, report in enumerate(reports, 1)]


# Reading


def test_a_statement_is_read(corpus, grid):
    (statement,) = load_corpus([corpus(ROW)], grid=grid)
    assert (statement.id, statement.category, statement.also) == ("la-cale:1", "lien_social", ("solidarite",))
    assert statement.sources == ((14, 48),)
    assert statement.public_spans == (ti.PublicSpan("voisins", "voisines", 15, 23),)
    assert statement.quantities[0].value == 10
    assert statement.text[slice(statement.quantities[0].start, statement.quantities[0].end)] == QUANTITY["text"]
    assert statement.to_dict() == ROW | {"quantities": [QUANTITY | {"when": None, "part_of": None}]}


def test_what_a_reader_need_not_write(corpus):
    row = {name: value for name, value in ROW.items() if name not in ("family", "also", "heading")}
    row["quantities"] = [{name: value for name, value in QUANTITY.items() if name not in ("unit_text", "public")}]
    (statement,) = load_corpus(corpus(row))
    assert (statement.family, statement.also, statement.heading) == ("effets_individuels", (), None)
    assert (statement.quantities[0].unit_text, statement.quantities[0].public) == (None, None)


def test_what_an_annotator_adds(corpus):
    added = {"decided_at": "2026-03-01T14:05:09Z", "note": "à relire", "flagged": True}
    plain, remarked = load_corpus(corpus(ROW, ROW | {"id": "la-cale:2"} | added))
    assert (plain.decided_at, plain.note, plain.flagged) == (None, None, False)
    assert (remarked.decided_at, remarked.note, remarked.flagged) == tuple(added.values())
    assert added.items() <= remarked.to_dict().items()
    assert added.keys().isdisjoint(plain.to_dict())


def test_what_analyze_writes_can_be_annotated(fournil_analysis, tmp_path):
    path = tmp_path / "fournil.jsonl"
    rows = [statement.to_dict() | {"annotator": "lise", "status": "todo"} for statement in fournil_analysis.statements]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    read = load_corpus([path])
    assert [statement.text for statement in read] == [statement.text for statement in fournil_analysis.statements]
    assert [statement.quantities for statement in read] == [
        statement.quantities for statement in fournil_analysis.statements
    ]


def test_a_folder_gives_its_files_by_name(corpus, tmp_path):
    corpus(ROW | {"id": "b:1", "report": "b"}, name="b.jsonl")
    corpus(ROW | {"id": "a:1", "report": "a"}, ROW | {"id": "a:2", "report": "a"}, name="a.jsonl")
    corpus("left alone", name="a.txt")
    corpus("left alone", name=".b.jsonl")
    assert [statement.id for statement in load_corpus([tmp_path])] == ["a:1", "a:2", "b:1"]


def test_another_grid_has_other_ids(corpus, farm_grid):
    category = next(iter(farm_grid.categories))
    row = ROW | {"family": None, "category": None, "also": [], "heading": category, "publics": [], "public_spans": []}
    row["quantities"] = []
    assert load_corpus([corpus(row)], grid=farm_grid)[0].heading == category
    with pytest.raises(ti.CorpusError, match="category 'lien_social' is not in the grid"):
        load_corpus([corpus(ROW)], grid=farm_grid)


def test_blank_lines_and_a_mark_at_the_start_are_no_matter(corpus):
    path = corpus("", ROW, "  ")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert len(load_corpus([path])) == 1


# What is refused; `without` drops a field, anything else replaces one.
BROKEN = {
    "category": (
        {"category": "lien_sociale"},
        "category 'lien_sociale' is not in the grid. Did you mean 'lien_social'?",
    ),
    "category-number": ({"category": 3}, "category 3 is not text. Write an id of the grid."),
    "also": ({"also": ["solidarites"]}, "also 'solidarites' is not in the grid. Did you mean 'solidarite'?"),
    "also-repeats": ({"also": ["lien_social"]}, "also repeats the category 'lien_social'."),
    "also-twice": ({"also": ["reseaux", "reseaux"]}, "also holds 'reseaux' twice."),
    "also-no-list": ({"also": "reseaux"}, "also 'reseaux' is no list."),
    "heading": ({"heading": "réseaux"}, "heading 'réseaux' is not in the grid. Did you mean 'reseaux'?"),
    "public": ({"publics": ["voisin"]}, "public 'voisin' is not in the grid. Did you mean 'voisins'?"),
    "public-without": ({"publics": []}, "public 'voisins' has a span but is not in publics."),
    "span-public": (
        {"public_spans": [SPAN | {"public": "voisine"}]},
        "public 'voisine' is not in the grid. Did you mean 'voisins'?",
    ),
    "span-offsets": (
        {"public_spans": [SPAN | {"start": 14}]},
        "to stand at 14-23, where the text says ' voisines'. Set start to 15 and end to 23.",
    ),
    "span-several": (
        {"public_spans": [SPAN | {"text": "e", "start": 1, "end": 2}]},
        "public span 'e' is said to stand at 1-2, where the text says 'n'. Correct start and end",
    ),
    "span-negative": (
        {"public_spans": [SPAN | {"start": -8, "end": -1}]},
        "start and end -8, -1 are no stretch of text.",
    ),
    "span-no-object": ({"public_spans": ["voisins"]}, "public_spans holds 'voisins', which is no JSON object."),
    "span-missing": ({"public_spans": [{"public": "voisins"}]}, "public_spans: field 'text' is missing."),
    "polarity": ({"polarity": "positif"}, "polarity 'positif' is not one of the format's. Did you mean 'positive'?"),
    "polarity-null": ({"polarity": None}, "polarity null is not one of the format's. Known: positive,"),
    "kind": ({"kind": "phrase"}, "kind 'phrase' is not one of the format's. Known: formula, verbatim, keyword."),
    "family": (
        {"family": "effets_collectifs"},
        "family 'effets_collectifs' does not hold category 'lien_social'. Write 'effets_individuels',",
    ),
    "text-blank": ({"text": "  "}, "text is blank."),
    "text-number": ({"text": 7}, "text 7 is not text."),
    "annotator-blank": ({"annotator": ""}, "annotator is blank."),
    "time-local": (
        {"decided_at": "2026-03-01T14:05:09+01:00"},
        "decided_at '2026-03-01T14:05:09+01:00' is no time in UTC.",
    ),
    "time-words": ({"decided_at": "hier"}, "decided_at 'hier' is no time in UTC. Write it like"),
    "flagged": ({"flagged": "oui"}, "flagged 'oui' is neither true nor false."),
    "empty-stretch": ({"start": 46}, "start and end 46, 46 are no stretch of text."),
    "boolean": ({"start": True}, "start and end true, 46 are no stretch of text."),
    "sources": ({"sources": [[14, 48, 50]]}, "sources hold [14, 48, 50], which is no pair."),
    "sources-text": ({"sources": [[14, "48"]]}, "sources 14, '48' are no stretch of text."),
    "field-misspelt": ({"polarite": "positive"}, "'polarite' is no field of the format. Did you mean 'polarity'?"),
    "field-missing": ({"without": "status"}, "field 'status' is missing."),
    "quantity-field": (
        {"quantities": [QUANTITY | {"unité": "m"}]},
        "quantities: 'unité' is no field of the format. Did you mean 'unit'?",
    ),
    "quantity-missing": ({"quantities": [{"text": "une"}]}, "quantities: field 'start' is missing."),
    "quantity-offsets": (
        {"quantities": [QUANTITY | {"end": 22}]},
        "quantity 'une dizaine de voisines' is said to stand at 0-22,",
    ),
    "quantity-kind": (
        {"quantities": [QUANTITY | {"kind": "counts"}]},
        "quantity kind 'counts' is not one of the format's. Did you mean 'count'?",
    ),
    "qualifier": (
        {"quantities": [QUANTITY | {"qualifier": "aprox"}]},
        "qualifier 'aprox' is not one of the format's. Did you mean 'approx'?",
    ),
    "value-text": ({"quantities": [QUANTITY | {"value": "10"}]}, "value '10' is no number."),
    "value-boolean": ({"quantities": [QUANTITY | {"value": True}]}, "value true is no number."),
    "value-max": ({"quantities": [QUANTITY | {"value_max": 12}]}, "has a value_max but its qualifier is 'approx'."),
    "quantity-public": (
        {"quantities": [QUANTITY | {"public": "voisin"}]},
        "public 'voisin' is not in the grid. Did you mean 'voisins'?",
    ),
}


@pytest.mark.parametrize(("change", "message"), BROKEN.values(), ids=BROKEN)
def test_a_line_that_breaks_the_format_is_refused(corpus, change, message):
    row = ROW | {"id": "la-cale:2"} | change
    row.pop(row.pop("without", None), None)
    said = refusal(corpus(ROW, row))
    assert said.startswith("corpus.jsonl:2: ")
    assert message in said


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param('{"report": "la-ca', "not valid JSON (", id="cut-short"),
        pytest.param("[1]", "this line holds no JSON object.", id="list"),
        pytest.param("[" * 100_000, "not valid JSON (", id="nested"),
        pytest.param(json.dumps(ROW)[:-1] + ', "text": "autre"}', "field 'text' is written twice.", id="twice"),
        pytest.param(json.dumps(ROW).replace('"value": 10', '"value": NaN'), "NaN is no number of JSON.", id="nan"),
        pytest.param(
            json.dumps(ROW).replace('"value": 10', '"value": 1e999'), "value Infinity is no number.", id="inf"
        ),
        pytest.param(json.dumps(ROW).replace('"value": 10', f'"value": {"9" * 5000}'), "not valid JSON (", id="huge"),
        pytest.param(json.dumps(ROW).replace("une dizaine", r"\ud83d"), "text holds half a character", id="surrogate"),
    ],
)
def test_a_line_that_is_no_record_is_refused(corpus, line, message):
    said = refusal(corpus(line))
    assert said.startswith("corpus.jsonl:1: ")
    assert message in said


@pytest.mark.parametrize("name", ["sources", "category", "also", "public_spans", "note"])
def test_brackets_as_deep_as_can_be_read_are_a_fault(corpus, grid, name):
    limit = sys.getrecursionlimit()
    for depth in range(limit - 200, limit):  # the deepest that the parser follows is among them
        deep = "[" * depth + "]" * depth
        line = json.dumps(ROW | {name: "?"}).replace('"?"', f"[{deep}, {deep}]")
        assert list(find_faults(corpus(line), grid=grid))


def test_an_id_is_used_once(corpus, tmp_path):
    corpus(ROW, name="a.jsonl")
    corpus(ROW | {"id": "la-cale:2"}, ROW, name="b.jsonl")
    said = refusal(tmp_path).replace(f"{tmp_path.name}/", "")
    assert said == "b.jsonl:2: id 'la-cale:1' is used twice. It is first used at a.jsonl:1."


def test_a_file_that_is_not_utf8_names_the_line(tmp_path):
    path = tmp_path / "vieux.jsonl"
    path.write_bytes(json.dumps(ROW).encode() + b"\n" + "{'é'}".encode("latin-1"))
    assert refusal(path) == "vieux.jsonl:2: not UTF-8 text. Save the file as UTF-8."


def test_a_file_without_statement(corpus):
    assert "there is no statement in this file" in refusal(corpus(""))


def test_a_folder_without_file(tmp_path):
    assert "there is no .jsonl file in this folder" in refusal(tmp_path)


def test_a_file_that_is_not_there(tmp_path):
    assert refusal(tmp_path / "absent.jsonl").startswith("absent.jsonl: the corpus cannot be read (")


# Writing


def test_what_is_written_is_read_again(corpus, tmp_path):
    read = load_corpus([corpus(ROW, ROW | {"id": "la-cale:2", "category": None, "family": None})])
    path = tmp_path / "encore.jsonl"
    write_corpus(read, path)
    assert load_corpus([path]) == read
    before = path.read_bytes()
    write_corpus(load_corpus([path]), path)
    assert path.read_bytes() == before


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_any_text_survives(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("texte") / "corpus.jsonl"
    written = [replace(statement, text=text, annotator=text) for statement in statements("a", "b")]
    write_corpus(written, path)
    assert load_corpus([path]) == written


def test_a_failed_write_keeps_the_old_file(tmp_path):
    path = tmp_path / "corpus.jsonl"
    write_corpus(statements("a"), path)

    def failing():
        yield from statements("b")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_corpus(failing(), path)
    assert [statement.report for statement in load_corpus([path])] == ["a"]
    assert list(tmp_path.iterdir()) == [path]


# Splitting

REPORTS = [f"lieu-{number}" for number in range(20)] * 3


def test_a_report_is_on_one_side():
    stay, aside = split_by_report(statements(*REPORTS), share=0.25, seed=1)
    assert {row.report for row in stay}.isdisjoint({row.report for row in aside})
    assert len({row.report for row in aside}) == 5
    assert sorted(row.id for row in stay + aside) == sorted(row.id for row in statements(*REPORTS))


def test_the_order_of_the_statements_decides_nothing():
    shuffled = statements(*REPORTS)
    random.Random(0).shuffle(shuffled)
    asides = [split_by_report(rows, share=0.3, seed=4)[1] for rows in (statements(*REPORTS), shuffled)]
    assert {row.report for row in asides[0]} == {row.report for row in asides[1]}
    kept = [row for row in shuffled if row in asides[1]]
    assert asides[1] == kept


def test_the_same_split_on_every_machine():
    _, aside = split_by_report(statements(*"abcdefghij"), share=0.3, seed=0)
    assert [row.report for row in aside] == ["f", "g", "h"]


def test_another_seed_is_another_split():
    asides = {
        frozenset(row.report for row in split_by_report(statements(*REPORTS), share=0.5, seed=seed)[1])
        for seed in range(5)
    }
    assert len(asides) == 5


@pytest.mark.parametrize("share", [0.01, 0.99])
def test_no_side_is_empty(share):
    assert all(split_by_report(statements("a", "b", "c"), share=share, seed=0))


@pytest.mark.parametrize("share", [0, 1, -0.2, 20])
def test_a_share_lies_between_0_and_1(share):
    with pytest.raises(ValueError, match="must lie between 0 and 1"):
        split_by_report(statements("a", "b"), share=share, seed=0)


def test_one_report_cannot_be_split():
    with pytest.raises(ValueError, match="at least two reports, not 1"):
        split_by_report(statements("a", "a"), share=0.5, seed=0)


# Measuring


@given(st.lists(st.text("abc ", max_size=12), max_size=30), st.sampled_from([0.4, 0.5, 0.6, 0.8, 1.0]))
def test_near_duplicates_are_all_found(texts, least):
    grams = [five_grams(text) for text in texts]
    every = [(len(grams[i] & grams[j]) / len(grams[i] | grams[j]), i, j) for i, j in combinations(range(len(texts)), 2)]
    wanted = sorted((pair for pair in every if pair[0] >= least), key=lambda pair: (-pair[0], pair[1:]))
    assert near_duplicates(texts, least=least) == wanted


def test_near_duplicates_look_through_case_accents_and_signs():
    texts = ["Prêts d'outils, entre voisins", "pret d’outils entre voisins !", "on se prête des livres"]
    assert [(i, j) for _, i, j in near_duplicates(texts)] == [(0, 1)]


@pytest.mark.parametrize(
    ("text", "label", "found"),
    [
        ("plus de liens dans la rue", "Lien social", True),
        ("une rencontre", "Lien social", False),
        ("les lieux de la rue", "Entretien des espaces", False),
        ("la mairie et les agents publics", "Innovation publique", True),
        ("un habitant·e, deux hommes", "Égalité femmes/hommes", True),
    ],
)
def test_a_word_of_the_label(text, label, found):
    assert has_label_word(text, label) is found


# Finding every fault


def test_every_fault_of_every_line_is_found(corpus, tmp_path):
    corpus(ROW | {"category": "lien", "polarity": "positif", "also": []}, ROW, "{", ROW, name="a.jsonl")
    corpus(ROW | {"id": "la-cale:2", "flagged": 1}, name="b.jsonl")
    (tmp_path / "c.jsonl").write_bytes(b"\xff")
    found = [str(fault).replace(f"{tmp_path}/", "") for fault in find_faults([tmp_path, tmp_path / "absent.jsonl"])]
    starts = [
        "a.jsonl:1: category 'lien' is not in the grid", "a.jsonl:1: polarity 'positif'",
        "a.jsonl:2: id 'la-cale:1' is used twice", "a.jsonl:3: not valid JSON",
        "a.jsonl:4: id 'la-cale:1' is used twice", "b.jsonl:1: flagged 1 is neither",
        "c.jsonl:1: not UTF-8", "absent.jsonl: the corpus cannot be read",
    ]  # fmt: skip
    for fault, start in zip(found, starts, strict=True):
        assert fault.startswith(start)


def test_a_sound_corpus_has_no_fault(corpus):
    assert list(find_faults(corpus(ROW))) == []
