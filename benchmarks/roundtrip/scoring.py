"""Compare what was read with what was printed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from tiersimpact.french import fold
from tiersimpact.grid import Grid
from tiersimpact.questionnaire import Answer, Questionnaire
from tiersimpact.records import Statement

from .answers import Reply, Sheet
from .printing import Expected

# Two statements are one when they share this much of their words (Jaccard on counts).
SAME = 0.8
# A category is judged on the likest statement found, when it is like it at all.
RELATED = 0.15

_WORD = re.compile(r"[a-z0-9]+")

# By measure: hits, found, wanted (F1), or hits, total (share).
Counts = dict[str, list[int]]
# By category and slot: what is answered.
Fields = Mapping[tuple[str, str], set[Hashable]]


def score_statements(expected: Sequence[Expected], found: Iterable[Statement]) -> Counts:
    """Count hits in segmentation, categories, publics and quantities.

    Parameters
    ----------
    expected : sequence of Expected
        What was printed.
    found : iterable of Statement
        What was read; keywords do not count.

    Returns
    -------
    dict of str to list of int
        By measure: ``[hits, found, wanted]`` for an F1, ``[hits, total]`` for a share.
    """
    read = [statement for statement in found if statement.kind != "keyword"]
    found_bags = [bag_of(statement.text) for statement in read]
    likeness = [[jaccard(bag_of(entry.text), bag) for bag in found_bags] for entry in expected]
    right = 0
    for row, entry in zip(likeness, expected, strict=True):
        best = max(range(len(read)), key=row.__getitem__, default=None)
        right += best is not None and row[best] >= RELATED and read[best].category in entry.categories
    counts = {"segmentation": [_paired(likeness), len(read), len(expected)], "category": [right, len(expected)]}
    for kind, name in (("formula", ""), ("verbatim", ", comments")):
        printed = [entry for entry in expected if entry.kind == kind]
        own = [statement for statement in read if statement.kind == kind]
        counts |= {f"{measure}{name}": count for measure, count in _details(printed, own).items()}
    return counts


def _details(expected: Sequence[Expected], found: Sequence[Statement]) -> Counts:
    """Count publics by category, and quantities; « aucun » may be read as zero or as no number."""
    wanted_publics = {(entry.categories[0], public) for entry in expected for public in entry.publics}
    said_publics = {(statement.category, public) for statement in found for public in statement.publics}
    wanted = Counter(figure for entry in expected for figure in entry.figures)
    said = Counter((q.value, q.value_max, q.unit) for s in found for q in s.quantities if q.value)
    return {
        "publics": [len(wanted_publics & said_publics), len(said_publics), len(wanted_publics)],
        "quantities": [(wanted & said).total(), said.total(), wanted.total()],
    }


def score_answers(sheet: Sheet, found: Questionnaire, grid: Grid) -> Counts:
    """Count the fields of the questionnaire that were read exactly, and whether the whole report was.

    Parameters
    ----------
    sheet : Sheet
        What was answered.
    found : Questionnaire
        What was read.
    grid : Grid
        The grid.

    Returns
    -------
    dict of str to list of int
        ``[fields alike, fields that either side has]`` and ``[1 or 0, 1]``; comments are a field of each category.
    """
    wanted, read = fields_of(sheet, grid), fields_read(found)
    every = wanted.keys() | read.keys()
    right = sum(wanted.get(key) == read.get(key) for key in every)
    return {"answers": [right, len(every)], "whole report": [int(right == len(every)), 1]}


def fields_of(sheet: Sheet, grid: Grid) -> Fields:
    """The fields of a sheet."""
    fields: dict[tuple[str, str], set[Hashable]] = defaultdict(set)
    for section in sheet.sections:
        formulas = {formula.id: formula for formula in grid.categories[section.category].formulas}
        for reply in section.replies:
            answer = formulas[reply.sentence.formula].answer
            if answer is not None:
                fields[section.category, answer.slot].add((answer.text, reply.polarity))
            for slot, figure in reply.figures.items():
                fields[section.category, slot].add((figure.value, figure.qualifier))
            for slot, texts in reply.options.items():
                fields[section.category, slot] |= {_option(section.category, slot, text, reply, grid) for text in texts}
        for comment in section.comments:
            fields[section.category, "comments"].add(_words(comment.text))
        if section.intensity is not None:
            fields[section.category, "intensity"].add(section.intensity)
    if sheet.keywords:
        fields["", "keywords"] = set(sheet.keywords)
    return fields


def _option(category: str, slot: str, text: str, reply: Reply, grid: Grid) -> Hashable:
    """An option with what it says, and of whom when the sentence compares groups."""
    options = {(option.slot, option.text): option for option in grid.categories[category].options}
    option = options.get((slot, text))
    polarity = option.polarity if option is not None and reply.polarity == "positive" else reply.polarity
    return (text, polarity, frozenset(reply.options["groups"])) if slot == "comparison" else (text, polarity)


def fields_read(found: Questionnaire) -> Fields:
    """The fields of a questionnaire read back."""
    fields: dict[tuple[str, str], set[Hashable]] = defaultdict(set)
    for category, entry in found.questionnaire.items():
        for slot, answers in entry.slots.items():
            fields[category, slot] |= {_answer_read(slot, answer) for answer in answers}
        if entry.comments:
            fields[category, "comments"] = {_words(comment.quote) for comment in entry.comments}
        if entry.intensity is not None:
            fields[category, "intensity"].add(entry.intensity.value)
    if found.keywords:
        fields["", "keywords"] = set(found.keywords)
    return fields


def _answer_read(slot: str, answer: Answer) -> Hashable:
    if answer.quantity is not None:
        return answer.quantity.value, answer.quantity.qualifier
    if slot == "comparison":
        return answer.value, answer.polarity, frozenset(answer.publics)
    return answer.value, answer.polarity


def _words(text: str) -> tuple[str, ...]:
    """A text as its words, case, accents and punctuation aside."""
    return tuple(_WORD.findall(fold(text)))


def bag_of(text: str) -> Counter[str]:
    """Words of a text with their counts, case and accents aside."""
    return Counter(_WORD.findall(fold(text)))


def jaccard(first: Counter[str], second: Counter[str]) -> float:
    """Share of the words that two texts have in common."""
    union = (first | second).total()
    return (first & second).total() / union if union else 0.0


def _paired(likeness: Sequence[Sequence[float]]) -> int:
    """Number of statements that find their own, one to one, the likest first."""
    pairs = [(score, i, j) for i, row in enumerate(likeness) for j, score in enumerate(row) if score >= SAME]
    taken: tuple[set[int], set[int]] = set(), set()
    for _, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
    return len(taken[0])


def figure(count: Sequence[int]) -> float:
    """A share, or an F1."""
    hits, *sizes = count
    size = sizes[0] if len(sizes) == 1 else sum(sizes) / 2
    return hits / size if size else 1.0


def add(total: Counts, counts: Counts) -> None:
    """Add the counts of one report to those of others."""
    for measure, count in counts.items():
        before = total.get(measure, [0] * len(count))
        total[measure] = [a + b for a, b in zip(before, count, strict=True)]
