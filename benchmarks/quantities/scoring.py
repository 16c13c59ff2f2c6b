"""Score one reader's quantities against the gold ones, sentence by sentence.

Gold and predicted quantities of a sentence are paired one to one, as many as possible. A pair must share at least
one character of the sentence, so that the 30 of « 30 bénévoles au 30 rue Foch » is not found at the wrong place, and
must agree on what the measure compares:

===============  ====================================================
value            value
value+unit       value, unit
value,max,unit   value, value_max, unit
all fields       value, value_max, qualifier, unit, per, kind
===============  ====================================================

Units (and `per`) are compared in lower case, without accents and without a final s or x. Vague gold quantities (value
null) are not asked for, and what a reader makes of their words is not held against it; a prediction without value is
ignored. A trap is taken when a predicted quantity shares a character with it. Phenomena label whole sentences: their
figures count all quantities of the sentences that carry the label.
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple


class Reading(NamedTuple):
    """One quantity, gold or predicted: where it stands and what it says."""

    start: int
    end: int
    value: float | None
    value_max: float | None = None
    qualifier: str = "exact"
    unit: str | None = None
    per: str | None = None
    kind: str = "count"


Span = tuple[int, int]


@dataclass(frozen=True)
class Sentence:
    """One sentence of the evaluation set."""

    id: int | str
    text: str
    gold: tuple[Reading, ...]
    traps: tuple[Span, ...]
    phenomena: tuple[str, ...]


@dataclass
class Counts:
    """What was found, said and asked for."""

    found: int = 0
    said: int = 0
    asked: int = 0

    def add(self, found: int, said: int, asked: int) -> None:
        """Add the counts of one sentence."""
        self.found += found
        self.said += said
        self.asked += asked

    @property
    def precision(self) -> float | None:
        """Share of what was said that is right; None when nothing was said."""
        return self.found / self.said if self.said else None

    @property
    def recall(self) -> float | None:
        """Share of what was asked for that was found; None when nothing was asked for."""
        return self.found / self.asked if self.asked else None

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.found / (self.said + self.asked) if self.said + self.asked else 0.0


@dataclass
class Phenomenon:
    """Counts of the sentences that carry one label."""

    sentences: int = 0
    quantities: Counts = field(default_factory=Counts)
    traps_taken: int = 0
    traps: int = 0


@dataclass
class Score:
    """All figures of one reader on one set."""

    measures: dict[str, Counts]
    traps_taken: int = 0
    traps: int = 0
    phenomena: dict[str, Phenomenon] = field(default_factory=dict)


def plain(unit: str | None) -> str:
    """Reduce a unit to what is compared.

    >>> plain("Évènements"), plain("m²"), plain("œuvre"), plain(None)
    ('evenement', 'm2', 'oeuvre', '')
    """
    folded = unicodedata.normalize("NFKD", (unit or "").casefold().replace("œ", "oe").replace("æ", "ae")).strip()
    folded = "".join(character for character in folded if not unicodedata.combining(character))
    return folded[:-1] if len(folded) > 1 and folded[-1] in "sx" else folded


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"


Key = Callable[[Reading], tuple[str, ...]]
MEASURES: dict[str, Key] = {
    "value": lambda r: (_number(r.value),),
    "value+unit": lambda r: (_number(r.value), plain(r.unit)),
    "value,max,unit": lambda r: (_number(r.value), _number(r.value_max), plain(r.unit)),
    "all fields": lambda r: (
        _number(r.value), _number(r.value_max), r.qualifier, plain(r.unit), plain(r.per), r.kind,
    ),
}  # fmt: skip
BY_PHENOMENON = "value,max,unit"


def load_sentences(path: Path) -> list[Sentence]:
    """Read an evaluation set; a slice that is not in its sentence is an error that names the line."""
    sentences = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        row = json.loads(line)
        taken: list[Span] = []

        def locate(slice_: str, row: dict[str, Any] = row, taken: list[Span] = taken, number: int = number) -> Span:
            span = _locate(row["text"], slice_, taken)
            if span is None:
                raise ValueError(
                    f"{path.name}:{number}: {slice_!r} is not in the sentence. Copy the words as they stand."
                )
            taken.append(span)
            return span

        gold = tuple(
            Reading(*locate(q["text"]), **{name: q[name] for name in Reading._fields[2:]}) for q in row["quantities"]
        )
        traps = tuple(locate(trap) for trap in row.get("traps", []))
        sentences.append(Sentence(row["id"], row["text"], gold, traps, tuple(row["phenomena"])))
    return sentences


def _locate(text: str, slice_: str, taken: Sequence[Span]) -> Span | None:
    """Place a slice: the first whole-word occurrence that no earlier slice took, else the first one."""
    spans = []
    start = text.find(slice_)
    while start >= 0:
        spans.append((start, start + len(slice_)))
        start = text.find(slice_, start + 1)
    free = [span for span in spans if not any(_overlap(span, other) for other in taken)]
    whole = [span for span in free if not _cuts_a_word(text, span)]
    return next(iter(whole or free or spans), None)


def _cuts_a_word(text: str, span: Span) -> bool:
    start, end = span
    before, after = text[max(start - 1, 0) : start + 1], text[end - 1 : end + 1]
    return (start > 0 and before.isalnum()) or (end < len(text) and after.isalnum())


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _span(reading: Reading) -> Span:
    return reading.start, reading.end


def count_pairs(gold: Sequence[Reading], said: Sequence[Reading], key: Key) -> int:
    """Pair gold and predicted quantities one to one, as many as possible; return how many.

    >>> ten, twelve = Reading(0, 5, 10, unit="chat"), Reading(8, 13, 12, unit="chat")
    >>> count_pairs([ten, twelve], [twelve, ten._replace(unit="chats"), ten], MEASURES["value+unit"])
    2
    """
    edges = [
        [j for j, p in enumerate(said) if key(g) == key(p) and _overlap(_span(g), _span(p))] for g in gold
    ]  # fmt: skip
    partner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in partner or place(partner[j], seen):
                    partner[j] = i
                    return True
        return False

    return sum(place(i, set()) for i in range(len(gold)))


def score(sentences: Sequence[Sentence], predictions: Iterable[Sequence[Reading]]) -> Score:
    """Score predictions, one sequence a sentence, in the order of the sentences."""
    total = Score({name: Counts() for name in MEASURES})
    phenomena: defaultdict[str, Phenomenon] = defaultdict(Phenomenon)
    for sentence, predicted in zip(sentences, predictions, strict=True):
        gold = [g for g in sentence.gold if g.value is not None]
        vague = [_span(g) for g in sentence.gold if g.value is None]
        valued = [p for p in predicted if p.value is not None]
        said = [p for p in valued if not _excused(_span(p), vague, gold)]
        taken = sum(any(_overlap(trap, _span(p)) for p in valued) for trap in sentence.traps)
        total.traps_taken += taken
        total.traps += len(sentence.traps)
        for name, key in MEASURES.items():
            found = count_pairs(gold, said, key)
            total.measures[name].add(found, len(said), len(gold))
            if name == BY_PHENOMENON:
                for label in sentence.phenomena:
                    entry = phenomena[label]
                    entry.sentences += 1
                    entry.quantities.add(found, len(said), len(gold))
                    entry.traps_taken += taken
                    entry.traps += len(sentence.traps)
    total.phenomena = dict(sorted(phenomena.items()))
    return total


def _excused(span: Span, vague: Sequence[Span], gold: Sequence[Reading]) -> bool:
    return any(_overlap(span, other) for other in vague) and not any(_overlap(span, _span(g)) for g in gold)
