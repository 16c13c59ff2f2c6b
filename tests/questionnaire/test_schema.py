"""The published JSON Schema: up to date, and kept by every output."""

from __future__ import annotations

import json

import jsonschema
import pytest

import tiersimpact as ti
from benchmarks.reports import own_reports

REPORTS = own_reports()[::40]


def test_the_file_is_up_to_date(grid):
    """Print it again with ``tiersimpact grid --schema > tiersimpact/questionnaire/schema.json``."""
    assert ti.questionnaire_schema() == ti.questionnaire_schema(grid)


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(ti.questionnaire_schema())


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_outputs_keep_to_it(path):
    jsonschema.validate(ti.analyze(path).answers.to_dict(), ti.questionnaire_schema())


@pytest.mark.parametrize("text", ["SOLIDARITÉ ++\n", "Bonjour à tous les voisins du quartier."])
def test_small_outputs_keep_to_it(text):
    jsonschema.validate(ti.analyze(text=text).answers.to_dict(), ti.questionnaire_schema())


def spoil_category(record):
    record["questionnaire"]["jardinage"] = record["questionnaire"].pop("lien_social")


def spoil_slot(record):
    record["questionnaire"]["lien_social"]["slots"]["couleur"] = []


def spoil_public(record):
    record["questionnaire"]["lien_social"]["publics"] = ["martiens"]


def spoil_polarity(record):
    record["questionnaire"]["lien_social"]["slots"]["occasions"][0]["polarity"] = "rose"


@pytest.mark.parametrize("spoil", [spoil_category, spoil_slot, spoil_public, spoil_polarity])
def test_what_is_not_in_the_grid_is_refused(fournil_analysis, spoil):
    record = fournil_analysis.answers.to_dict()
    spoil(record)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, ti.questionnaire_schema())


def test_another_grid_has_its_own(farm_grid, farm_path):
    schema = ti.questionnaire_schema(farm_grid)
    analysis = ti.analyze(farm_path.with_name("ferme.txt"), grid=farm_grid)
    jsonschema.validate(analysis.answers.to_dict(), schema)
    assert list(schema["properties"]["questionnaire"]["properties"]) == list(farm_grid.categories)


def test_the_command_prints_it(run):
    assert json.loads(run("grid", "--schema").out) == ti.questionnaire_schema()


def test_the_command_prints_another_grid_s(run, farm_grid, farm_path):
    printed = json.loads(run("grid", "--schema", "--grid", farm_path).out)
    assert printed == ti.questionnaire_schema(farm_grid)
