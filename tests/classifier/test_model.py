"""The classifier: trained, saved, loaded; a broken, foreign or hostile model file is refused and runs nothing."""

from __future__ import annotations

import json
import pickle

import numpy as np
import pytest
from typer.testing import CliRunner

import tiersimpact as ti
from tiersimpact.classifier import ModelError, load_model, shipped_folder
from tiersimpact.classifier.estimator import StatementClassifier
from tiersimpact.classifier.storage import save_model
from tiersimpact.classifier.training import Example, train
from tiersimpact.cli import app
from tiersimpact.grid import load_grid

TEXTS = {
    "solidarite": [
        "on se prête une échelle",
        "don de vaisselle",
        "prêt d'un tracteur",
        "des outils donnés",
        "échange de graines",
    ],
    "sante_bien_etre": [
        "elle redort la nuit",
        "moins de stress",
        "le dos va mieux",
        "il a repris confiance",
        "le moral remonte",
    ],
    "hors_grille": [
        "ouvert le mardi",
        "12 rue du Four",
        "le budget est voté",
        "mur en pierre sèche",
        "photo : la mairie",
    ],
}


def examples():
    return [
        Example(
            text=text,
            report=f"lieu-{i}",
            category=category,
            polarity="neutral" if category == "hors_grille" else "positive",
        )
        for category, texts in TEXTS.items()
        for i, text in enumerate(texts)
    ]


@pytest.fixture(scope="module")
def model():
    return train(examples(), grid=load_grid())


@pytest.fixture
def folder(model, tmp_path):
    save_model(model, tmp_path / "mine")
    return tmp_path / "mine"


def test_a_trained_model_knows_what_it_learned(model):
    for category, texts in TEXTS.items():
        for text in texts:
            answers = model.probabilities(text)["category"]
            assert next(iter(answers)) == category
            assert sum(answers.values()) == pytest.approx(1)


def test_same_examples_same_model(model):
    again = train(examples(), grid=load_grid())
    assert np.array_equal(again.weights, model.weights)
    assert again.heads == model.heads


def test_the_number_of_processes_changes_nothing(model):
    again = StatementClassifier(n_jobs=2).fit(examples()).export(load_grid())
    assert np.array_equal(again.weights, model.weights)
    assert again.heads == model.heads


def test_a_loaded_model_answers_as_before(model, folder):
    loaded = load_model(folder, grid=load_grid())
    for text in ("prêt d'une échelle", "la nuit va mieux", "tout autre chose"):
        before, after = model.probabilities(text)["category"], loaded.probabilities(text)["category"]
        assert list(after) == list(before)
        assert after == pytest.approx(before, abs=2e-3)  # weights are kept in 16 bits


def test_statements_read_together_are_read_as_alone(model):
    texts = ["prêt d'une échelle", "", "…", "on se prête, prête, prête un tracteur", "la nuit va mieux " * 5000, "don"]
    for together, alone in zip(model.answer(texts), map(model.probabilities, texts), strict=True):
        for question, answers in alone.items():
            assert together[question] == pytest.approx(answers)
    assert model.answer([]) == []


def test_features_weigh_as_in_training(model):
    classifier = StatementClassifier().fit(examples())
    texts = ["prêt d'une échelle d'une échelle", "la nuit va mieux", "tout autre chose", ""]
    names = list(model.heads["category"].answers)
    ours = [[answers["category"][name] for name in names] for answers in model.answer(texts)]
    assert np.array(ours) == pytest.approx(classifier.predict_proba(texts), abs=1e-4)


def test_the_words_that_weighed(model):
    weights = dict(model.explain("« prêt » d'une échelle !", "solidarite"))
    assert set(weights) == {"prêt", "d'une", "échelle"}
    assert weights["prêt"] > 0


def test_taking_the_heaviest_word_out_lowers_the_probability(model):
    text = "prêt d'un tracteur"
    (word, weight), *_ = model.explain(text, "solidarite")
    without = " ".join(part for part in text.split() if part != word)
    assert weight > 0
    assert model.probabilities(without)["category"]["solidarite"] < model.probabilities(text)["category"]["solidarite"]


@pytest.mark.parametrize(
    "few", [examples()[:2], [e for e in examples() if e.category == "solidarite"]], ids=["reports", "category"]
)
def test_too_little_to_learn_from(few):
    with pytest.raises(ValueError, match=r"too few|nothing to learn"):
        train(few, grid=load_grid())


def refused(folder, match):
    with pytest.raises(ModelError, match=match) as caught:
        load_model(folder, grid=load_grid())
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_no_model_there(tmp_path):
    assert "absent" in refused(tmp_path / "absent", "there is no model there")


@pytest.mark.parametrize("name", ["model.json", "model.npz"])
def test_a_file_cut_short(folder, name):
    path = folder / name
    path.write_bytes(path.read_bytes()[:-40])
    refused(folder, "broken|cut short")


def test_another_format(folder):
    description = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    (folder / "model.json").write_text(json.dumps(description | {"format": 0}), encoding="utf-8")
    refused(folder, "another format")


def test_another_grid(folder):
    description = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    description["heads"]["category"]["answers"][0] = "apiculture"
    (folder / "model.json").write_text(json.dumps(description), encoding="utf-8")
    refused(folder, "apiculture")


def test_files_of_two_models(folder):
    description = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    (folder / "model.json").write_text(json.dumps(description | {"words": description["words"][1:]}), encoding="utf-8")
    refused(folder, "do not belong together")


class Attack:
    """Writes a file when a pickle of it is loaded."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return open, (str(self.path), "w")


@pytest.mark.parametrize("way", ["object-array", "plain-pickle"])
def test_a_hostile_pickle_is_not_run(folder, tmp_path, way):
    mark = tmp_path / "executed"
    if way == "object-array":
        np.savez(folder / "model.npz", weights=np.array([Attack(mark)], dtype=object))
    else:
        (folder / "model.npz").write_bytes(pickle.dumps(Attack(mark)))
    assert not mark.exists()
    refused(folder, "something else than numbers")
    assert not mark.exists()


def test_the_shipped_model_fits_the_shipped_grid():
    model = load_model(shipped_folder(), grid=load_grid())
    assert model.meta["grid_fingerprint"] == load_grid().fingerprint
    assert set(model.heads["category"].answers) == {*load_grid().categories, "hors_grille"}
    size = sum(path.stat().st_size for path in shipped_folder().iterdir())
    assert size < 10_000_000


def test_train_and_use_from_the_command_line(tmp_path):
    rows = [
        {
            "report": f"{e.report}-{twin}", "id": f"{e.report}-{twin}:{i}", "text": e.text,
            "start": 0, "end": len(e.text),
            "sources": [[0, len(e.text)]], "kind": "verbatim",
            "family": None if e.category == "hors_grille" else load_grid().family_of[e.category],
            "category": None if e.category == "hors_grille" else e.category, "also": [], "heading": None,
            "polarity": e.polarity, "publics": [], "public_spans": [], "quantities": [], "annotator": "a",
            "status": "gold",
        }
        for twin in range(2)
        for i, e in enumerate(examples())
    ]  # fmt: skip
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    result = CliRunner().invoke(app, ["train", str(corpus), "-o", str(tmp_path / "mine"), "--only", "--even-if-worse"])
    assert result.exit_code == 0, result.output
    analysis = ti.analyze(text="On se prête une échelle.", model=tmp_path / "mine")
    assert analysis.statements[0].category == "solidarite"
