"""Label Studio, Prodigy and doccano get what they publish as their format, and what is changed there comes back."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest

import tiersimpact as ti
from tiersimpact.exchange import read_statements, write_statements
from tiersimpact.exchange.label_studio import labelling_config

TOOLS = ["label-studio", "prodigy", "doccano"]


@pytest.fixture
def task(sent, tmp_path):
    """The task that a tool gets."""

    def task_(format):
        write_statements([sent], tmp_path / "tasks", format)
        read = json.loads((tmp_path / "tasks").read_text(encoding="utf-8"))
        return read[0] if isinstance(read, list) else read

    return task_


# Label Studio: https://labelstud.io/guide/task_format


def test_label_studio_task(task, sent):
    written = task("label-studio")
    assert written["data"]["text"] == sent.text
    (annotation,) = written["annotations"]
    results = {result["id"]: result for result in annotation["result"]}
    assert len(results) == len(annotation["result"])
    assert {(result["type"], result["to_name"]) for result in results.values()} == {
        ("choices", "text"),
        ("labels", "text"),
    }
    assert results["category"]["value"] == {"choices": ["lien_social"]}
    assert results["also"]["value"] == {"choices": ["solidarite"]}
    assert results["polarity"]["value"] == {"choices": ["polarite:positive"]}
    units = sent.text.encode("utf-16-le")
    for value in (result["value"] for result in results.values() if result["type"] == "labels"):
        assert units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]
    assert results["span-0"]["value"] == {"start": 6, "end": 13, "text": "voisins", "labels": ["voisins"]}


def test_label_studio_config_names_every_result(task, grid, tmp_path):
    results = task("label-studio")["annotations"][0]["result"]
    written = (tmp_path / "tasks-config.xml").read_text(encoding="utf-8")
    assert written == labelling_config(grid)
    view = ElementTree.fromstring(written)
    controls = {tag.get("name"): tag for tag in view if tag.get("toName") == "text"}
    assert view.find("Text").attrib == {"name": "text", "value": "$text"}
    for result in results:
        control = controls[result["from_name"]]
        assert control.tag.lower() == result["type"]
        assert set(result["value"][result["type"]]) <= {choice.get("alias") for choice in control}
    labels = {choice.get("alias"): choice.get("value") for choice in controls["category"]}
    assert labels["sante_bien_etre"] == grid.categories["sante_bien_etre"].label
    assert list(labels)[-1] == "hors_grille"


def test_label_studio_sdk_accepts_it(task, grid):
    interface = pytest.importorskip("label_studio_sdk.label_interface").LabelInterface(labelling_config(grid))
    interface.validate()
    (annotation,) = task("label-studio")["annotations"]
    assert interface.validate_annotation(annotation)
    annotation["result"][0]["value"]["choices"] = ["lien"]
    assert not interface.validate_annotation(annotation)


def test_label_studio_changes_come_back(edited, sent):
    def change(task):
        annotation = task["annotations"][0]
        annotation["completed_by"] = {"id": 7, "email": "omar@example.org"}
        annotation["result"] = [result for result in annotation["result"] if result["from_name"] != "also"]
        annotation["result"][0]["value"]["choices"] = ["reseaux"]
        value = {"start": 27, "end": 33, "text": "3 élus", "labels": ["QUANTITE"]}
        annotation["result"].append(
            {"id": "x9", "from_name": "spans", "to_name": "text", "type": "labels", "value": value}
        )

    back = edited("label-studio", change)
    assert (back.category, back.family, back.also) == ("reseaux", "effets_collectifs", ())
    assert back.quantities == tuple(ti.quantities(sent.text))
    assert [quantity.value for quantity in back.quantities] == [12, 3]
    assert (back.annotator, back.decided_at, back.publics) == ("omar@example.org", None, sent.publics)


def test_label_studio_tells_the_category_from_the_others(edited):
    def swap(task):
        category, also, *_ = task["annotations"][0]["result"]
        category["value"], also["value"] = also["value"], category["value"]

    back = edited("label-studio", swap)
    assert (back.category, back.also) == ("solidarite", ("lien_social",))


def test_label_studio_needs_a_category(edited):
    with pytest.raises(ti.CorpusError, match=r"task 1: no category is chosen. Choose one, or 'hors_grille'"):
        edited("label-studio", lambda task: task["annotations"][0]["result"].pop(0))


def test_label_studio_offsets_in_code_points_are_understood(edited, sent):
    def change(task):
        value = task["annotations"][0]["result"][-2]["value"]
        value |= {"start": 5, "end": 12}

    assert edited("label-studio", change) == sent


def test_label_studio_offsets_that_cut_other_words_are_refused(edited):
    def change(task):
        task["annotations"][0]["result"][-2]["value"] |= {"start": 2, "end": 9}

    with pytest.raises(ti.CorpusError, match=r"tasks.json: task 1: the span 'voisins' does not stand at 2-9"):
        edited("label-studio", change)


def test_label_studio_skipped_and_unread_tasks_stay_as_they_were(edited, sent):
    assert edited("label-studio", lambda task: task["annotations"][0].update(was_cancelled=True, result=[])) == sent
    assert edited("label-studio", lambda task: task["annotations"].clear()) == sent


def test_label_studio_annotations_of_two_are_not_mixed(edited):
    with pytest.raises(ti.CorpusError, match="task 1: the task has 2 annotations"):
        edited("label-studio", lambda task: task["annotations"].append({"result": []}))


# Prodigy: https://prodi.gy/docs/api-interfaces


def test_prodigy_task(task, sent):
    written = task("prodigy")
    tokens = written["tokens"]
    assert [token["id"] for token in tokens] == list(range(len(tokens)))
    assert all(sent.text[token["start"] : token["end"]] == token["text"] for token in tokens)
    assert "".join(token["text"] + " " * token["ws"] for token in tokens) == sent.text
    for span in written["spans"]:
        assert tokens[span["token_start"]]["start"] == span["start"]
        assert tokens[span["token_end"]]["end"] == span["end"]
    assert set(written["accept"]) <= {option["id"] for option in written["options"]}
    assert {"id": "lien_social", "text": "Lien social"} in written["options"]
    assert all(-(2**31) <= written[name] < 2**31 for name in ("_input_hash", "_task_hash"))


def test_prodigy_keeps_two_reports_that_say_the_same(sent, tmp_path):
    write_statements([sent, replace(sent, id="autre:1", report="autre")], tmp_path / "a.jsonl", "prodigy")
    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows[0]["_input_hash"] != rows[1]["_input_hash"]


def test_prodigy_changes_come_back(edited):
    def change(task):
        task["accept"] = ["hors_grille", "polarite:neutral"]
        task["spans"] = [{"start": 26, "end": 32, "label": "dirigeants", "token_start": 5, "token_end": 6}]
        task["_annotator_id"] = "corpus-omar"

    back = edited("prodigy", change)
    assert (back.category, back.family, back.also, back.polarity) == (None, None, (), "neutral")
    assert back.public_spans == (ti.PublicSpan("dirigeants", "3 élus", 26, 32),)
    assert back.publics == ("benevoles", "dirigeants")  # the volunteers are named without words
    assert (back.quantities, back.annotator) == ((), "corpus-omar")


@pytest.mark.parametrize("answer", ["reject", "ignore"])
def test_prodigy_tasks_without_answer_stay_as_they_were(edited, sent, answer):
    assert edited("prodigy", lambda task: task.update(answer=answer, accept=[], spans=[])) == sent


# doccano: its « Intent Detection and Slot Filling » example


def test_doccano_task(task, sent):
    written = task("doccano")
    assert written["cats"] == ["lien_social", "solidarite", "polarite:positive"]
    assert written["entities"] == [[5, 12, "voisins"], [2, 12, "QUANTITE"]]
    assert all(sent.text[start:end] for start, end, _ in written["entities"])


def test_doccano_sorts_labels_and_adds_columns(edited, sent):
    def change(task):
        task |= {"id": 3, "Comments": [], "cats": sorted(task["cats"]), "entities": sorted(task["entities"])}

    assert edited("doccano", change) == sent


def test_doccano_changes_come_back(edited, sent):
    back = edited("doccano", lambda task: task["cats"].insert(0, "capacite_agir"))
    assert (back.category, back.also, back.annotator) == ("lien_social", ("solidarite", "capacite_agir"), "lise")
    assert back.public_spans == sent.public_spans


@pytest.mark.parametrize("tool", TOOLS)
def test_candidates_of_a_statement_off_the_grid_stay(tool, sent, tmp_path):
    off_grid = replace(sent, category=None, family=None)
    write_statements([off_grid], tmp_path / "tasks", tool)
    assert read_statements(tmp_path / "tasks", tool) == [off_grid]


# What no tool may do


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda task: task.update(text="autre"), "the text is not the one that was sent"),
        (lambda task: task.update(cats=["polarite:mixed"]), "no category is chosen. Choose one, or"),
        (lambda task: task["cats"].append("hors_grille"), "'hors_grille' is chosen beside category 'lien_social'"),
        (lambda task: task.update(cats=["reseaux"]), "the polarity is not chosen. Choose one of: positive,"),
        (lambda task: task["cats"].append("polarite:mixed"), "the polarity is ['positive', 'mixed']"),
        (lambda task: task["cats"].append("reseau"), "choice 'reseau' is not in the grid. Did you mean 'reseaux'?"),
        (lambda task: task["entities"].append([0, 1, "voisin"]), "label 'voisin' is not in the grid. Did you mean"),
        (lambda task: task["entities"].append([30, 99, "voisins"]), "span 30-99 lies outside the text"),
        (lambda task: task["entities"].append([3]), "not a task of ours with 'text', 'cats', 'entities', 'statement'"),
        (lambda task: task["entities"].append([0, float("inf"), "voisins"]), "is no number of JSON"),
        (lambda task: task.update(statement=None), "not a task of ours"),
    ],
)
def test_what_makes_no_statement_is_refused(edited, change, message):
    with pytest.raises(ti.CorpusError) as error:
        edited("doccano", change)
    assert "tasks.jsonl:1: " in str(error.value)
    assert message in str(error.value)


@pytest.mark.parametrize("tool", TOOLS)
def test_newly_marked_words_that_count_nothing_are_a_vague_quantity(tool, sent, tmp_path):
    vague = ti.Quantity("dansent", 13, 20, None, None, "approx", None, None, None, "count")
    path = tmp_path / "tasks"
    write_statements([replace(sent, quantities=(vague,))], path, tool)
    tasks = json.loads(path.read_text(encoding="utf-8"))
    for task in tasks if isinstance(tasks, list) else [tasks]:
        task.get("data", task)["statement"]["quantities"] = []  # as it was sent, before the words were marked
    path.write_text(json.dumps(tasks), encoding="utf-8")
    (back,) = read_statements(path, tool)
    assert back.quantities == (vague,)
