"""Two places of our own that disagree."""

from __future__ import annotations

import pytest

import tiersimpact as ti

LIVELY = """LIEN SOCIAL ++

Des interactions sociales ont été observées entre les voisins et les bénévoles.

Quelques voisines viennent goûter le mardi. Une trentaine de bénévoles tiennent le bar.

SOLIDARITÉ

Les bénévoles se disputent souvent et tout le monde en souffre.

#jardin
"""
QUIET = """LIEN SOCIAL

Aucune interaction sociale n'a été observée.

1 200 repas par an sont servis, dont 300 gratuits. Douze bénévoles épluchent.
"""


@pytest.fixture(scope="session")
def lively():
    return ti.analyze(text=LIVELY, name="la-halle")


@pytest.fixture(scope="session")
def quiet():
    return ti.analyze(text=QUIET, name="le-moulin")
