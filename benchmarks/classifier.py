"""The classifier on comments without their headings, cross-validated by report; and how often sections are right."""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence

from sklearn.cluster import KMeans

import tiersimpact as ti
from benchmarks.reports import OWN, real_reports
from tiersimpact.classifier.examples import Example, to_examples
from tiersimpact.classifier.features import mean_vectors
from tiersimpact.classifier.storage import OUTSIDE
from tiersimpact.classifier.training import train
from tiersimpact.corpus import AnnotatedStatement, load_corpus
from tiersimpact.evaluation import Outcome, cross_validate, measure, read_comments
from tiersimpact.grid import load_grid
from tiersimpact.publics import find_publics

GRID = load_grid()
TOPICS = 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--curve", action="store_true", help="also train on parts of the corpus")
    parser.add_argument("--open", action="store_true", help="also leave topics of off-grid comments out")
    options, _ = parser.parse_known_args()
    corpus = load_corpus([OWN], grid=GRID)
    examples = to_examples(corpus)
    sections(corpus)
    outcomes = cross_validate(examples, grid=GRID)
    print("cross-validated by report:", measure(outcomes))
    lexicon_alone(examples)
    combination(outcomes)
    if options.curve:
        for part in (0.25, 0.5):
            reports = sorted({example.report for example in examples})
            kept = set(random.Random(0).sample(reports, round(part * len(reports))))
            found = measure(cross_validate([e for e in examples if e.report in kept], grid=GRID))
            print(f"{part:.0%} of the reports: top-1 {found.top_1:.3f}, macro-F1 {found.macro_f1:.3f}")
    if options.open:
        open_set(examples)
    without_headings()


def lexicon_alone(examples: Sequence[Example]) -> None:
    """Print what the lexicon finds of the publics without the tagger."""
    both = given = there = 0
    for example in examples:
        if not example.formula:
            named = {span.public for span in example.publics}
            found = {span.public for span in find_publics(example.text, grid=GRID, category=example.category)}
            both, given, there = both + len(named & found), given + len(found), there + len(named)
    print(f"publics by the lexicon alone: precision {both / given:.3f}, recall {both / there:.3f}")


def combination(outcomes: Sequence[Outcome]) -> None:
    """Print what a heading, the words and both together get right where headings are lost or stand in a wrong place."""
    names = sorted(outcomes[0].shares)
    print("headings lost / misplaced: right by heading alone, words alone, both by Bayes' rule")
    for lost, misplaced in ((0.0, 0.0), (0.3, 0.0), (0.0, 0.2), (0.3, 0.2), (1.0, 0.0)):
        draw = random.Random(0)
        right = Counter[str]()
        for outcome in outcomes:
            heading = None if draw.random() < lost else outcome.category
            if heading is not None and draw.random() < misplaced:
                heading = draw.choice([name for name in names if name != heading])
            trust = 0.99 - misplaced
            both = {
                name: share * (1 if heading is None else trust if name == heading else (1 - trust) / (len(names) - 1))
                for name, share in outcome.shares.items()
            }
            right["heading"] += heading in outcome.accepted
            right["words"] += outcome.right
            right["both"] += max(both, key=both.__getitem__) in outcome.accepted
        shares = "  ".join(f"{name} {right[name] / len(outcomes):.3f}" for name in ("heading", "words", "both"))
        print(f"  {lost:.0%} / {misplaced:.0%}: {shares}")


def open_set(examples: Sequence[Example]) -> None:
    """Print how many off-grid comments are told when their topic was absent from training; topics are clusters."""
    outside = [i for i, example in enumerate(examples) if example.category == OUTSIDE and not example.formula]
    vectors = mean_vectors([examples[i].text for i in outside])
    topics = KMeans(TOPICS, n_init=4, random_state=0).fit_predict(vectors)
    told = 0
    for topic in range(TOPICS):
        absent = {i for i, own in zip(outside, topics, strict=True) if own == topic}
        model = train([e for i, e in enumerate(examples) if i not in absent], grid=GRID)
        told += sum(o.said_category == OUTSIDE for o in read_comments(model, [examples[i] for i in absent], grid=GRID))
    print(f"off-grid comments told when their topic (1 of {TOPICS}) is absent from training: {told / len(outside):.3f}")


def sections(corpus: Sequence[AnnotatedStatement]) -> None:
    """Print how often a heading, and without headings a standard sentence, are right about the comments behind them."""
    counts: Counter[str] = Counter()
    headed = {statement.report for statement in corpus if statement.heading}
    shown: dict[str, str | None] = {}
    behind: Counter[str] = Counter()
    for statement in corpus:
        if statement.kind == "formula":
            shown[statement.report] = statement.category
            behind[statement.report] = 0
        elif statement.kind == "verbatim":
            behind[statement.report] += 1
            accepted = {statement.category, *statement.also}
            if statement.heading is not None:
                counts["a heading"] += 1
                counts["a heading, right"] += statement.heading in accepted
            elif statement.report not in headed and statement.report in shown:
                name = f"a standard sentence, comment {min(behind[statement.report], 5)} behind it"
                counts[name] += 1
                counts[f"{name}, right"] += shown[statement.report] in accepted
    for name in sorted(name for name in counts if not name.endswith("right")):
        print(f"{name}: right {counts[f'{name}, right'] / counts[name]:.3f} of {counts[name]}")


def without_headings() -> None:
    """Print the categories of the real reports' comments with their headings and alone, when the reports are there."""
    reports = real_reports()
    if not reports:
        return
    counts: Counter[str] = Counter()
    sure = 0.0
    for path in reports:
        gold = json.loads((path.parent / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        found = {_plain(s.text): s.category for s in ti.analyze(path).statements}
        for row in gold["statements"]:
            if row["kind"] != "verbatim" or row["category"] is None:
                continue
            accepted = {row["category"], row.get("category_alt")}
            alone = max(ti.analyze(text=row["text"]).statements, key=lambda statement: len(statement.text))
            counts["all"] += 1
            counts["headed"] += found.get(_plain(row["text"])) in accepted
            counts["first"] += alone.category in accepted
            counts["three"] += bool(alone.category_scores.keys() & accepted)
            sure += alone.category_score or 0
    shares = {name: number / counts["all"] for name, number in counts.items()}
    print(
        f"real reports, {counts['all']} comments: {shares['headed']:.3f} right with headings; alone: "
        f"top-1 {shares['first']:.3f}, top-3 {shares['three']:.3f}, mean score {sure / counts['all']:.3f}"
    )


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


if __name__ == "__main__":
    main()
