"""analyze() and analyze_many(): what holds of every statement, and of every batch."""

from __future__ import annotations

import itertools
import json
import os
import re
import signal
import subprocess
import sys
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tiersimpact as ti

COMMENT = "Une vingtaine de voisin·e·s se prêtent une échelle."


def check(analysis):
    """What the contract promises of every statement."""
    raw, clean = analysis.source.text, analysis.clean.text
    for number, statement in enumerate(analysis.statements, 1):
        assert statement.id == f"{analysis.report}:{number}"
        assert statement.report == analysis.report
        assert statement.text == statement.text.strip()
        assert statement.text
        assert 0 <= statement.start < statement.end <= len(clean)
        assert statement.sources
        assert all(0 <= start < end <= len(raw) for start, end in statement.sources)
        for span in (*statement.public_spans, *statement.quantities):
            assert statement.text[span.start : span.end] == span.text
        assert {span.public for span in statement.public_spans} == set(statement.publics)
        assert statement.kind in {"formula", "verbatim", "keyword"}
        assert statement.polarity in {"positive", "negative", "neutral", "mixed"}
        assert statement.category_source in {"heading", "text", "both", None}
        expected = analysis.grid.family_of[statement.category] if statement.category else None
        assert statement.family == expected
        assert statement.category is None or statement.category_source
        json.dumps(statement.to_dict())
    starts = [statement.start for statement in analysis.statements if statement.kind != "keyword"]
    assert starts == sorted(starts)


def words(text):
    return re.findall(r"\w+", text)


def test_the_fournil(fournil_analysis):
    check(fournil_analysis)
    counts = {}
    for statement in fournil_analysis.statements:
        counts[statement.category] = counts.get(statement.category, 0) + 1
    assert counts == {
        "lien_social": 5,
        "sante_bien_etre": 3,
        "insertion_professionnelle": 3,
        "capacite_agir": 1,
        "solidarite": 2,
        "reseaux": 1,
        "appartenance_exclusion": 2,
        "egalite_homme_femme": 1,
        "cadre_de_vie": 1,
        "entretien_des_espaces": 1,
        "services_publics": 1,
        "innovation_publique": 1,
        None: 3,
    }
    assert not any(statement.needs_review or statement.warnings for statement in fournil_analysis.statements)


def test_the_quantities_of_the_fournil(fournil_analysis):
    found = [(q.value, q.unit, q.per, q.public) for q in fournil_analysis.quantities if q.value is not None]
    assert found == [
        (2, "fois", "semaine", None),
        (50, "voisin", None, "voisins"),
        (3, "boulanger", None, None),
        (18, "personne", None, None),
        (4, "projet", None, None),
    ]


def test_sources_hold_the_words_of_a_statement(fournil_analysis):
    raw = fournil_analysis.source.text
    for statement in fournil_analysis.statements:
        sources = " ".join(raw[start:end] for start, end in statement.sources)
        assert [word for word in words(statement.text) if word not in words(sources)] == []


def test_an_undisturbed_statement_has_one_source(fournil_analysis):
    several = [s.text for s in fournil_analysis.statements if s.lead_in is None and len(s.sources) > 1]
    assert several == []


def test_a_lead_in_is_among_the_sources(fournil_analysis):
    raw = fournil_analysis.source.text
    for statement in fournil_analysis.statements:
        if statement.lead_in is not None:
            sources = " ".join(raw[start:end] for start, end in statement.sources)
            assert statement.lead_in in sources
            assert statement.text in sources


FRAGMENTS = [
    "EFFETS COLLECTIFS",
    "SOLIDARITÉ",
    "# Santé",
    "EFFETS SOCIAUX ET URBAINS DU FOURNIL",
    "Mentions légales",
    "Des échanges, dons ou mutualisations de",
    "petits services ont été observés entre :",
    "La création de réseaux de personnes",
    "a été observée entre des bénévoles.",
    "- voisin·e·sdu quartier",
    "• publics en\ndifficulté",
    "Certaines personnes ont fait part :",
    "- d'une plus grande confiance en eux",
    "Ces rencontres ont lieu deux fois par mois.",
    "12 à 15 élèves de la di\ufffdiculté",
    "#bal #four à\npain",
    "**Trois** forma-\ntions , et 80% des usager·ère·s .",
    "Lire la suite",
    ".",
    "…",
]


@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", " "]))
def test_what_holds_of_any_mix(pieces, separator):
    check(ti.analyze(text=separator.join(pieces)))


@given(st.text(min_size=1, alphabet="aé12#-*.:\n ·%€«»()ABÉ\ufffd"))
def test_what_holds_of_any_text(text):
    try:
        analysis = ti.analyze(text=text)
    except ti.ReadError:
        assert not text.strip()
    else:
        check(analysis)


@pytest.mark.parametrize("options", [{}, {"path": "a.txt", "text": "un mot"}], ids=["neither", "both"])
def test_one_of_path_and_text(options):
    with pytest.raises(TypeError, match="one of them"):
        ti.analyze(**options)


@pytest.mark.parametrize("level", ["statement", "", None])
def test_unknown_tables(fournil_analysis, level):
    with pytest.raises(ValueError, match="statements, publics, quantities"):
        fournil_analysis.to_frame(level)


def test_names(tmp_path):
    path = tmp_path / "la-grange.v2.txt"
    path.write_text(COMMENT, encoding="utf-8")
    assert ti.analyze(path).report == "la-grange.v2"
    assert ti.analyze(str(path)).report == "la-grange.v2"
    assert ti.analyze(path, name="grange").statements[0].id == "grange:1"
    assert ti.analyze(text=COMMENT).report == "text"
    assert ti.analyze(text=COMMENT, name="grange").report == "grange"


def test_a_public_that_is_counted():
    (statement,) = ti.analyze(text=f"SOLIDARITÉ\n{COMMENT}").statements
    assert [(q.value, q.unit, q.qualifier, q.public) for q in statement.quantities] == [
        (20, "voisin", "approx", "voisins")
    ]


@pytest.mark.parametrize(
    "text", ["Un 1/3 lieux ouvert en mars 2024.", "Rendez-vous au 97 ou à Paris 1.", "Une loi 1901."]
)
def test_traps(text):
    assert ti.analyze(text=text).quantities == []


def test_keywords_say_nothing_else():
    statements = ti.analyze(text="SANTÉ\nOn dort.\n\n#12 bénévoles #four").statements[1:]
    assert [(s.kind, s.text, s.category, s.publics, s.quantities) for s in statements] == [
        ("keyword", "12 bénévoles", None, (), ()),
        ("keyword", "four", None, (), ()),
    ]


def test_the_questionnaire(fournil_analysis, grid):
    answers = fournil_analysis.questionnaire()
    assert list(answers) == list(grid.categories)
    social = answers["lien_social"]
    assert social["label"] == "Lien social"
    assert social["publics"] == ["visiteurs", "voisins", "benevoles"]
    assert [answer["formula"] for answer in social["answers"]] == ["interactions", "occasions", "frequency"]
    assert social["answers"][1]["options"] == ["dans la vie quotidienne du projet", "lors d'évènements grand public"]
    assert [comment["quote"] for comment in social["comments"]] == [
        "Une cinquantaine de voisins se retrouvent devant le four.",
        "On y apprend le prénom des autres.",
    ]
    assert [quantity["value"] for quantity in social["quantities"]] == [2, 50]
    assert [answer["options"] for answer in answers["sante_bien_etre"]["answers"]] == [
        ["d'une plus grande confiance en eux"],
        ["d'une amélioration des conditions de travail"],
    ]
    assert [answer["polarity"] for answer in answers["innovation_publique"]["answers"]] == ["neutral"]
    json.dumps(answers)


def test_the_questionnaire_of_nothing():
    assert ti.analyze(text="SOLIDARITÉ\n").questionnaire() == {}


PROGRAM = """
import sys, tiersimpact as ti
for analysis in ti.analyze_many(sys.argv[1:]):
    sys.stdout.write(analysis.to_jsonl())
"""


def test_the_same_bytes_whatever_the_hash_seed(fournil):
    outputs = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(fournil), str(fournil.with_name("ferme.txt"))],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert outputs != {b""}


@pytest.fixture
def batch(tmp_path, farm_path):
    """Five files: two good ones of one name, a bad one in the middle, one good, one missing."""
    paths = [
        tmp_path / "nord" / "bilan.txt",
        tmp_path / "sud" / "bilan.txt",
        tmp_path / "vide.txt",
        tmp_path / "est.md",
    ]
    for i, path in enumerate(paths):
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            "" if path.stem == "vide" else f"SOLIDARITÉ\n{i} voisins se prêtent une échelle.", encoding="utf-8"
        )
    return [*paths, tmp_path / "absent.txt"]


def test_a_batch_goes_on_after_a_bad_file(batch):
    errors = []
    analyses = list(ti.analyze_many(batch, on_error=lambda path, error: errors.append((path, error))))
    assert [analysis.statements[0].text for analysis in analyses] == [
        f"{i} voisins se prêtent une échelle." for i in (0, 1, 3)
    ]
    assert [path for path, _ in errors] == [batch[2], batch[4]]
    assert all(isinstance(error, ti.ReadError) and str(path) in str(error) for path, error in errors)


def test_two_files_of_one_name_have_ids_of_their_own(batch):
    analyses = list(ti.analyze_many([*batch[:2], batch[0]], on_error=pytest.fail))
    names = [analysis.report for analysis in analyses]
    assert names[:2] == ["bilan", "sud/bilan"]
    assert len(set(names)) == 3
    assert len({statement.id for analysis in analyses for statement in analysis.statements}) == 3


def test_without_on_error_there_is_one_warning_for_each(batch):
    with pytest.warns(UserWarning, match=r"vide\.txt: the file is empty") as caught:
        list(ti.analyze_many(batch[:4]))
    assert len(caught) == 1


def test_two_processes_give_the_same(batch, farm_grid):
    def outcome(n_jobs):
        errors = []
        analyses = ti.analyze_many(batch, n_jobs=n_jobs, grid=farm_grid, on_error=lambda *error: errors.append(error))
        lines = [analysis.to_jsonl() for analysis in analyses]
        return lines, [(path, type(error), str(error)) for path, error in errors]

    assert outcome(2) == outcome(1)


def test_the_first_report_comes_before_the_last_is_asked_for(batch):
    asked = []

    def paths():
        for path in itertools.cycle(batch[:2]):
            asked.append(path)
            yield path

    analyses = ti.analyze_many(paths())
    assert next(analyses).report == "bilan"
    assert len(asked) <= 2


def test_naming_a_file_takes_little_memory(tmp_path):
    paths = [tmp_path / "absent.txt"]
    list(ti.analyze_many(paths, on_error=lambda *_: None))
    tracemalloc.start()
    list(ti.analyze_many(paths, on_error=lambda *_: None))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000


def test_no_path_is_no_report():
    assert list(ti.analyze_many([])) == []


def test_a_long_report_takes_no_square_time():
    comments = "".join(f"La voisine numéro {i} prête son échelle aux élèves.\n\n" for i in range(1500))
    analysis = ti.analyze(text=f"SOLIDARITÉ\n\n{comments}")
    assert len(analysis.statements) == 1500


PROSE = "Les voisins se prêtent une échelle et des outils, dans la cour du four. " * 60


HOSTILE = {
    "no-full-stop": "mot " * 2_000,
    "brackets": "(" * 20_000 + "mot",
    "hashes": "#" * 20_000 + "mot",
    "bullets": "- " * 20_000 + "mot",
    "stops": "." * 20_000 + "mot",
    "leader-dots": "Sommaire " + "." * 20_000 + " 3",
    "stars": "*a" * 20_000,
    "square-brackets": "[" * 20_000,
    "link-never-closed": "[" + "a" * 20_000 + "](",
    "lines": "\n" * 20_000 + "mot",
    "blanks": " " * 20_000 + "mot",
    "blank-lines": "mot \n" + " \n" * 20_000 + "mot",
    "holes": "a\ufffd" * 500,
    "one-word": "é" * 100_000,
    "image-in-the-text": "![four](data:image/png;base64," + "iVBORw0KGgoAAAANSUhEUgAA" * 5_000 + ")",
    "one-number": "1" * 5_000 + " pains",
    "numbers": "12 000 " * 2_000,
    "number-words": "vingt-" * 5_000,
    "glued": "voisin·e·s" * 2_000,
    "publics": "voisin·e·s, " * 5_000,
    "capitals": "DES CAPITALES\n" * 1_000,
    "mojibake": "bÃ©nÃ©voles " * 2_000,
    "accents": "e" + "\u0301" * 20_000,
    "underscores": "_" * 20_000 + "a",
    "headings-on-the-line": "Santé : " * 3_000,
}


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="no alarm on this system")
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_end(name):
    def stop(*_):
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(8)
    try:
        ti.analyze(text=f"{PROSE}\n\n{HOSTILE[name]}")
    except TimeoutError:
        pytest.fail("still running after 8 seconds", pytrace=False)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def test_a_number_too_long_for_a_float_is_still_json():
    for statement in ti.analyze(text=f"Le four a vendu {'9' * 400} pains.").statements:
        json.dumps(statement.to_dict(), allow_nan=False)
