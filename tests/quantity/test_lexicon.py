"""The word lists: compiled and source in step, mistakes refused."""

import pytest
from pydantic import ValidationError

from tiersimpact.quantity.compiling import COMPILED, LexiconFile, MeasureRow, compile_lexicon
from tiersimpact.quantity.lexicon import load_lexicon
from tiersimpact.quantity.nouns import lemma


def test_compiled_lists_are_the_ones_of_the_yaml_files() -> None:
    assert COMPILED.read_text(encoding="utf-8") == compile_lexicon(), "run python -m tiersimpact.quantity.compiling"


def test_a_form_under_two_units_is_refused() -> None:
    tables = LexiconFile.model_validate_json(COMPILED.read_text(encoding="utf-8")).model_dump()
    tables["measures"] = (*tables["measures"], {"id": "heurt", "kind": "count", "forms": ("heure",)})
    with pytest.raises(ValidationError, match="'heure' is listed under two units"):
        LexiconFile.model_validate(tables)


def test_a_misspelt_key_is_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        MeasureRow.model_validate({"id": "m", "kind": "length", "form": ["m"]})


def test_no_noun_is_also_a_function_word() -> None:
    lexicon = load_lexicon()
    assert not lexicon.common & lexicon.not_nouns
    assert not lexicon.events & lexicon.not_nouns


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("adhérent·es", "adhérent"),
        ("adhérent.e.s", "adhérent"),
        ("adhérent(e)s", "adhérent"),
        ("salarié(e)(s)", "salarié"),
        ("adhérent-e-s", "adhérent"),
        ("animateur·rice·s", "animateur"),
        ("musicien.nes", "musicien"),
        ("visiteurs/euses", "visiteur"),
        ("coordinateurs·trices", "coordinateur"),
        ("locaux", "local"),
        ("travaux", "travail"),
        ("bureaux", "bureau"),
        ("lieux", "lieu"),
        ("curieux", "curieux"),
        ("repas", "repas"),
        ("emplois", "emploi"),
        ("villageois", "villageois"),
        ("rendez-vous", "rendez-vous"),
        ("demi-journées", "demi-journée"),
        ("Bénévoles", "bénévole"),
        ("AMAP", "AMAP"),
        ("Ehpads", "EHPAD"),
        ("ex-salariés", "ex-salarié"),
        ("FEMMES", "femme"),
        ("béné-\nvoles", "bénévole"),
    ],
)
def test_lemma(written: str, expected: str) -> None:
    assert lemma(written) == expected
