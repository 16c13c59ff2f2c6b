"""A grid file with a fault: one line, with the file, the line and the mend."""

from __future__ import annotations

import pytest

import tiersimpact as ti

GRID = """\
name: petite
version: 1
families:
  - id: effets
    label: Effets
    headings: [effets]
    categories:
      - id: calme
        label: Calme
        headings: [le calme]
        formulas:
          - id: quiet
            text: "Le lieu est resté calme {when}"
            polarity: positive
            also_in: []
      - id: bruit
        label: Bruit
        headings: [le bruit]
publics:
  - id: lecteurs
    label: Lecteur·rice·s
    aliases: [lecteur, abonné]
  - id: enfants
    label: Enfants
    aliases: [enfant]
    only_in: []
"""


def spoil(old, new):
    assert GRID.count(old) == 1
    return GRID.replace(old, new)


@pytest.fixture
def write(tmp_path):
    def write_(text, encoding="utf-8"):
        path = tmp_path / "grille.yaml"
        path.write_bytes(text.encode(encoding))
        return path

    return write_


def line_of(text, words):
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


def test_the_sound_grid_loads(write):
    grid = ti.Grid.from_yaml(write(GRID))
    assert (list(grid.categories), list(grid.public_types)) == (["calme", "bruit"], ["lecteurs", "enfants"])


def test_a_byte_order_mark_is_no_fault(write):
    assert ti.Grid.from_yaml(write(GRID, "utf-8-sig")).name == "petite"


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        pytest.param(spoil("label: Calme", "labell: Calme"), "id: calme", "label", id="misspelt-key"),
        pytest.param(spoil("        headings: [le bruit]\n", ""), "id: bruit", "headings", id="missing-key"),
        pytest.param(spoil("id: bruit", "id: calme"), "id: calme", "calme", id="duplicate-category"),
        pytest.param(spoil("id: bruit", "id: effets"), "id: effets", "effets", id="category-named-as-family"),
        pytest.param(spoil("id: enfants", "id: lecteurs"), "id: lecteurs", "lecteurs", id="duplicate-public"),
        pytest.param(spoil("[enfant]", "[enfant, abonnées]"), "abonnées", "abonnées", id="alias-under-two-publics"),
        pytest.param(spoil("[enfant]", '["…"]'), "…", "no word", id="alias-without-word"),
        pytest.param(spoil("[enfant]", "[]"), "aliases: []", "aliases", id="no-alias"),
        pytest.param(spoil("also_in: []", "also_in: [silence]"), "silence", "silence", id="unknown-also_in"),
        pytest.param(spoil("only_in: []", "only_in: [silence]"), "silence", "silence", id="unknown-only_in"),
        pytest.param(spoil("[le bruit]", "[LE CALMÉ]"), "LE CALMÉ", "LE CALMÉ", id="heading-under-two-categories"),
        pytest.param(spoil("polarity: positive", "polarity: bonne"), "polarity", "polarity", id="unknown-polarity"),
        pytest.param(spoil("id: bruit", "id: Bruit fort"), "id: Bruit", "id", id="id-with-blank"),
        pytest.param(spoil("version: 1", "version: un"), "version", "version", id="version-no-number"),
        pytest.param(spoil("label: Calme", "label: [Calme"), "headings: [le calme]", "YAML", id="open-bracket"),
        pytest.param(spoil("label: Bruit", "label: Bruit\n        label: Bruits"), "Bruits", "label", id="key-twice"),
        pytest.param(spoil("      - id: bruit", "      -\tid: bruit"), "id: bruit", "", id="tab"),
    ],
)
def test_a_fault_names_its_line(write, text, at, says):
    path = write(text)
    with pytest.raises(ti.GridError) as caught:
        ti.Grid.from_yaml(path)
    message = str(caught.value)
    lines = [number for number, line in enumerate(text.splitlines(), 1) if at in line]
    assert message.startswith(tuple(f"{path}:{number}:" for number in lines)), message
    assert says in message
    assert "\n" not in message


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("- un\n- deux\n", id="list"),
        pytest.param("bonjour", id="word"),
        pytest.param("name: x\nversion: 1\nfamilies: []\n", id="no-family"),
        pytest.param("name: 2026-99-99\n", id="no-date"),
        pytest.param(f"version: {'9' * 5000}\n", id="gigantic-number"),
        pytest.param("name: !!python/object/apply:os.abort []\n", id="a-call"),
        pytest.param("families: &own\n- *own\n", id="within-itself"),
    ],
)
def test_what_is_no_grid_is_one_clear_line(write, text):
    path = write(text)
    with pytest.raises(ti.GridError) as caught:
        ti.Grid.from_yaml(path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


TENFOLD = "[{}]".format(", ".join(["*a{0}"] * 10))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(f"name: {'x' * 1_000_000}\n", "more than 1,000,000 characters", id="long"),
        pytest.param(
            "a0: &a0 x\n" + "".join(f"a{i}: &a{i} {TENFOLD.format(i - 1)}\n" for i in range(1, 9)),
            "aliases",
            id="aliases-of-aliases",
        ),
    ],
)
def test_what_would_fill_the_memory_is_refused(write, text, says):
    with pytest.raises(ti.GridError, match=says):
        ti.Grid.from_yaml(write(text))


def test_aliases_say_something_again(write):
    grid = ti.Grid.from_yaml(write(spoil("[le bruit]", "&said [le bruit]\n        words: *said")))
    category = grid.categories["bruit"]
    assert category.words == category.headings == ("le bruit",)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ti.GridError, match=r"absente\.yaml: the grid cannot be read"):
        ti.Grid.from_yaml(tmp_path / "absente.yaml")


def test_a_folder_is_named(tmp_path):
    with pytest.raises(ti.GridError, match="cannot be read"):
        ti.Grid.from_yaml(tmp_path)


def test_latin_1_is_refused(write):
    with pytest.raises(ti.GridError, match="UTF-8"):
        ti.Grid.from_yaml(write(GRID, "latin-1"))


def test_yaml_keeps_words_that_look_like_booleans(write):
    grid = ti.Grid.from_yaml(write(spoil("[lecteur, abonné]", "[on, no, abonné]")))
    assert grid.public_types["lecteurs"].aliases == ("on", "no", "abonné")
