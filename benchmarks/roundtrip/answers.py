"""Draw random answers to the grid."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from random import Random

from benchmarks.reports import OWN
from tiersimpact.corpus import AnnotatedStatement, load_corpus
from tiersimpact.grid import Grid
from tiersimpact.grid.schema import SLOT

from .wordings import Frequency, Number, Question, Sentence, load_wordings

# Most answers of a list, groups of people in a comparison, comments of a section and keywords of a report.
MOST_LISTED = 6
MOST_GROUPS = 2
MOST_COMMENTS = 2
MOST_KEYWORDS = 4
STRONGEST = 5
# How often a section says how strong the effect was.
INTENSITY_CHANCE = 0.25


@dataclass(frozen=True)
class Reply:
    """One standard sentence chosen, with what fills its slots.

    Attributes
    ----------
    sentence : Sentence
        The sentence with its wordings.
    polarity : str
        What it says.
    options : dict of str to tuple of str
        By slot: options in the grid's words, or ids of publics.
    figures : dict of str to Frequency or Number
        By slot.
    """

    sentence: Sentence
    polarity: str
    options: dict[str, tuple[str, ...]] = field(default_factory=dict)
    figures: dict[str, Frequency | Number] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """A category's answers."""

    category: str
    replies: tuple[Reply, ...]
    comments: tuple[AnnotatedStatement, ...]
    intensity: int | None


@dataclass(frozen=True)
class Sheet:
    """A questionnaire filled in."""

    place: str
    keywords: tuple[str, ...]
    sections: tuple[Section, ...]


def draw_sheet(rng: Random, grid: Grid) -> Sheet:
    """Fill in the questionnaire at random; each category is left out one time in ten."""
    wordings = load_wordings()
    sections = [
        _section(rng, grid, category, questions)
        for category, questions in wordings.questions.items()
        if rng.random() < 0.9
    ]
    keywords = rng.sample(wordings.keywords, rng.randint(0, MOST_KEYWORDS))
    return Sheet(rng.choice(wordings.places), tuple(keywords), tuple(sections))


def _section(rng: Random, grid: Grid, category: str, questions: tuple[Question, ...]) -> Section:
    replies: list[Reply] = []
    for question in questions:
        if rng.random() < question.chance:
            spoken_for = {group for reply in replies for group in reply.options.get("groups", ())}
            replies.append(_reply(rng, grid, category, rng.choice(question.sentences), spoken_for))
    comments = rng.sample(_comments()[category], rng.randint(0, MOST_COMMENTS))
    intensity = rng.randint(1, STRONGEST) if rng.random() < INTENSITY_CHANCE else None
    return Section(category, tuple(replies), tuple(comments), intensity)


def _reply(rng: Random, grid: Grid, category: str, sentence: Sentence, spoken_for: set[str]) -> Reply:
    """Fill the slots of a sentence; each group of people is compared once."""
    wordings = load_wordings()
    entry = grid.categories[category]
    formula = next(formula for formula in entry.formulas if formula.id == sentence.formula)
    reply = Reply(sentence, formula.polarity)
    for slot in dict.fromkeys(SLOT.findall(sentence.texts[0])):
        several = slot == sentence.list or slot in sentence.many
        if slot == "frequency":
            reply.figures[slot] = rng.choice(wordings.frequency)
        elif slot == "number":
            reply.figures[slot] = rng.choice(wordings.number)
        else:
            named = {"publics": list(wordings.publics), "groups": [g for g in wordings.groups if g not in spoken_for]}
            known = named.get(slot) or [option.text for option in entry.options if option.slot == slot]
            most = min(MOST_GROUPS if slot == "groups" else MOST_LISTED, len(known)) if several else 1
            chosen = set(rng.sample(known, rng.randint(1, most)))
            reply.options[slot] = tuple(text for text in known if text in chosen)
    return reply


@cache
def _comments() -> dict[str, list[AnnotatedStatement]]:
    """Free comments of our own corpus by category, those that end like a sentence and hold no mark of a layout."""
    found: dict[str, list[AnnotatedStatement]] = {}
    for statement in load_corpus([OWN]):
        plain = statement.text.endswith((".", "!", "?", "…")) and not set(statement.text) & set("#*+\n[]|")
        if statement.kind == "verbatim" and statement.category and plain:
            found.setdefault(statement.category, []).append(statement)
    return found
