"""Training anew: measured beside the shipped classifier, saved whole, refused when worse."""

from __future__ import annotations

import json

import numpy as np
import pytest
from typer.testing import CliRunner

import tiersimpact as ti
from tiersimpact.classifier import ModelError, load_model
from tiersimpact.classifier.examples import load_examples
from tiersimpact.classifier.skops_copy import load_estimator
from tiersimpact.cli import app
from tiersimpact.corpus import load_corpus, split_by_report

SENTENCES = {
    "solidarite": ["on se prête une échelle", "don de vaisselle", "prêt d'un tracteur", "graines échangées"],
    "sante_bien_etre": ["elle redort la nuit", "moins de stress", "le dos va mieux", "il a repris confiance"],
    None: ["ouvert le mardi", "12 rue du Four", "le budget est voté", "mur en pierre sèche"],
}


def rows():
    """Twelve reports of the same sentences."""
    for report in range(12):
        for number, (category, texts) in enumerate(SENTENCES.items()):
            for i, text in enumerate(texts):
                said = f"{text} {'encore ' * (report % 3)}ici"
                yield {
                    "report": f"lieu-{report}", "id": f"lieu-{report}:{number}-{i}", "text": said,
                    "start": 0, "end": len(said), "sources": [[0, len(said)]], "kind": "verbatim",
                    "category": category, "heading": None, "polarity": "positive" if i else "negative",
                    "publics": [], "public_spans": [], "quantities": [], "annotator": "a", "status": "gold",
                }  # fmt: skip


def corpus(folder):
    path = folder / "corpus.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows()), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trained")
    path = corpus(folder)
    options = {"with_base": False, "even_if_worse": True, "keep_examples": True, "curve": True}
    return path, folder / "mine", ti.train(path, folder / "mine", **options)


def test_both_copies_give_the_same_probabilities(trained):
    path, folder, _ = trained
    texts = [statement.text for statement in load_corpus(path)]
    model, estimator = load_model(folder, grid=ti.load_grid()), load_estimator(folder)
    for question in ("category", "polarity"):
        names = estimator.answers_[question]
        ours = [[model.probabilities(text)[question][name] for name in names] for text in texts]
        np.testing.assert_allclose(ours, estimator.predict_proba(texts, question), atol=1e-5)


def test_the_new_classifier_stands_beside_the_shipped_one(trained):
    _, folder, training = trained
    assert training.held_out.top_1 == 1.0
    assert training.shipped.comments == training.held_out.comments == 24
    metrics = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    assert metrics["held_out"]["top_1"] == 1.0
    assert "shipped" in str(training)


def test_the_learning_curve_says_where_to_annotate(trained):
    training = trained[2]
    assert list(training.curve) == sorted(training.curve)
    assert len(training.curve) >= 2
    assert "worth annotating more" in str(training)


def test_the_examples_are_kept_when_asked(trained):
    path, folder, _ = trained
    assert [e.text for e in load_examples(folder / "examples.jsonl.gz")] == [s.text for s in load_corpus(path)]


def test_a_worse_classifier_is_saved_only_with_an_explicit_word(tmp_path):
    path = corpus(tmp_path)
    _, held_out = split_by_report(load_corpus(path), share=0.2, seed=0)
    reports = {statement.report for statement in held_out}
    wrong = dict(zip(SENTENCES, [*[*SENTENCES][1:], *[*SENTENCES][:1]], strict=True))
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in lines:
        if row["report"] not in reports:  # what is learned contradicts what is held out
            row["category"] = wrong[row["category"]]
    path.write_text("".join(json.dumps(row) + "\n" for row in lines), encoding="utf-8")
    with pytest.raises(ModelError, match="--even-if-worse"):
        ti.train(path, tmp_path / "mine", with_base=False)
    assert not (tmp_path / "mine").exists()


def test_too_few_reports(tmp_path):
    path = tmp_path / "one.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows() if row["report"] == "lieu-0"), encoding="utf-8")
    with pytest.raises(ti.CorpusError, match=r"one\.jsonl: .*Annotate more reports"):
        ti.train(path)


def test_evaluate_from_the_command_line(trained, tmp_path):
    path, folder, _ = trained
    page = tmp_path / "page.html"
    result = CliRunner().invoke(app, ["evaluate", str(folder), str(path), "--html", str(page)])
    assert result.exit_code == 0, result.output
    assert "top 1                1.000" in result.output
    assert "Solidarité" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["model.skops", "examples.jsonl.gz"])
def test_broken_files_beside_the_model(trained, tmp_path, name):
    read = load_estimator if name == "model.skops" else lambda folder: load_examples(folder / name)
    with pytest.raises(ModelError, match="missing or broken"):
        read(tmp_path)
    (tmp_path / name).write_bytes((trained[1] / name).read_bytes()[:200])
    with pytest.raises(ModelError, match="missing or broken"):
        read(tmp_path)


def test_a_hostile_skops_file_is_not_run(tmp_path):
    import skops.io

    skops.io.dump(Attack(tmp_path / "ran"), tmp_path / "model.skops")
    with pytest.raises(ModelError, match="not trusted"):
        load_estimator(tmp_path)
    assert not (tmp_path / "ran").exists()


class Attack:
    """Writes a file when it is built."""

    def __init__(self, path):
        self.path = path

    def __setstate__(self, state):
        state["path"].touch()
