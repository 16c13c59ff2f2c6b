"""Web pages: menus left out and listed, headings and lists marked, broken markup read all the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tiersimpact as ti
from tiersimpact.reading import LeftOut
from tiersimpact.reading.html import html_to_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<h2>Santé</h2><p>On dort mieux.</p>", "## Santé\nOn dort mieux.\n", id="heading"),
        pytest.param("<ul><li>voisins</li><li>bénévoles</li></ul>", "- voisins\n- bénévoles\n", id="list"),
        pytest.param("<ol><li>voisins<li>bénévoles</ol>", "- voisins\n- bénévoles\n", id="list-unclosed"),
        pytest.param("<ul><li><p>voisins</p></li></ul>", "- voisins\n", id="paragraph-in-item"),
        pytest.param("<ul>\n <li>\n  <div>voisins</div>\n </li>\n</ul>", "- voisins\n", id="block-in-item"),
        pytest.param("<h2><div>Santé</div></h2>", "## Santé\n", id="block-in-heading"),
        pytest.param(
            "<ul><li>des élèves<ul><li>du collège</li></ul></li></ul>", "- des élèves\n- du collège\n", id="nested"
        ),
        pytest.param("<p>un <b>pr</b>êt<br>d'outils</p>", "un prêt\nd'outils\n", id="inline-and-break"),
        pytest.param("<p>L&rsquo;&eacute;picerie &amp; le caf&#233;</p>", "L’épicerie & le café\n", id="entities"),
        pytest.param("<p>une\n   longue\n ligne</p>", "une longue ligne\n", id="blanks"),
        pytest.param("<table><tr><th>Lieu<td>Ferme</table>", "Lieu\nFerme\n", id="table"),
        pytest.param("<p>Début <!-- note --> fin</p>", "Début fin\n", id="comment"),
        pytest.param("<div><p>Un mot<div>un autre</div></b></section>", "Un mot\nun autre\n", id="closed-wrongly"),
        pytest.param("<p>3 < 5 et 7 > 2</p>", "3 < 5 et 7 > 2\n", id="bare-signs"),
        pytest.param("<html><head><title>x</title><body><p>Un mot</p>", "Un mot\n", id="head-unclosed"),
        pytest.param("<P>UN<LI>DEUX", "UN\n- DEUX\n", id="capitals"),
        pytest.param("sans balise", "sans balise\n", id="no-markup"),
    ],
)
def test_blocks(markup, text):
    lines = [" ".join(line.split()) for line in html_to_text(markup)[0].splitlines() if line.strip()]
    assert lines == text.splitlines()


@pytest.mark.parametrize(
    "part",
    [
        "<nav><a href='/'>ailleurs</a></nav>",
        "<script>var ailleurs;</script>",
        "<style>.ailleurs {}</style>",
        "<template>ailleurs</template>",
        "<button>ailleurs</button>",
        "<select><option>ailleurs</option></select>",
        "<div hidden>ailleurs</div>",
        "<span aria-hidden='true'>ailleurs</span>",
        "<svg><text>ailleurs</text></svg>",
    ],
    ids=lambda part: part[1:6],
)
def test_what_is_no_report_is_left_out(part):
    text, left_out = html_to_text(f"<body>{part}<p>Un mot.</p></body>")
    assert text == "Un mot.\n"
    code = part.startswith(("<script", "<style"))
    assert [item.text for item in left_out] == ([] if code else ["ailleurs"])


def test_the_menu_is_no_statement_and_is_listed(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(
        "<!doctype html><html><head><meta charset='utf-8'><title>Le Fournil</title></head><body>"
        "<nav><ul><li>Accueil</li><li>Solidarité</li></ul></nav>"
        "<main><h2>Réseau de personnes</h2><p>Une fanfare est née au comptoir.</p>"
        "<h3>Ce qu'en disent les gens</h3><p>Elle répète le mardi.</p></main></body></html>",
        encoding="utf-8",
    )
    analysis = ti.analyze(path)
    assert [(statement.category, statement.text) for statement in analysis.statements] == [
        ("reseaux", "Une fanfare est née au comptoir."),
        ("reseaux", "Elle répète le mardi."),
    ]
    assert LeftOut("menu", "Accueil Solidarité") in analysis.source.left_out


def test_deep_nesting():
    depth = 20_000
    text, _ = html_to_text("<div>" * depth + "Un mot." + "</div>" * depth)
    assert text == "Un mot.\n"


def test_many_siblings_take_no_square_time():
    text, _ = html_to_text("<p>mot<b>gras</b>" * 20_000)
    assert text.count("motgras") == 20_000


def test_a_page_of_menus_only_is_refused(tmp_path):
    path = tmp_path / "page.html"
    path.write_text("<nav>Accueil</nav><script>1</script>", encoding="utf-8")
    with pytest.raises(ti.ReadError, match=r"page\.html: there is no text in it"):
        ti.read(path)


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<li>", "<nav>", "</nav>", "<h2>", "<br>", "<!--", "mot", "<", "&", " "]))
)
def test_any_markup_can_be_read(pieces):
    text, left_out = html_to_text("".join(pieces))
    assert text.endswith("\n")
    assert all(item.reason and item.text for item in left_out)


def test_a_paragraph_behind_a_list_is_no_part_of_it():
    markup = "<h2>Lien social</h2><ul><li>voisins</li><li>bénévoles</li></ul><p>on se parle enfin</p>"
    assert html_to_text(markup)[0].splitlines() == [
        "## Lien social",
        "- voisins",
        "- bénévoles",
        "",
        "on se parle enfin",
    ]


REPORT = "<h2>Solidarité</h2><p>" + "Une voisine garde les enfants du palier quand la maraude sort. " * 5 + "</p>"
REPORT_LINES = html_to_text(REPORT)[0]


@pytest.mark.parametrize(
    ("around", "reason"),
    [
        pytest.param(
            "<div id='tarteaucitronRoot' class='cookie-banner'>Tout accepter</div>{}", "cookie banner", id="cookies"
        ),
        pytest.param("<div role='dialog'>Tout accepter</div>{}", "dialog", id="dialog"),
        pytest.param("<ul class='navbar-nav menu'><li>Tout accepter</ul>{}", "menu", id="menu-by-class"),
        pytest.param("{}<div class='related-posts'>Tout accepter</div>", "other articles", id="related"),
        pytest.param("{}<div style='display: none'>Tout accepter</div>", "hidden", id="hidden-by-style"),
        pytest.param("<a class='screen-reader-text'>Tout accepter</a>{}", "hidden", id="for-screen-readers"),
        pytest.param("<header>Tout accepter</header><main>{}</main>", "outside the main part", id="outside-main"),
        pytest.param(
            "<div><div role='main'>{}</div></div><p>Tout accepter</p>", "outside the main part", id="role-main"
        ),
    ],
)
def test_what_surrounds_the_report_is_left_out(around, reason):
    text, left_out = html_to_text(around.format(REPORT))
    assert text == REPORT_LINES
    assert left_out == (LeftOut(reason, "Tout accepter"),)


@pytest.mark.parametrize(
    "around",
    [
        "<body class='has-sidebar menu-open'>{}</body>",
        "<div id='menu'>{}</div>",
        "<form>{}</form>",
        "<main></main>{}",
        "<section class='lien-social'>{}</section>",
    ],
)
def test_a_name_does_not_hide_the_report(around):
    assert html_to_text(around.format(REPORT)) == (REPORT_LINES, ())


def test_a_page_of_a_word_processor():
    markup = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><body lang=FR><div class=WordSection1>"
        "<h1><a name='_Toc1'>Santé<o:p></o:p></a></h1>"
        "<p class=MsoListParagraph><![if !supportLists]><span>·<span>&nbsp;&nbsp; </span></span><![endif]>"
        "moins de stress<o:p></o:p></p>"
        "<p class=MsoNormal><span style='color:black'>On dort<br>mieux.</span><br><br>Et plus.</p>"
    )
    assert html_to_text(markup)[0].splitlines() == [
        "# Santé",
        "",
        "· moins de stress",
        "",
        "On dort",
        "mieux.",
        "",
        "Et plus.",
    ]


def test_nested_tables_are_read_row_by_row():
    markup = "<table><tr><td>Lieu<td><table><tr><td>la grange<td>2019</table><tr><td>Voisins<td>12</table>"
    assert html_to_text(markup)[0].split() == ["Lieu", "la", "grange", "2019", "Voisins", "12"]
