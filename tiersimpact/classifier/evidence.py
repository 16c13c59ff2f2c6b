"""Decide a statement's category from its section's heading, the standard sentence it prints, and its words.

Three sources of evidence. A standard sentence all but proves its category, also where the heading was lost: it
decides for itself and speaks for the comments behind it. A heading decides for the comments under it; where the
words say something else, a warning stays. Without either, the words decide, and « hors grille » is an answer.
Probabilities are combined by Bayes' rule: what the section makes likely, times what the words make likely.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal, NamedTuple

from tiersimpact.formulas import FormulaMatch
from tiersimpact.grid import Grid, load_grid
from tiersimpact.segment import Draft

from .model import StatementModel
from .sections import Expectation, answer_names, expect
from .sharing import share_headings
from .storage import OUTSIDE
from .weighing import read_words, weigh

Source = Literal["heading", "text", "both"]

# A recognised standard sentence has the right category this often on the reports of `data/` (`python -m
# benchmarks.classifier`).
FORMULA_IS_RIGHT = 0.99
# Another category of the page this likely is named in a warning.
WORTH_NAMING = 0.15
# How many answers a statement's scores name.
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


class _Comment(NamedTuple):
    """A statement that no standard sentence settles."""

    place: int
    draft: Draft
    match: FormulaMatch | None
    expected: Expectation | None


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
    names = answer_names(grid)
    drafts = list(drafts)
    words = read_words(drafts, names, model, asked=[not _is_settled(draft) for draft in drafts])
    settled, comments = _settle(share_headings(drafts, words.spoken), names)
    places = [comment.place for comment in comments]
    likely = weigh(
        [comment.expected for comment in comments], words.shares[places] if model is not None else None, grid
    )
    review_below = model.review_below if model is not None else 0
    for comment, ranked in zip(comments, likely, strict=True):
        match, place = comment.match, comment.place
        polarity = _polarity(match, comment.draft.match) if match is not None else words.polarities[place]
        settled[place] = _judgement(comment, polarity, ranked, review_below)
    yield from (settled[place] for place in range(len(drafts)))


def _settle(drafts: Sequence[Draft], names: tuple[str, ...]) -> tuple[dict[int, Judgement], list[_Comment]]:
    """Judge keywords and standard sentences, by their place, and leave the comments with what their section says."""
    settled: dict[int, Judgement] = {}
    comments: list[_Comment] = []
    section = -1
    shown: str | None = None  # the category that the section's last standard sentence showed
    behind = 0  # comments since then
    for place, draft in enumerate(drafts):
        if draft.section != section:
            section, shown, behind = draft.section, None, 0
        if draft.kind == "keyword":
            settled[place] = Judgement(None, None)
            continue
        match = _best(draft.match, draft.lead_match)
        expected = shown or draft.heading
        if match is not None and (match.strong or expected is None):
            settled[place] = _by_formula(match, _polarity(match, draft.match), expected, draft.heading)
            shown, behind = settled[place].category, 0
        else:
            comments.append(_Comment(place, draft, match, expect(draft, shown, behind, names)))
            behind += 1
    return settled, comments


def _is_settled(draft: Draft) -> bool:
    """Whether nobody need read the words."""
    matches = [match for match in (draft.match, draft.lead_match) if match is not None]
    return draft.kind == "keyword" or (bool(matches) and all(match.strong for match in matches))


def _best(own: FormulaMatch | None, lead: FormulaMatch | None) -> FormulaMatch | None:
    """The lead-in's sentence says the category of its items, unless it is weak."""
    if lead is not None and (lead.strong or own is None):
        return lead
    return own


def _polarity(match: FormulaMatch, own: FormulaMatch | None) -> str:
    """What a standard sentence says, unless the item of its list is an answer that turns it round."""
    if own is None or match.negated or own.polarity == "positive" or own.category not in match.categories:
        return match.polarity
    # only what begins with the answer is that answer: « pas d'inconfort », « recul du stress » are good news
    return match.polarity if own.start else own.polarity


def _by_formula(match: FormulaMatch, polarity: str, expected: str | None, heading: str | None) -> Judgement:
    """A standard sentence decides; under a heading it may also stand under, the heading does."""
    # without a heading, a sentence of two rubrics stays in the one it is listed under
    agrees = expected in match.categories and (heading is not None or expected == match.category)
    category = expected if agrees and expected is not None else match.category
    source: Source = "both" if agrees and heading == category else "text"
    scores = {category: FORMULA_IS_RIGHT}
    warnings = _disagreement(heading, category)
    return Judgement(category, source, polarity, FORMULA_IS_RIGHT, scores, warnings=warnings)


def _judgement(comment: _Comment, polarity: str, likely: Mapping[str, float], review_below: float) -> Judgement:
    """Decide about a comment by how likely each answer is, likeliest first."""
    if not likely:
        why = ("no heading and no standard sentence",)
        return Judgement(None, None, polarity, needs_review=True, warnings=why)
    _, draft, match, expected = comment
    section = expected.answer if expected is not None else None
    answer = next(iter(likely))
    scores = {name: round(share, 4) for name, share in islice(likely.items(), BEST)}
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


def _id(answer: str) -> str | None:
    return None if answer == OUTSIDE else answer


def _disagreement(heading: str | None, category: str | None) -> tuple[str, ...]:
    return (f"the heading says {heading}",) if heading is not None and heading != category else ()
