"""Figures of the annotated corpus in `data/`, and how far two readers agree: ``python -m benchmarks.corpus``.

``python -m benchmarks.corpus --write`` puts the figures into the data card as well.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.reports import OWN, ROOT
from tiersimpact.corpus import AnnotatedStatement, load_corpus
from tiersimpact.files import written_aside
from tiersimpact.french import fold, words
from tiersimpact.grid import Grid, load_grid
from tiersimpact.reliability import cohen_kappa

SECOND_PASS = ROOT / "data" / "second_pass.jsonl"
CARD = ROOT / "data" / "README.md"
CARD_FIGURES = re.compile(r"(?<=<!-- figures -->\n```text\n).*?(?=```\n<!-- end of figures -->)", re.DOTALL)

# Two comments that share this much of their character 5-grams are near-duplicates.
NEAR = 0.6
# Words of a label that are in every text.
TOOL_WORDS = {"a", "d", "de", "des", "du", "et", "l", "la", "le", "les", "ou"}


class Pair(NamedTuple):
    """One comment as two readers understood it."""

    first: AnnotatedStatement
    second: Mapping[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the figures into data/README.md too")
    arguments = parser.parse_args()
    text = figures()
    print(text, end="")
    if arguments.write:
        card = CARD.read_text(encoding="utf-8")
        with written_aside(CARD) as aside:
            aside.write_text(CARD_FIGURES.sub(lambda _: text, card), encoding="utf-8")


def figures() -> str:
    """All figures as lines of text."""
    grid = load_grid()
    statements = load_corpus([OWN], grid=grid)
    lines = [*size(statements), *content(statements, grid), *closeness(statements), *agreement(statements, grid)]
    return "".join(f"{line}\n" for line in lines)


# Size


def comments_of(statements: Iterable[AnnotatedStatement]) -> list[AnnotatedStatement]:
    """The free comments."""
    return [statement for statement in statements if statement.kind == "verbatim"]


def raw_text(report: str) -> str:
    """The text that a report's statements were read in."""
    return _raw_path(report).read_text(encoding="utf-8")


def _raw_path(report: str) -> Path:
    return next(path for path in (OWN / f"{report}.txt", OWN / f"{report}.md") if path.exists())


def layout_of(report: str, statements: Iterable[AnnotatedStatement]) -> str:
    """Tell the layout of a raw text: markdown, no headings, PDF-like or clean."""
    if _raw_path(report).suffix == ".md":
        return "markdown"
    raw = raw_text(report)
    pieces = [raw[start:end] for statement in statements for start, end in statement.sources]
    if any("\n" in piece or "\ufffd" in piece for piece in pieces):
        return "pdf-like"
    return "no headings" if raw.startswith(pieces[0]) else "clean"


def size(statements: Sequence[AnnotatedStatement]) -> Iterator[str]:
    """How much there is, of what."""
    by_report = defaultdict(list)
    for statement in statements:
        by_report[statement.report].append(statement)
    layouts = Counter(layout_of(*item) for item in by_report.items())
    kinds = Counter(statement.kind for statement in statements)
    yield f"reports             {len(by_report):6}   one invented place each"
    yield from (f"  {name:18}{count:6}" for name, count in layouts.most_common())
    yield f"statements          {len(statements):6}"
    yield from (f"  {name:18}{count:6}   {count / len(statements):.1%}" for name, count in kinds.most_common())
    comments = comments_of(statements)
    lengths = sorted(len(comment.text.split()) for comment in comments)
    marks = {f"{share:.0%}": lengths[int(share * (len(lengths) - 1))] for share in (0.05, 0.5, 0.95)}
    shown = ", ".join(f"{name} {words_}" for name, words_ in marks.items())
    yield f"words per comment: least {lengths[0]}, {shown}, most {lengths[-1]}"
    hands = Counter(comment.annotator for comment in comments)
    yield f"comments by hand: {', '.join(f'{hand} {count}' for hand, count in sorted(hands.items()))}"


# Content


def label_keys(label: str) -> set[str]:
    """Keys of the words of a label that mean something."""
    return {_key(word.key) for word in words(label)} - TOOL_WORDS


def has_label_word(text: str, label: str) -> bool:
    """Whether a text uses a word of a label, in any number, gender or inclusive spelling."""
    return not label_keys(label).isdisjoint(_key(word.key) for word in words(text))


def _key(key: str) -> str:
    """« publique » is « public »."""
    return f"{key[:-2]}c" if key.endswith("qu") else key


def content(statements: Sequence[AnnotatedStatement], grid: Grid) -> Iterator[str]:
    """What the comments say."""
    comments = comments_of(statements)
    yield ""
    yield "comments                   number   without a   with also   positive  negative   neutral     mixed"
    yield "                                   label word"
    for name, category in [*grid.categories.items(), (None, None)]:
        rows = [comment for comment in comments if comment.category == name]
        free = "-"
        if category is not None:
            free = f"{sum(not has_label_word(row.text, category.label) for row in rows) / len(rows):.0%}"
        also = sum(bool(row.also) for row in rows) / len(rows)
        yield f"  {name or 'hors grille':26}{len(rows):5}{free:>12}{also:>12.0%}   {_polarities(rows)}"
    on_grid = [comment for comment in comments if comment.category is not None]
    yield f"  {'all':26}{len(comments):5}{'':12}{'':12}   {_polarities(comments)}"
    yield f"  {'all on the grid':26}{len(on_grid):5}{'':12}{'':12}   {_polarities(on_grid)}"
    yield ""
    yield "publics                  mentions   in comments   different wordings"
    for public in grid.public_types:
        spans = [(row.kind, span.text) for row in statements for span in row.public_spans if span.public == public]
        inside = sum(kind == "verbatim" for kind, _ in spans)
        yield f"  {public:26}{len(spans):5}{inside:14}{len({fold(text) for _, text in spans}):21}"
    yield ""
    quantities = [quantity for row in comments for quantity in row.quantities]
    share = sum(bool(row.quantities) for row in comments) / len(comments)
    of_all = sum(bool(row.quantities) for row in statements) / len(statements)
    yield f"quantities in {share:.1%} of the comments, {of_all:.1%} of all statements; in comments {len(quantities)}:"
    for field in ("kind", "qualifier"):
        counts = Counter(getattr(quantity, field) for quantity in quantities)
        yield f"  {', '.join(f'{name} {count}' for name, count in counts.most_common())}"


def _polarities(rows: Sequence[AnnotatedStatement]) -> str:
    counts = Counter(row.polarity for row in rows)
    return "".join(f"{counts[name] / len(rows):10.0%}" for name in ("positive", "negative", "neutral", "mixed"))


# Closeness


def five_grams(text: str) -> frozenset[str]:
    """The runs of five characters, case, accents and punctuation aside; a shorter text is one run."""
    plain = " ".join(re.findall(r"\w+", fold(text)))
    return frozenset(plain[i : i + 5] for i in range(max(len(plain) - 4, 1)))


def near_duplicates(texts: Sequence[str], *, least: float = NEAR) -> list[tuple[float, int, int]]:
    """Find all pairs of texts whose 5-grams have a Jaccard index of `least` or more, the closest first.

    Two such sets share at least one of the rarest grams of each (prefix filtering), so only texts that do are
    compared: the result is exact, and thousands of texts take seconds.
    """
    grams = [five_grams(text) for text in texts]
    spread = Counter(gram for found in grams for gram in found)
    holders: dict[str, list[int]] = defaultdict(list)
    pairs = []
    for i in sorted(range(len(texts)), key=lambda i: len(grams[i])):
        length = len(grams[i])
        rarest = sorted(grams[i], key=lambda gram: (spread[gram], gram))
        prefix = rarest[: length - math.ceil(least * length - 1e-9) + 1]
        candidates = {j for gram in prefix for j in holders[gram]}
        for j in candidates:
            if len(grams[j]) < least * length - 1e-9:
                continue
            shared = len(grams[i] & grams[j])
            index = shared / (length + len(grams[j]) - shared)
            if index >= least:
                pairs.append((index, min(i, j), max(i, j)))
        for gram in prefix:
            holders[gram].append(i)
    return sorted(pairs, key=lambda pair: (-pair[0], pair[1:]))


def closeness(statements: Sequence[AnnotatedStatement]) -> Iterator[str]:
    """Whether comments repeat one another."""
    comments = comments_of(statements)
    pairs = near_duplicates([comment.text for comment in comments], least=0.4)
    close = [pair for pair in pairs if pair[0] >= NEAR]
    yield ""
    yield f"pairs of comments with a 5-gram Jaccard of {NEAR} or more: {len(close)}; of 0.4 or more: {len(pairs)}"
    for index, i, j in close:
        yield f"  {index:.2f} {comments[i].id} « {comments[i].text} »"
        yield f"       {comments[j].id} « {comments[j].text} »"
    formulas = Counter(fold(statement.text) for statement in statements if statement.kind == "formula")
    yield f"standard sentences: {len(formulas)} different texts of {sum(formulas.values())}"


# Agreement


def second_pass(statements: Iterable[AnnotatedStatement]) -> list[Pair]:
    """Put each second reading beside the first; ValueError when the corpus no longer holds its text."""
    by_id = {statement.id: statement for statement in statements}
    pairs = []
    for line in SECOND_PASS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        first = by_id.get(row["id"])
        if first is None or first.text != row["text"]:
            raise ValueError(f"{SECOND_PASS.name}: {row['id']} is not « {row['text']} » in the corpus; link it again")
        pairs.append(Pair(first, row))
    return pairs


def category_kappa(pairs: Sequence[Pair], *, also: bool = False) -> float:
    """Kappa of the categories; with `also`, a category that the other reader accepts counts as agreement."""
    return cohen_kappa(*_columns(pairs, lambda pair: _categories(pair, also=also)))


def _categories(pair: Pair, *, also: bool) -> tuple[str | None, str | None]:
    one, other = pair.first.category, pair.second["category"]
    accepted = also and (other in pair.first.also or one in pair.second["also"])
    return one, one if accepted else other


def _names(public: str) -> Callable[[Pair], tuple[Hashable, Hashable]]:
    """Read whether each reader found a public."""
    return lambda pair: (public in pair.first.publics, public in pair.second["publics"])


def _columns(
    pairs: Iterable[Pair], read: Callable[[Pair], tuple[Hashable, Hashable]]
) -> tuple[list[Hashable], list[Hashable]]:
    answers = [read(pair) for pair in pairs]
    return [answer[0] for answer in answers], [answer[1] for answer in answers]


def agreement(statements: Sequence[AnnotatedStatement], grid: Grid) -> Iterator[str]:
    """How far the second, blind readers agree with the first."""
    pairs = second_pass(statements)
    yield ""
    yield f"second reading of {len(pairs)} comments, {len(pairs) / len(comments_of(statements)):.1%} of all"
    yield "Cohen's kappa               kappa   same   first  second"
    fields: dict[str, Callable[[Pair], tuple[Hashable, Hashable]]] = {
        "category": lambda pair: _categories(pair, also=False),
        "category, also accepted": lambda pair: _categories(pair, also=True),
        "on or off the grid": lambda pair: (pair.first.category is None, pair.second["category"] is None),
        "polarity": lambda pair: (pair.first.polarity, pair.second["polarity"]),
        "has a quantity": lambda pair: (bool(pair.first.quantities), bool(pair.second["quantities"])),
    }
    fields |= {public: _names(public) for public in grid.public_types}
    for name, read in fields.items():
        one, other = _columns(pairs, read)
        same = sum(a == b for a, b in zip(one, other, strict=True)) / len(pairs)
        found = f"{sum(map(bool, one)):8}{sum(map(bool, other)):8}" if set(one) <= {True, False} else ""
        yield f"  {name:26}{cohen_kappa(one, other):5.2f}{same:7.0%}{found}"
    yield "by second reader       comments   category   also accepted   polarity   first hands"
    for reader in sorted({pair.second["annotator"] for pair in pairs}):
        read_by = [pair for pair in pairs if pair.second["annotator"] == reader]
        hands = ", ".join(sorted({pair.first.annotator.removeprefix("auteur-") for pair in read_by}))
        polarity = cohen_kappa(*_columns(read_by, fields["polarity"]))
        strict, lenient = category_kappa(read_by), category_kappa(read_by, also=True)
        yield f"  {reader:22}{len(read_by):7}{strict:11.2f}{lenient:16.2f}{polarity:11.2f}   {hands}"
    confused = Counter(
        " / ".join(sorted(str(name or "hors grille") for name in (pair.first.category, pair.second["category"])))
        for pair in pairs
        if pair.first.category != pair.second["category"]
    )
    yield f"most often confused: {', '.join(f'{names} {count}' for names, count in confused.most_common(6))}"


if __name__ == "__main__":
    main()
