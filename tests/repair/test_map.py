"""What holds of the map of every text: nothing of the source is lost silently, and every slice is in range."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tiersimpact.repair import repair
from tiersimpact.repair.edits import CleanText, Edit

# What reports are made of, each with what extraction does to it.
FRAGMENTS = [
    "EFFETS COLLECTIFS",
    "SOLIDARITÉ",
    "RÉSEAU DE\nPERSONNES",
    "Lien social",
    "# Santé",
    "## Capacité à agir",
    "Mentions légales",
    "EFFETS SOCIAUX ET URBAINS DU FOURNIL",
    "PORTES OUVERTES",
    "Des échanges, dons ou mutualisations de petits services",
    "ont été observés entre :",
    "La création de réseaux de personnes",
    "a été observée entre des bénévoles.",
    "Des interactions sociales ont été observées entre différents publics",
    "Ces rencontres ont lieu au moins une fois par mois.",
    "- visiteur·euse·sgrand public",
    "• voisin·e·s du\nquartier",
    "- publics en",
    "difficulté",
    "* bénévoles",
    "1. premier point",
    "– un tiret",
    "des sou\ufffdrances et des di\ufffdicultés",
    "la forma-\ntion et le vivre-\nensemble",
    "défini\u00ad\ntion",
    "e\u0301te\u0301 a\u0300 l’o\ufb03ce",
    "**portés par** _tous_",
    "[Le site](https://lieu.example)",
    "![photo](four.png)",
    "> cité",
    "---",
    "```",
    "\\*",
    "Un atelier... Lire la suite",
    "Voir plus »",
    "#entraide #partage de\nrepas",
    "#....",
    "d'intérêts #jardin",
    "bÃ©nÃ©voles",
    "lâ€™atelier",
    "prêts d'outils,courses",
    "quartier.Ces gens",
    "12\u202f000 €",
    "voisin(e)sdu quartier",
    "\x0c",
    "\u200b",
    "\x00",
    "\ue001",
    "!",
    "...",
    "les voisins se prêtent",
    "Un jardin partagé.",
]
SEPARATORS = ["\n", "\r\n", "\n\n", " ", "\n \n", "\r", "", "\u00a0", "\t", "\n\n\n\n", "\u2028"]
REPORTS = st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(SEPARATORS)), max_size=14).map(
    lambda pieces: "".join(itertools.chain.from_iterable(pieces))
)
ANY = st.one_of(REPORTS, st.text(), st.text(alphabet="aé-#*_[]()\n\r ·.•\ufffd\u00ad\u0301ÃÂ©"))


def characters(text):
    """Raw slices of each clean character, one character after the other."""
    clean = repair(text)
    return clean, [clean.sources(i, i + 1) for i in range(len(clean.text))]


@given(ANY)
def test_every_source_lies_in_the_raw_text(raw):
    clean, sources = characters(raw)
    assert clean.raw == raw
    assert all(0 <= start < end <= len(raw) for slices in sources for start, end in slices)


@given(ANY)
def test_sources_are_in_order_unless_something_moved(raw):
    clean, sources = characters(raw)
    starts = [start for slices in sources for start, _ in slices]
    assert clean.moved or starts == sorted(starts)


@given(ANY)
def test_growing_spans_grow_their_sources(raw):
    clean = repair(raw)
    reach = [max((end for _, end in clean.sources(0, end)), default=0) for end in range(len(clean.text) + 1)]
    assert reach == sorted(reach)


@settings(max_examples=300)
@given(ANY)
def test_nothing_is_lost_silently(raw):
    clean = repair(raw)
    kept = set().union(*(range(*source) for source in clean.sources(0, len(clean.text))))
    listed = set().union(*(range(piece.start, piece.end) for piece in clean.dropped))
    lost = [(i, character) for i, character in enumerate(raw) if not character.isspace() and i not in kept | listed]
    assert lost == []


@given(ANY)
def test_what_is_dropped_is_quoted_with_its_reason(raw):
    clean = repair(raw)
    assert all(raw[piece.start : piece.end] == piece.text for piece in clean.dropped)
    assert all(piece.reason and piece.text.strip() for piece in clean.dropped)
    assert list(clean.dropped) == sorted(clean.dropped, key=lambda piece: (piece.start, piece.end))


@given(ANY)
def test_every_clean_word_comes_from_somewhere(raw):
    clean, sources = characters(raw)
    without = [clean.text[i] for i, slices in enumerate(sources) if clean.text[i].isalnum() and not slices]
    assert without == []


@given(ANY)
def test_words_that_no_repair_touches_are_copied(raw):
    clean, sources = characters(raw)
    for character, slices in zip(clean.text, sources, strict=True):
        if len(slices) == 1 and slices[0][1] - slices[0][0] == 1 and raw[slices[0][0]].isascii():
            origin = raw[slices[0][0]]
            assert character == origin or not origin.isalnum(), (character, origin)


@given(ANY)
def test_the_way_back_finds_the_way_there(raw):
    clean = repair(raw)
    for start, end in clean.sources(0, len(clean.text)):
        span = clean.clean_span(start, end)
        assert span is not None
        assert 0 <= span[0] < span[1] <= len(clean.text)


@given(ANY)
def test_the_clean_text_has_no_odd_character(raw):
    assume(raw.strip())
    text = repair(raw).text
    assert not set(text) & set("\r\t\u00a0\u00ad\u200b\ufeff\x00\u2028")
    assert "\n\n\n" not in text
    assert text == text.strip("\n")


# Ordinary texts: what a report prints between its headings, each block an end of its own.
BLOCKS = [
    "EFFETS COLLECTIFS",
    "SOLIDARITÉ",
    "# Santé",
    "PORTES OUVERTES",
    "Mentions légales",
    "EFFETS SOCIAUX ET URBAINS DU FOURNIL",
    "Des échanges, dons ou mutualisations de biens ont été observés entre :",
    "Un jardin partagé est né derrière le four.",
    "Trois voisin·e·s y sèment des fèves, un lundi sur deux.",
    "- voisin·e·s du quartier",
    "• bénévoles",
    "La forma-\ntion dure deux\njours.",
    "Des **di\ufffdicultés** demeurent (l’o\ufb03ce est fermé).",
    "Un atelier de plus. Lire la suite",
    "#entraide #partage de repas",
    "SANTÉ\nOn dort mieux.\nOn rit.",
    "RÉSEAU DE\nPERSONNES\nUne amicale est née.",
    "Entre :\n- voisin·e·s du\nquartier\n- bénévoles\nUn mot.",
    "EFFETS COLLECTIFS\nSOLIDARITÉ\nun prêt de vélo, puis deux",
]


@given(st.lists(st.sampled_from(BLOCKS), max_size=12), st.sampled_from(["\n\n", "\r\n\r\n"]))
def test_repairing_a_repaired_text_changes_nothing(blocks, separator):
    once = repair(separator.join(blocks))
    twice = repair(once.text)
    assert twice.text == once.text
    assert twice.dropped == ()


def test_a_clean_report_is_left_alone(fournil_analysis):
    assert repair(fournil_analysis.clean.text).text == fournil_analysis.clean.text


def test_slices_say_what_they_mean():
    raw = "SOLIDARITÉ\r\n•\u00a0**prêts** d’o\ufb03ce\r\n"
    clean = repair(raw)
    word = clean.text.index("office")
    assert [raw[start:end] for start, end in clean.sources(word, word + 6)] == ["o\ufb03ce"]
    item = clean.text.index("prêts")
    assert [raw[start:end] for start, end in clean.sources(item, len(clean.text))] == ["prêts** d’o\ufb03ce"]


EDITS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 6), st.sampled_from(["", "x", "xy\n"])).map(
        lambda edit: Edit(edit[0], edit[0] + edit[1], edit[2], "test")
    ),
    max_size=6,
)


@given(st.text(alphabet="abc d", min_size=26, max_size=40), st.lists(EDITS, max_size=3))
def test_edits_one_after_the_other_keep_the_map(raw, rounds):
    clean = CleanText.of(raw)
    for edits in rounds:
        clean = clean.apply([edit for edit in edits if edit.end <= len(clean.text)])
    kept = set().union(*(range(*source) for source in clean.sources(0, len(clean.text))))
    listed = set().union(*(range(piece.start, piece.end) for piece in clean.dropped))
    assert all(i in kept | listed for i, character in enumerate(raw) if character != " ")


@pytest.mark.parametrize("edit", [Edit(-1, 1, "", "x"), Edit(2, 9, "", "x"), Edit(3, 2, "", "x")])
def test_an_edit_outside_the_text_is_refused(edit):
    with pytest.raises(ValueError, match="outside"):
        CleanText.of("mot").apply([edit])


def test_the_first_of_two_overlapping_edits_wins():
    clean = CleanText.of("abcdef").apply([Edit(2, 5, "Y", "second"), Edit(0, 3, "X", "first")])
    assert clean.text == "Xdef"
