from __future__ import annotations

import pytest

from tiersimpact.layout import parse_blocks


def blocks(text, grid):
    return [(block.kind, text[block.start : block.end]) for block in parse_blocks(text, grid)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("# Santé\nOn dort.", [("heading", "Santé"), ("paragraph", "On dort.")], id="marked"),
        pytest.param("Santé\nOn dort.", [("heading", "Santé"), ("paragraph", "On dort.")], id="unmarked"),
        pytest.param("- un\n- deux", [("item", "un"), ("item", "deux")], id="items"),
        pytest.param("- #troc", [("keywords", "#troc")], id="keyword-in-a-list"),
        pytest.param("- #2 du bourg", [("item", "#2 du bourg")], id="rank-in-a-list"),
        pytest.param("#troc #soin des lieux", [("keywords", "#troc #soin des lieux")], id="keywords"),
        pytest.param(
            "Solidarité : une épicerie de rue.",
            [("heading", "Solidarité"), ("paragraph", "une épicerie de rue.")],
            id="heading-on-the-line",
        ),
        pytest.param(
            "Solidarité – une épicerie de rue.",
            [("heading", "Solidarité"), ("paragraph", "une épicerie de rue.")],
            id="heading-before-dash",
        ),
        pytest.param("Bilan : une épicerie.", [("paragraph", "Bilan : une épicerie.")], id="colon-without-heading"),
        pytest.param("Contact : le four.", [("paragraph", "Contact : le four.")], id="outside-on-the-line"),
        pytest.param("\n \nUn mot.\n\n", [("paragraph", "Un mot.")], id="blank-lines"),
        pytest.param("", [], id="empty"),
    ],
)
def test_kinds(grid, text, expected):
    assert blocks(text, grid) == expected


@pytest.mark.parametrize(("mark", "level"), [("#", 1), ("##", 2), ("######", 6)])
def test_levels(grid, mark, level):
    assert [block.level for block in parse_blocks(f"{mark} Santé", grid)] == [level]
