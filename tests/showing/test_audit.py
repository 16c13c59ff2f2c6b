"""What became of every character: nothing of any text is unaccounted for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tiersimpact as ti
from tiersimpact.analysis import analyze_source
from tiersimpact.grid import load_grid
from tiersimpact.reading import Source
from tiersimpact.showing.audit import MARK

ROOT = Path(__file__).parents[2]
REPORTS = [
    *sorted(path for path in (ROOT / "data" / "reports").iterdir() if path.suffix in (".txt", ".md")),
    *sorted((ROOT.parent / "shared" / "reports").glob("*.txt")),
]
LIST_NUMBER = re.compile(r"\(?\d{1,2}[.)]")

PIECES = st.sampled_from(
    [
        "SOLIDARITÉ", "# Santé", "RÉSEAU DE\nPERSONNES", "Solidarité : un prêt de vélo", "PORTES OUVERTES",
        "Des échanges, dons ou mutualisations de", "petits services ont été observés entre :", "- publics en",
        "difficulté", "• bénévoles", "2. un deuxième point", "…", ".", "***", "---", "```", "#bal #jeu de boules",
        "#....", "Un atelier... Lire la suite", "**portés** par [Léo](https://lieu.example)", "![four](four.png)",
        "di\ufffdicultés", "forma-\ntion", "défini\u00ad\ntion", "e\u0301te\u0301", "bÃ©nÃ©voles", "12\u202f000 €",
        "quartier.Ces gens", "\x00", "\u200b", "\ue001", "🎉", "(", "Certaines personnes ont fait part :",
        "- d'une plus grande confiance en eux", "Les voisins se prêtent une échelle.",
    ]
)  # fmt: skip
SEPARATORS = st.sampled_from(["\n", "\n\n", " ", "", "\r\n", "    "])
TEXTS = st.one_of(
    st.lists(st.tuples(PIECES, SEPARATORS), min_size=1).map(lambda pieces: "".join(sum(pieces, ()))),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.text(alphabet="aé1-#*_[]()\n\r ·.•:\ufffd\u00ad\u0301ÃÂ©", min_size=1),
)


def check(analysis):
    """The stretches are the raw text, each with a fate; what quotes nothing holds no word."""
    stretches = analysis.audit()
    assert "".join(stretch.text for stretch in stretches) == analysis.source.text
    ids = {statement.id for statement in analysis.statements}
    for stretch in stretches:
        assert analysis.source.text[stretch.start : stretch.end] == stretch.text
        assert ids.issuperset(stretch.statements)
        assert (stretch.kind in ("statement", "keyword")) <= bool(stretch.statements)
        assert (stretch.kind == "dropped") == (stretch.reason is not None)
        assert (stretch.kind == "blank") == (not stretch.text.strip())
        if stretch.reason == MARK:
            assert not any(map(str.isalnum, LIST_NUMBER.sub("", stretch.text))), stretch
    assert ids == {name for stretch in stretches for name in stretch.statements}


@given(TEXTS)
def test_every_character_of_any_text_is_accounted_for(text):
    check(analyze_source(Source("texte", text), grid=load_grid()))


@pytest.mark.parametrize("path", REPORTS[::11] + REPORTS[-3:], ids=lambda path: path.stem)
def test_every_character_of_a_report_is_accounted_for(path):
    check(ti.analyze(path))


def test_what_is_dropped_has_its_reason():
    analysis = ti.analyze(text="SOLIDARITÉ\n\n• **prêts**\n\n.\n\nUn bal. Lire la suite\n\n#four")
    assert [(piece.text.strip(), piece.reason) for piece in analysis.dropped] == [
        ("•", MARK), ("**", "markdown"), ("**", "markdown"), (".", MARK), ("Lire la suite", "« lire la suite »"),
        ("#", MARK),
    ]  # fmt: skip
    kinds = {stretch.text.strip(): stretch.kind for stretch in analysis.audit()}
    assert (kinds["SOLIDARITÉ"], kinds["prêts"], kinds["four"]) == ("heading", "statement", "keyword")


def test_a_lead_in_belongs_to_each_of_its_items():
    analysis = ti.analyze(
        text="SANTÉ\nOn dort :\n- mieux depuis que le four chauffe la nuit\n- plus qu'avant, surtout en plein hiver"
    )
    lead = next(stretch for stretch in analysis.audit() if stretch.text.startswith("On dort"))
    assert lead.statements == ("text:1", "text:2")
