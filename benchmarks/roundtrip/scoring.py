"""Compare what was read with what was printed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence

from tiersimpact.french import fold
from tiersimpact.records import Statement

from .printing import Expected

# Two statements are one when they share this much of their words (Jaccard on counts).
SAME = 0.8
# A category is judged on the likest statement found, when it is like it at all.
RELATED = 0.15

_WORD = re.compile(r"[a-z0-9]+")

# By measure: hits, found, wanted (F1), or hits, total (share).
Counts = dict[str, list[int]]


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
    bags, own = [bag_of(entry.text) for entry in expected], [bag_of(statement.text) for statement in read]
    likeness = [[jaccard(bag, other) for other in own] for bag in bags]
    right = 0
    for row, entry in zip(likeness, expected, strict=True):
        best = max(range(len(read)), key=row.__getitem__, default=None)
        right += best is not None and row[best] >= RELATED and read[best].category in entry.categories
    wanted_publics = {(entry.categories[0], public) for entry in expected for public in entry.publics}
    said_publics = {(statement.category, public) for statement in read for public in statement.publics}
    wanted = Counter(figure for entry in expected for figure in entry.figures)
    said = Counter((q.value, q.value_max, q.unit) for s in read for q in s.quantities if q.value is not None)
    return {
        "segmentation": [_paired(likeness), len(read), len(expected)],
        "category": [right, len(expected)],
        "publics": [len(wanted_publics & said_publics), len(said_publics), len(wanted_publics)],
        "quantities": [(wanted & said).total(), said.total(), wanted.total()],
    }


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


class Tally:
    """Counts by layout and measure."""

    def __init__(self) -> None:
        self.counts: dict[Hashable, Counts] = defaultdict(dict)

    def add(self, row: Hashable, counts: Counts) -> None:
        """Add the counts of one report to a row."""
        for measure, count in counts.items():
            old = self.counts[row].get(measure, [0] * len(count))
            self.counts[row][measure] = [a + b for a, b in zip(old, count, strict=True)]
