"""Decide a statement's category from its section's heading, the standard sentence it prints, and its words.

Three sources of evidence. A standard sentence all but proves its category, also where the heading was lost: it
decides for itself and speaks for the comments behind it. A heading decides for the comments under it; where the
words say something else, a warning stays. Without either, the words decide, and « hors grille » is an answer.
Probabilities are combined by Bayes' rule: what the section makes likely, times what the words make likely.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tiersimpact.formulas import FormulaMatch
from tiersimpact.grid import Grid, load_grid
from tiersimpact.segment import Draft

from .model import Answers, StatementModel
from .sharing import share_headings
from .storage import OUTSIDE

Source = Literal["heading", "text", "both"]

# How often the section is right about a comment. In the reports of `data/` they nearly always are (`python -m
# benchmarks.classifier`); in text that columns tore apart they are not, so some doubt is kept.
HEADING_IS_RIGHT = 0.97
# The same where sections stood side by side and were told apart by what they say; the other sections of the page share
# most of the rest (`python -m benchmarks.columns`). Headings that share one text are right as often as each other.
TORN_HEADING_IS_RIGHT = 0.95
RIVAL_IS_RIGHT = 0.04
# Another category of the page this likely is named in a warning.
WORTH_NAMING = 0.15
# Without a heading: the category of the last standard sentence, for the first comment behind it, the second…
# (same command, reports without headings).
SENTENCE_IS_RIGHT = (0.89, 0.88, 0.76, 0.55, 0.09)
# A heading that lies outside the questionnaire; a cautious guess, the corpus has too few to measure.
OUTSIDE_IS_RIGHT = 0.90
# A recognised standard sentence has the right category this often on the same reports.
FORMULA_IS_RIGHT = 0.99
# Where nothing but the words tells, this share of comments can be placed by them; of the others only what is usual is
# known. People write less plainly than our authors: a careful reader of real comments finds the author's heading seven
# times in ten, and without this doubt the shipped classifier is far too sure on real ones (`models/README.md`).
WORDS_TELL = 0.8
# Reports are kinder than the corpus, which holds negative comments on purpose so that they can be learned. What
# reports have is assumed; what the corpus has is counted (statements of `data/reports`, keywords aside).
POLARITY_SHARES = {"positive": 0.80, "neutral": 0.08, "negative": 0.09, "mixed": 0.03}
CORPUS_SHARES = {"positive": 0.603, "neutral": 0.209, "negative": 0.175, "mixed": 0.013}
BEST = 3


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was decided of a statement.

    Attributes
    ----------
    category : str or None
        Category, or None when it belongs to none or nothing tells.
    source : str or None
        ``heading``, ``text`` or ``both``.
    polarity : str
        ``positive``, ``negative``, ``neutral`` or ``mixed``.
    score : float or None
        Probability of `category` (of « hors grille » when it is None), 0-1.
    scores : dict of str to float
        The three likeliest answers, likeliest first; ``hors_grille`` stands for no category.
    needs_review : bool
        Whether a reader should look.
    warnings : tuple of str
        What disagreed or is missing.
    """

    category: str | None
    source: Source | None
    polarity: str = "positive"
    score: float | None = None
    scores: dict[str, float] = field(default_factory=dict)
    needs_review: bool = False
    warnings: tuple[str, ...] = ()


def judge(
    drafts: Iterable[Draft], *, grid: Grid | None = None, model: StatementModel | None = None
) -> Iterator[Judgement]:
    """Decide the category and polarity of each statement of a report.

    Parameters
    ----------
    drafts : iterable of Draft
        Statements in reading order.
    grid : Grid, optional
        The grid they answer; the shipped one by default.
    model : StatementModel, optional
        Classifier that reads the words; without one, a comment with neither heading nor standard sentence has no
        category.

    Yields
    ------
    Judgement
        One for each statement.
    """
    grid = grid or load_grid()
    section = -1
    shown: str | None = None  # the category that the section's last standard sentence showed
    behind = 0  # comments since then
    drafts = list(drafts)
    review_below = model.review_below if model is not None else 0
    answers = _read_words(drafts, model)
    for draft, words in zip(share_headings(drafts, answers), answers, strict=True):
        if draft.section != section:
            section, shown, behind = draft.section, None, 0
        if draft.kind == "keyword":
            yield Judgement(None, None)
            continue
        match = _best(draft.match, draft.lead_match)
        expected = shown or draft.heading
        if match is not None and (match.strong or expected is None):
            judgement = _by_formula(match, expected, draft.heading)
            shown, behind = judgement.category, 0
        else:
            judgement = _comment(draft, match, _prior(draft, shown, behind, grid), words, review_below, grid)
            behind += 1
        yield judgement


def _read_words(drafts: Sequence[Draft], model: StatementModel | None) -> list[Answers]:
    """Ask the classifier about all statements at once, those aside that standard sentences settle."""
    answers: list[Answers] = [{} for _ in drafts]
    if model is not None:
        asked = [i for i, draft in enumerate(drafts) if not _is_settled(draft)]
        for i, words in zip(asked, model.answer([drafts[i].text for i in asked]), strict=True):
            answers[i] = words
    return answers


def _is_settled(draft: Draft) -> bool:
    """Whether nobody need read the words."""
    matches = [match for match in (draft.match, draft.lead_match) if match is not None]
    return draft.kind == "keyword" or (bool(matches) and all(match.strong for match in matches))


def _best(own: FormulaMatch | None, lead: FormulaMatch | None) -> FormulaMatch | None:
    """The lead-in's sentence says the category of its items, unless it is weak."""
    if lead is not None and (lead.strong or own is None):
        return lead
    return own


def _by_formula(match: FormulaMatch, expected: str | None, heading: str | None) -> Judgement:
    """A standard sentence decides; under a heading it may also stand under, the heading does."""
    # without a heading, a sentence of two rubrics stays in the one it is listed under
    agrees = expected in match.categories and (heading is not None or expected == match.category)
    category = expected if agrees and expected is not None else match.category
    source: Source = "both" if agrees and heading == category else "text"
    scores = {category: FORMULA_IS_RIGHT}
    warnings = _disagreement(heading, category)
    return Judgement(category, source, match.polarity, FORMULA_IS_RIGHT, scores, warnings=warnings)


def _comment(
    draft: Draft,
    match: FormulaMatch | None,
    prior: dict[str, float],
    words: Answers,
    review_below: float,
    grid: Grid,
) -> Judgement:
    """Weigh what the section makes likely with what the words make likely."""
    polarity = match.polarity if match is not None else _polarity(words.get("polarity", {}))
    section = max(prior, key=prior.__getitem__) if prior else None
    likely = _combine(prior, words.get("category", {})) if prior or not words else _guess(words["category"], grid)
    if not likely:
        why = ("no heading and no standard sentence",)
        return Judgement(None, None, polarity, needs_review=True, warnings=why)
    answer = next(iter(likely))
    scores = {name: round(share, 4) for name, share in list(likely.items())[:BEST]}
    if draft.heading is None or section != draft.heading or draft.empty or draft.rivals:
        sure = likely[answer] >= review_below
        doubt = () if sure else ("the words decide, and they are not sure",)
        source: Source = "heading" if answer == section == OUTSIDE else "text"
        others = [name for name in (*draft.empty, *draft.rivals) if name != answer and likely[name] >= WORTH_NAMING]
        rivals = (f"could also be {', '.join(others)}",) if others else ()
        warnings = (*_disagreement(draft.heading, answer), *doubt, *rivals)
        review = not sure or bool(others)
        return Judgement(_id(answer), source, polarity, scores[answer], scores, review, warnings)
    agrees = answer == section
    both = agrees and match is not None and section in match.categories
    against = () if agrees else (f"the words say {answer}",)
    score = round(likely[section], 4)
    return Judgement(section, "both" if both else "heading", polarity, score, scores, not agrees, against)


def _prior(draft: Draft, shown: str | None, behind: int, grid: Grid) -> dict[str, float]:
    """What the section makes likely, before the words are read; empty when it says nothing."""
    others = [*grid.categories, OUTSIDE]
    if draft.heading is not None and draft.empty:
        return _spread(dict.fromkeys((draft.heading, *draft.empty), HEADING_IS_RIGHT / (1 + len(draft.empty))), others)
    if draft.heading is not None and draft.rivals:
        rivals = dict.fromkeys(draft.rivals, RIVAL_IS_RIGHT / len(draft.rivals))
        return _spread({draft.heading: TORN_HEADING_IS_RIGHT} | rivals, others)
    if shown is not None and shown != draft.heading:
        section, right = shown, SENTENCE_IS_RIGHT[min(behind, len(SENTENCE_IS_RIGHT) - 1)]
    elif draft.heading is not None:
        section, right = draft.heading, HEADING_IS_RIGHT
    elif draft.outside and draft.known_heading:
        section, right = OUTSIDE, OUTSIDE_IS_RIGHT
    else:
        return {}
    return _spread({section: right}, others)


def _spread(known: Mapping[str, float], names: Sequence[str]) -> dict[str, float]:
    """Give what is left of the probability to all the other names alike."""
    rest = (1 - sum(known.values())) / (len(names) - len(known))
    return {name: known.get(name, rest) for name in names}


def _usual(grid: Grid) -> dict[str, float]:
    """What is likely where no section tells: how often comments are written under each category."""
    return {category.id: category.share for category in grid.categories.values()} | {OUTSIDE: 1.0}


def _guess(words: Mapping[str, float], grid: Grid) -> dict[str, float]:
    """What the words make likely on their own, mixed with what is usual. Likeliest first."""
    usual = _combine(_usual(grid), {})
    likely = _combine(usual, words)
    return _ranked({name: WORDS_TELL * share + (1 - WORDS_TELL) * usual[name] for name, share in likely.items()})


def _combine(prior: Mapping[str, float], words: Mapping[str, float]) -> dict[str, float]:
    """Bayes' rule; either side may be silent. Likeliest first."""
    names = prior or words
    likely = {name: prior.get(name, 1.0) * words.get(name, 0.0 if words else 1.0) for name in names}
    return _ranked(likely)


def _ranked(weights: Mapping[str, float]) -> dict[str, float]:
    """As shares of their sum, likeliest first."""
    total = sum(weights.values())
    ranked = sorted((-weight, name) for name, weight in weights.items())
    return {name: -weight / total for weight, name in ranked} if total else {}


def _polarity(words: Mapping[str, float]) -> str:
    """The likeliest polarity, at the shares that real reports have; welcome when nobody read the words."""
    weighed = {name: share * POLARITY_SHARES[name] / CORPUS_SHARES[name] for name, share in words.items()}
    return max(weighed, key=weighed.__getitem__, default="positive")


def _id(answer: str) -> str | None:
    return None if answer == OUTSIDE else answer


def _disagreement(heading: str | None, category: str | None) -> tuple[str, ...]:
    return (f"the heading says {heading}",) if heading is not None and heading != category else ()
