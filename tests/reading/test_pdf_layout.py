"""Pages printed by a browser: read in the order in which a person reads them."""

from __future__ import annotations

import pytest

import tiersimpact as ti

WORDS = (
    "la grange accueille des voisines qui réparent ensemble leurs vélos et leurs souvenirs, puis partagent une soupe "
    "épaisse avec les passants de la place du marché avant de rentrer chez elles"
).split()
# Paragraphs that differ, so that any of them in a wrong place is seen.
PARAGRAPHS = [f"Au jour {n}, {' '.join(WORDS[: 9 + 5 * n % 17])} ({n})." for n in range(1, 25)]
HEADINGS = ["Lien social", "Solidarité", "Cadre de vie"]


def html(paragraphs, heading=None):
    return (f"<h2>{heading}</h2>" if heading else "") + "".join(f"<p>{text}</p>" for text in paragraphs)


def sections(paragraphs, tag="section"):
    size = len(paragraphs) // len(HEADINGS)
    parts = [paragraphs[i * size : (i + 1) * size] for i in range(len(HEADINGS))]
    body = "".join(f"<{tag}>{html(part, name)}</{tag}>" for name, part in zip(HEADINGS, parts, strict=True))
    return body, [line for name, part in zip(HEADINGS, parts, strict=True) for line in (f"## {name}", *part)]


@pytest.mark.parametrize(
    "style",
    [
        pytest.param("", id="one-column"),
        pytest.param("main { columns: 2 }", id="two-columns"),
        pytest.param("main { columns: 2; text-align: justify; hyphens: auto }", id="justified"),
        pytest.param("main { columns: 3; font-size: 9pt; hyphens: auto }", id="three-columns"),
        pytest.param("main { columns: 2; height: 215mm; column-fill: auto }", id="last-column-short"),
        pytest.param("main { width: 90mm } p { margin: 0; text-indent: 2em } h2 { margin: 1em 0 .2em }", id="indented"),
        pytest.param("h2 { letter-spacing: .25em; text-align: center }", id="spaced-headings"),
        pytest.param("body { line-height: 2 }", id="double-spaced"),
    ],
)
def test_flowing_text(print_pdf, blocks, style):
    body, wanted = sections(PARAGRAPHS)
    path = print_pdf(f"<h1>La grange</h1><main>{body}</main>", style)
    assert blocks(path) == ["# La grange", *wanted]


def test_from_one_to_three_columns(print_pdf, blocks):
    style = ".three { columns: 3; font-size: 10pt }"
    path = print_pdf(
        f"{html(PARAGRAPHS[:3], 'Lien social')}<div class=three>{html(PARAGRAPHS[3:12])}</div>"
        f"{html([], 'Solidarité')}<div class=three>{html(PARAGRAPHS[12:18])}</div>"
        f"{html(PARAGRAPHS[18:20], 'Cadre de vie')}",
        style,
    )
    wanted = [
        "# Lien social",
        *PARAGRAPHS[:12],
        "# Solidarité",
        *PARAGRAPHS[12:18],
        "# Cadre de vie",
        *PARAGRAPHS[18:20],
    ]
    assert blocks(path) == wanted


def test_a_text_drawn_right_column_first(print_pdf, blocks):
    box = "<div style='position: absolute; top: 0; width: 80mm; left: {}mm'>{}</div>"
    path = print_pdf(
        box.format(95, html(PARAGRAPHS[4:8], "Solidarité")) + box.format(0, html(PARAGRAPHS[:4], "Lien social"))
    )
    assert blocks(path) == ["# Lien social", *PARAGRAPHS[:4], "# Solidarité", *PARAGRAPHS[4:8]]


def test_cards_are_read_one_by_one(print_pdf, blocks):
    style = "main { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: 8mm } h2 { font-size: 12pt }"
    cards = [(f"Carte {n}", PARAGRAPHS[2 * n : 2 * n + 2]) for n in range(6)]
    path = print_pdf(
        f"<main>{''.join(f'<section>{html(texts, name)}</section>' for name, texts in cards)}</main>", style
    )
    assert blocks(path) == [line for name, texts in cards for line in (f"# {name}", *texts)]


def test_a_table_is_read_row_by_row(print_pdf):
    rows = [("Lieu", "la grange"), ("Ouverture", "mars 2019"), ("Équipe", "quatre salariées")]
    table = "".join(f"<tr><td>{left}<td>{right}" for left, right in rows)
    path = print_pdf(f"<p>{PARAGRAPHS[0]}</p><table>{table}</table>", "td { padding: 3mm 20mm 3mm 0 }")
    words = ti.read(path).text.removeprefix(PARAGRAPHS[0]).split()
    assert words == " ".join(f"{left} {right}" for left, right in rows).split()


@pytest.mark.parametrize("kind", ["disc", "square", "'– '", "decimal"])
def test_a_list_over_a_page_break(print_pdf, blocks, kind):
    items = [text.removesuffix(".") for text in PARAGRAPHS]
    path = print_pdf(
        f"<h2>Solidarité</h2><ul>{''.join(f'<li>{item}' for item in items)}</ul>",
        f"ul {{ list-style: {kind}; line-height: 2 }}",
    )
    assert blocks(path) == ["# Solidarité", *(f"- {item}" for item in items)]
    assert {place.page for place in ti.read(path).places} == {1, 2}


def test_names_of_publics_without_bullets(print_pdf, blocks):
    names = ["habitants du village et des hameaux d'alentour", "visiteurs", "bénévoles", "associations et écoles"]
    path = print_pdf(f"<p>{'<br>'.join(names)}</p>" + html(PARAGRAPHS[:3]))
    assert blocks(path) == [*names, *PARAGRAPHS[:3]]


def test_text_beside_a_picture_stays_together(print_pdf, blocks):
    picture = "<div style='float: right; width: 90mm; height: 40mm; background: #ccc'></div>"
    path = print_pdf(picture + html(PARAGRAPHS[:9]))
    assert blocks(path) == PARAGRAPHS[:9]


def test_running_headers_are_dropped_and_listed(print_pdf, blocks):
    style = (
        "@page { @top-left { content: 'La grange – bilan 2024'; font-size: 9pt }"
        " @bottom-right { content: counter(page) ' / ' counter(pages); font-size: 9pt } } p { line-height: 2 }"
    )
    path = print_pdf(html(PARAGRAPHS), style)
    assert blocks(path) == PARAGRAPHS
    left_out = ti.read(path).left_out
    assert [(item.text, item.page) for item in left_out] == [
        (text, page) for page in (1, 2) for text in ("La grange – bilan 2024", f"{page} / 2")
    ]
    assert {item.reason for item in left_out} == {"running header or footer"}


def test_bold_lead_ins_and_quotes_are_no_headings(print_pdf, blocks):
    body = (
        "<h2>Lien social</h2><p><b>Ces échanges ont été constatés :</b></p><p><b>Le marché</b> a bien changé.</p>"
        "<p style='font-size: 18pt'>« On se parle enfin, et les enfants aussi »</p>"
        "<p style='font-size: 30pt; margin: 0'>42</p><p style='margin: 0'>bénévoles chaque mois</p>"
        + html(PARAGRAPHS[:9])
    )
    assert blocks(print_pdf(body))[:6] == [
        "# Lien social",
        "Ces échanges ont été constatés :",
        "Le marché a bien changé.",
        "« On se parle enfin, et les enfants aussi »",
        "42 bénévoles chaque mois",
        PARAGRAPHS[0],
    ]


def test_a_heading_goes_over_lines_and_keeps_its_hyphen(print_pdf, blocks):
    style = "main { width: 34mm; hyphens: manual } h2 { font-size: 13pt }"
    path = print_pdf(
        f"<main><h2>Égalité femmes-hommes</h2><h2>Insertion profes&shy;sionnelle</h2>{html(PARAGRAPHS[:3])}</main>",
        style,
    )
    assert blocks(path)[:2] == ["# Égalité femmes-hommes", "# Insertion professionnelle"]


def test_text_turned_on_its_side_is_listed(print_pdf, blocks):
    side = "<div style='position: absolute; left: -10mm; top: 60mm; transform: rotate(-90deg)'>BROUILLON</div>"
    path = print_pdf(side + html(PARAGRAPHS[:6]))
    assert blocks(path) == PARAGRAPHS[:6]
    assert [(item.reason, item.text) for item in ti.read(path).left_out] == [("rotated text", "BROUILLON")]


def test_every_paragraph_knows_its_page_and_box(print_pdf):
    source = ti.read(print_pdf(html(PARAGRAPHS), "p { line-height: 2 }"))
    for place in source.places:
        left, top, right, bottom = place.box
        assert 42 <= left < right <= 595 - 42
        assert 51 <= top < bottom <= 842 - 51
    pages = [source.page_at(source.text.index(f"Au jour {n},")) for n in range(1, 25)]
    assert pages == sorted(pages)
    assert set(pages) == {1, 2}
    assert source.page_at(len(source.text)) is None


def test_the_same_statements_as_from_text(print_pdf, fournil):
    text = ti.analyze(fournil)
    body = "".join(
        f"<h2>{line[2:]}</h2>"
        if line.startswith("# ")
        else f"<ul><li>{line[2:]}</ul>"
        if line[:2] == "- "
        else f"<p>{line}"
        for line in text.clean.text.splitlines()
        if line
    )
    printed = ti.analyze(print_pdf(f"<main>{body}</main>", "main { columns: 2; hyphens: auto }"))
    assert [(s.text, s.category) for s in printed.statements] == [(s.text, s.category) for s in text.statements]
