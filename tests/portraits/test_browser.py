"""The page in a real browser: safe, readable on a phone and on paper, every number opened by a touch."""

from __future__ import annotations

from pypdf import PdfReader

import tiersimpact as ti

HOSTILE = """SOLIDARITÉ

<script>document.title = "pris"</script> Les voisins "><img src=x onerror="document.title='pris'"> se prêtent
{{ 7 * 7 }} outils.

</summary></details></style><style>* { display: none }</style> Douze voisines dansent.
"""
LONG = f"SANTÉ\n\nOn dort {'très' * 200} bien.\n\nLes voisins dorment {'=' * 900} mieux, 12 {'voisins' * 60} aussi."


def shown(page, selector):
    return page.locator(f"{selector}:visible").count()


def test_a_hostile_report_does_nothing(opened):
    page = opened(ti.analyze(text=HOSTILE, name="<img src=x onerror=alert(1)>").portrait())
    page.locator(".card .quote").first.click()
    assert page.title() == "Portrait : <img src=x onerror=alert(1)>"
    assert page.locator("img").count() == 0
    assert len(page.asked) == 1
    assert page.said == []
    assert shown(page, ".passages mark") == 1


def test_a_quote_opens_on_its_source(opened, lively):
    page = opened(lively.portrait())
    quote = page.locator(".card .quote", has_text="Une trentaine")
    assert shown(page, ".passages") == 0
    quote.click()
    assert shown(page, ".passages") == 1
    assert page.locator("mark:visible").inner_text() == "Une trentaine de bénévoles tiennent le bar."
    assert "Quelques voisines" in page.locator(".passage:visible").inner_text()


def test_a_number_shows_its_statements(opened, lively, quiet):
    page = opened(ti.portrait([lively, quiet]))
    row = page.locator(".matrix tr", has=page.get_by_role("rowheader", name="la-halle")).first
    row.get_by_role("link").nth(1).click()
    assert page.locator(".card:visible").all_inner_texts()[0].startswith("la-halle\n")
    assert shown(page, ".card") == 1
    assert "se disputent" in page.locator(".card:visible").inner_text()
    assert page.locator("#enonces").inner_text() == "Les énoncés 1 sur 7"
    page.locator("#filter").get_by_role("button", name="Tout montrer").click()
    page.wait_for_function("document.querySelectorAll('.card[hidden]').length === 0")


def test_the_filter_says_what_it_asks_and_how_to_leave_it(opened, lively, quiet):
    page = opened(ti.portrait([lively, quiet]))
    assert shown(page, ".asked") == 0
    page.locator("[name=place]").select_option("le-moulin")
    page.locator("[name=words]").fill("repas ")
    asked = page.locator(".asked:visible")
    assert [each.split("Tout montrer")[0].strip() for each in asked.all_inner_texts()] == ["« repas », le-moulin"] * 2
    asked.get_by_role("button").last.click()
    page.wait_for_function("document.querySelectorAll('.card[hidden]').length === 0")
    assert shown(page, ".asked") == 0


def test_what_a_cell_says_stands_in_one_column(opened, lively, quiet):
    page = opened(ti.portrait([lively, quiet]))
    cell = page.locator("td", has=page.locator("p:nth-of-type(2) .together")).first
    assert cell.locator("p").count() == 2
    assert len({box["x"] for box in (line.bounding_box() for line in cell.locator("p").all())}) == 1


def test_fields_filter_statements_and_quantities_together(opened, lively, quiet):
    page = opened(ti.portrait([lively, quiet]))
    page.locator("[name=place]").select_option("le-moulin")
    assert shown(page, ".card") == 3
    assert shown(page, ".measures [data-check]") == 4
    page.locator("[name=words]").fill("REPAS gratuits")
    assert shown(page, ".card") == 1
    page.locator("[name=public]").select_option("Bénévoles")
    assert shown(page, ".card") == 0
    assert shown(page, ".kind") == 0


def test_words_are_found_without_their_accents(opened, lively):
    page = opened(lively.portrait())
    page.locator("[name=words]").fill("gouter")
    assert page.locator(".card:visible .quote").all_inner_texts() == [
        "«\xa0Quelques voisines viennent goûter le mardi.\xa0»"
    ]


def test_vague_quantities_are_marked(opened, lively):
    page = opened(lively.portrait())
    page.locator("[name=check]").select_option("Avec une quantité sans chiffre")
    row = page.locator(".measures [data-check]:visible")
    assert row.count() == 1
    assert "vague" in row.inner_text()


def test_a_place_opens_from_the_table(opened, lively, quiet):
    page = opened(ti.portrait([lively, quiet]))
    page.get_by_role("link", name="le-moulin").click()
    assert page.locator("#r2 .effect").first.is_visible()
    assert page.locator("#r1 .effect").first.is_hidden()


def test_nothing_is_wider_than_the_screen(opened, lively):
    page = opened(ti.portrait([lively, ti.analyze(text=LONG, name="x" * 120)]))
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_page_prints(browser, lively, quiet, tmp_path):
    path = tmp_path / "portrait.html"
    path.write_text(ti.portrait([lively, quiet]), encoding="utf-8")
    page = browser.new_page(color_scheme="dark")
    page.goto(path.as_uri())
    page.pdf(path=tmp_path / "portrait.pdf", prefer_css_page_size=True)
    page.close()
    pages = PdfReader(tmp_path / "portrait.pdf").pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Portrait de 2 lieux" in text
    assert "Une trentaine de bénévoles tiennent le bar." in text
    assert text.count("Réponse au questionnaire") > 2  # each place's own effects are printed, and its closed box is not
    assert "Tout montrer" not in text
    assert all(len(page.extract_text()) > 100 for page in pages)
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]
