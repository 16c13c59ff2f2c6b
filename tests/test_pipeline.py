"""The same steps as spaCy components: found by name, kept by bytes, and the same as the library's."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
import spacy
from spacy import displacy
from spacy.tokens import Doc, DocBin

import tiersimpact as ti

FACTORIES = ["tiersimpact", "tiersimpact_statements", "tiersimpact_publics", "tiersimpact_quantities"]
KEYS = ["statements", "publics", "quantities"]


@pytest.fixture(scope="module")
def doc(nlp, fournil_analysis):
    return nlp(fournil_analysis.clean.text)


@pytest.fixture(scope="module")
def analysis(fournil_analysis):
    return fournil_analysis


def details(doc):
    """Lists come back from bytes as tuples; JSON makes no difference."""
    return json.loads(json.dumps(doc._.tiersimpact))


def spans(doc):
    return {key: [(span.text, span.label_) for span in doc.spans[key]] for key in KEYS}


def test_by_name_without_importing_tiersimpact():
    program = """
import json, spacy
nlp = spacy.blank("fr")
nlp.add_pipe("tiersimpact_quantities")
nlp.add_pipe("tiersimpact_publics", config={"spans_key": "qui"})
doc = nlp("Une vingtaine de bénévoles et trois voisines.")
print(json.dumps([[(s.text, s.label_) for s in doc.spans[key]] for key in ("quantities", "qui")]))
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(result.stdout) == [
        [["Une vingtaine de bénévoles", "count"], ["trois voisines", "count"]],
        [["bénévoles", "benevoles"], ["voisines", "voisins"]],
    ]


@pytest.mark.parametrize("name", FACTORIES)
def test_each_factory_stands_alone(name):
    nlp = spacy.blank("fr")
    nlp.add_pipe(name)
    assert nlp("").text == ""
    doc = nlp("Trois voisins dansent.")
    assert set(doc.spans) == (set(KEYS) if name == "tiersimpact" else {name.removeprefix("tiersimpact_")})


def test_statements_are_the_library_s(doc, analysis):
    statements = analysis.statements
    found = doc._.tiersimpact["statements"]
    assert [detail["text"] for detail in found] == [statement.text for statement in statements]
    assert [detail["category"] for detail in found] == [statement.category for statement in statements]
    assert [span.label_ for span in doc.spans["statements"]] == [s.category or "hors_grille" for s in statements]
    assert [detail["kind"] for detail in found] == [statement.kind for statement in statements]


def test_publics_are_the_library_s(doc, analysis):
    expected = [(span.text, span.public) for s in analysis.statements for span in s.public_spans]
    assert spans(doc)["publics"] == expected


def test_quantities_are_the_library_s(doc, analysis):
    assert [detail["text"] for detail in doc._.tiersimpact["quantities"]] == [q.text for q in analysis.quantities]
    assert [detail["value"] for detail in doc._.tiersimpact["quantities"]] == [q.value for q in analysis.quantities]
    assert [label for _, label in spans(doc)["quantities"]] == [q.kind for q in analysis.quantities]


@pytest.mark.parametrize("key", ["publics", "quantities"])
def test_details_slice_the_doc(doc, key):
    assert len(doc.spans[key]) > 0
    for detail, span in zip(doc._.tiersimpact[key], doc.spans[key], strict=True):
        assert doc.text[detail["start"] : detail["end"]] == detail["text"]
        assert detail["text"] in span.text


def test_spans_survive_bytes(doc):
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert spans(again) == spans(doc)
    assert details(again) == details(doc)


def test_spans_survive_docbin(doc, nlp):
    data = DocBin(docs=[doc, nlp("Trois voisins dansent.")], store_user_data=True).to_bytes()
    again, other = DocBin().from_bytes(data).get_docs(spacy.blank("fr").vocab)
    assert spans(again) == spans(doc)
    assert details(again) == details(doc)
    assert [span.text for span in other.spans["quantities"]] == ["Trois voisins"]


def test_a_pipeline_survives_the_disk(doc, nlp, tmp_path):
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again.pipe_names == nlp.pipe_names
    assert spans(again(doc.text)) == spans(doc)


def test_an_own_grid_survives_the_disk(farm_path, tmp_path):
    nlp = ti.load(grid=str(farm_path))
    text = "FERTILITÉ\nLe compost de la ferme a remplacé 30 % des engrais achetés."
    nlp.to_disk(tmp_path / "pipeline")
    for pipeline in (nlp, spacy.load(tmp_path / "pipeline")):
        doc = pipeline(text)
        assert [span.label_ for span in doc.spans["statements"]] == ["fertilite"]


@pytest.mark.parametrize("key", KEYS)
def test_displacy_draws_the_spans(doc, key):
    page = displacy.render(doc, style="span", options={"spans_key": key}, jupyter=False)
    assert [label for _, label in spans(doc)[key] if label not in page] == []


def test_a_batch_of_docs(nlp):
    texts = ["Trois voisins dansent.", "", "On chante."]
    found = [[span.text for span in doc.spans["publics"]] for doc in nlp.pipe(texts, batch_size=2)]
    assert found == [["voisins"], [], []]


def test_headings_and_keywords_hold_no_finding(nlp):
    doc = nlp("# Les 12 bénévoles\nOn danse.\n#12 voisins")
    assert spans(doc)["publics"] == []
    assert spans(doc)["quantities"] == []


def test_other_components_and_their_spans_stay():
    nlp = spacy.blank("fr")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("tiersimpact_quantities", config={"spans_key": "nombres"})
    nlp.add_pipe("tiersimpact_publics")
    doc = nlp("Trois voisins dansent. On chante.")
    assert len(list(doc.sents)) == 2
    assert set(doc.spans) == {"nombres", "publics"}
    assert set(doc._.tiersimpact) == {"quantities", "publics"}


@pytest.mark.parametrize("name", ["tiersimpact_statements", "tiersimpact_publics", "tiersimpact"])
def test_a_bad_grid_is_named(name, tmp_path):
    nlp = spacy.blank("fr")
    with pytest.raises(ti.GridError, match=r"absente\.yaml"):
        nlp.add_pipe(name, config={"grid": str(tmp_path / "absente.yaml")})


def test_people_have_their_public_type(nlp):
    (detail,) = nlp("Une vingtaine de bénévoles cuisinent.")._.tiersimpact["quantities"]
    assert detail["public"] == "benevoles"
    assert ti.quantities("Une vingtaine de bénévoles cuisinent.", publics=True)[0].public == "benevoles"
