"""The page that shows a report: whole, French, without network, safe with any text; looked at in a real browser."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

import tiersimpact as ti
from tiersimpact.showing import to_html

HOSTILE = """SOLIDARITÉ

<script>document.title = "pris"</script> Les voisins "><img src=x onerror="document.title='pris'"> se prêtent
{{ 7 * 7 }} outils.

</div></style><style>* { display: none }</style> Une voisine danse.

#javascript:alert(1) #four
"""
TORN = """SOLIDARITÉ

Des échanges, dons ou mutualisations de

RÉSEAU DE PERSONNES

La création de réseaux de personnes autour

petits services et de biens ont été observés entre des bénévoles.

d'un besoin commun ou d'une envie a été observée entre des voisins.
"""


class Reader(HTMLParser):
    """The words of the raw text as the page prints them."""

    def __init__(self):
        super().__init__()
        self.depth, self.words, self.tags = 0, "", set()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        if tag == "div" and (self.depth or ("class", "raw") in attributes):
            self.depth += 1

    def handle_endtag(self, tag):
        self.depth -= self.depth > 0 and tag == "div"

    def handle_data(self, data):
        self.words += data if self.depth else ""


def read(html):
    reader = Reader()
    reader.feed(html)
    return reader


@pytest.mark.parametrize(
    "text", [HOSTILE, TORN, "SANTÉ\r\n\tOn  dort.\n\n\n. &amp; <b>"], ids=["hostile", "torn", "odd"]
)
def test_the_page_holds_the_raw_text_and_nothing_of_it_as_markup(text):
    reader = read(ti.analyze(text=text).to_html())
    assert reader.words == text
    assert reader.tags.isdisjoint({"img", "iframe", "object", "embed"})


def test_every_piece_leads_to_its_statement(fournil_analysis):
    html = fournil_analysis.to_html()
    linked = set(re.findall(r'class="piece [^"]*" href="#([^"]+)"', html))
    assert linked <= set(re.findall(r'class="card [^"]*" id="([^"]+)"', html))
    assert len(linked) == len(fournil_analysis.statements)


def test_several_reports_share_a_page(fournil_analysis):
    html = to_html([fournil_analysis, ti.analyze(text=TORN, name="<la grange>")])
    assert html.count("<article") == 2
    assert '<a href="#r2">&lt;la grange&gt;</a>' in html
    anchors = re.findall(r' id="([^"]+)"', html)
    assert len(anchors) == len(set(anchors))


def test_what_was_left_out_is_listed_with_its_reason(tmp_path):
    path = tmp_path / "page.html"
    path.write_text("<nav>Accueil</nav><main><h2>Santé</h2><p>On dort mieux.</p></main>", encoding="utf-8")
    html = ti.analyze(path).to_html()
    assert "<li><del>Accueil</del> : menu, laissé de côté à la lecture</li>" in html
    assert "<h3>1 énoncé</h3>" in html


def test_the_command_writes_the_page(run, fournil, fournil_analysis, tmp_path):
    path = tmp_path / "page.html"
    assert run("analyze", fournil, "--format", "html", "-o", path).code == 0
    assert path.read_text(encoding="utf-8") == fournil_analysis.to_html()


def test_a_hostile_report_does_nothing(opened):
    page = opened(ti.analyze(text=HOSTILE).to_html())
    page.locator(".piece").first.click()
    assert page.title() == "text : énoncés relevés"
    assert len(page.asked) == 1
    assert page.said == []
    assert page.locator(".raw").is_visible()


def test_choosing_a_piece_marks_them_all(opened):
    page = opened(ti.analyze(text=TORN).to_html())
    page.get_by_text("petits services et de biens").first.click()
    assert [text.split()[0] for text in page.locator(".piece.chosen").all_inner_texts()] == ["Des", "petits"]
    sheet = page.locator("#sheet")
    assert "1 Solidarité" in sheet.inner_text()
    assert "recomposé à partir de morceaux éparpillés" in sheet.inner_text()
    assert "Publics : Bénévoles" in sheet.inner_text()
    page.keyboard.press("Escape")
    assert sheet.is_hidden()
    assert page.locator(".piece.chosen").count() == 0


def test_nothing_is_wider_than_the_screen(opened):
    page = opened(ti.analyze(text=f"SANTÉ\n\nOn dort {'très' * 200} bien.\n\n{'=' * 900}").to_html())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
