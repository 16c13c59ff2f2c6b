"""The page: whole, French, of one grid, its links answered by its filter."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl

import pytest

import tiersimpact as ti

FIELD = re.compile(r'<select name="(\w+)">(.*?)</select>', re.DOTALL)
NAMES = ["lively", "quiet", "fournil_analysis"]


@pytest.fixture(params=[NAMES[:1], NAMES], ids=["one", "three"])
def page(request):
    return ti.portrait(request.getfixturevalue(name) for name in request.param)


def test_every_link_asks_what_the_filter_offers(page):
    offered = {name: set(re.findall('value="(.*?)"', options)) for name, options in FIELD.findall(page)}
    offered.setdefault("place", {"r1"})  # a single place needs no field
    asked = {pair for query in re.findall('data-filter="(.*?)"', page) for pair in parse_qsl(unescape(query))}
    assert {name for name, _ in asked} >= {"place", "category", "public", "polarity"}
    assert all(value in offered[name] for name, value in asked)


def test_links_lead_somewhere(page):
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall('href="#([^"]+)"', page)) <= set(anchors)


def test_the_page_says_what_its_numbers_count(page):
    assert re.search(r"comptent des énoncés, .* et non des effets mesurés", page)


def test_an_analysis_gives_its_portrait(lively):
    assert lively.portrait() == ti.portrait([lively])


def test_names_of_reports_are_text(lively, quiet):
    hostile = ti.analyze(text=lively.source.text, name='<b>"la halle"')
    page = ti.portrait([hostile, quiet])
    assert "<b>&#34;" not in page
    assert "&lt;b&gt;&#34;la halle&#34;" in page


def test_labels_of_a_grid_are_text(farm_path, tmp_path):
    path = tmp_path / "grille.yaml"
    hostile = re.sub(r"label: .*", """label: '"><img src=x onerror=alert(1)><b>'""", farm_path.read_text("utf-8"))
    path.write_text(hostile, encoding="utf-8")
    analysis = ti.analyze(text="AUTONOMIE\n\nLes élèves soignent 12 bêtes.", grid=ti.Grid.from_yaml(path))
    for page in (analysis.portrait(), ti.portrait([analysis, analysis]), analysis.to_html()):
        assert "&lt;img src=x" in page
        assert "<img" not in page


def test_an_empty_portrait_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        ti.portrait([])


def test_reports_of_two_grids_are_not_compared(lively, farm_grid):
    with pytest.raises(ValueError, match="one grid"):
        ti.portrait([lively, ti.analyze(text="AUTONOMIE\n\nLes élèves soignent les bêtes.", grid=farm_grid)])


def test_a_network_s_own_grid_has_its_portrait(farm_grid):
    page = ti.analyze(text="AUTONOMIE\n\nLes élèves soignent les bêtes.", grid=farm_grid).portrait()
    assert "Effets sur les élèves" in page
    assert "Lien social" not in page


def test_the_command_writes_the_page(run, fournil, fournil_analysis, tmp_path):
    path = tmp_path / "portrait.html"
    assert run("portrait", fournil, "-o", path).code == 0
    assert path.read_text(encoding="utf-8") == fournil_analysis.portrait()


def test_a_report_that_cannot_be_read_is_named_and_the_others_go_on(run, fournil, fournil_analysis, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.touch()
    result = run("portrait", empty, fournil)
    assert result.code == 1
    assert "empty.txt" in result.err
    assert "1 of 2" in result.err
    assert result.out == fournil_analysis.portrait()


def test_no_page_is_written_of_nothing(run, tmp_path):
    path = tmp_path / "portrait.html"
    assert run("portrait", tmp_path / "missing.txt", "-o", path).code == 1
    assert not path.exists()
