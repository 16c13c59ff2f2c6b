"""The classifier on comments without their headings, cross-validated by report; and how often sections are right."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from benchmarks.reports import OWN, real_reports
from tiersimpact.classifier.examples import to_examples
from tiersimpact.classifier.training import Example, train
from tiersimpact.corpus import AnnotatedStatement, load_corpus
from tiersimpact.grid import load_grid

FOLDS = 5
BINS = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--curve", action="store_true", help="also train on parts of the corpus")
    options, _ = parser.parse_known_args()
    grid = load_grid()
    corpus = load_corpus([OWN], grid=grid)
    examples = to_examples(corpus)
    sections(corpus)
    answers, shares, tested = cross_validate(examples)
    print_figures("comments without headings, cross-validated", tested, answers, shares)
    if options.curve:
        for part in (0.25, 0.5):
            answers, shares, tested = cross_validate(examples, part=part)
            print_figures(f"trained on {part:.0%} of the reports", tested, answers, shares)
    without_headings()


def cross_validate(
    examples: Sequence[Example], *, part: float = 1.0
) -> tuple[list[str], npt.NDArray[np.float64], list[Example]]:
    """Probabilities of every comment from a model that saw no statement of its report."""
    grid = load_grid()
    groups = np.array([example.report for example in examples])
    comments = np.array([not example.formula for example in examples])
    answers: list[str] = []
    rows: list[list[float]] = []
    tested: list[Example] = []
    for learn, test in GroupKFold(FOLDS).split(examples, groups=groups):
        reports = sorted(set(groups[learn]))
        kept = set(np.random.default_rng(0).choice(reports, int(part * len(reports)), replace=False))
        model = train([examples[i] for i in learn if groups[i] in kept], grid=grid)
        answers = list(model.heads["category"].answers)
        for i in test[comments[test]]:
            found = model.probabilities(examples[i].text)["category"]
            rows.append([found[answer] for answer in answers])
            tested.append(examples[i])
    return answers, np.array(rows), tested


def print_figures(title: str, examples: Sequence[Example], answers: list[str], shares: npt.NDArray[np.float64]) -> None:
    """Print accuracy, with a second category that a reader accepts counted right, and calibration."""
    order = np.argsort(-shares, axis=1)
    best = [answers[i] for i in order[:, 0]]
    accepted = [{example.category, *example.also} for example in examples]
    right = np.array([answer in ok for answer, ok in zip(best, accepted, strict=True)])
    lenient = [e.category if ok else answer for e, answer, ok in zip(examples, best, right, strict=True)]
    truth = [example.category for example in examples]
    three = np.mean([bool({answers[i] for i in row[:3]} & ok) for row, ok in zip(order, accepted, strict=True)])
    outside = np.mean([(a == "hors_grille") == (t == "hors_grille") for a, t in zip(best, truth, strict=True)])
    print(f"{title}: {len(examples)} comments")
    print(f"  top-1 {right.mean():.3f}   top-3 {three:.3f}   macro-F1 {f1_score(truth, lenient, average='macro'):.3f}")
    error = calibration_error(shares.max(1), right)
    print(f"  off-grid told from on-grid {outside:.3f}   expected calibration error {error:.3f}")
    sure = shares.max(1)
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
        kept = sure >= threshold
        print(f"  of those at least {threshold:.1f} sure ({kept.mean():.0%}): {right[kept].mean():.3f} right")
    for answer in answers:
        own = [ok for ok, category in zip(right, truth, strict=True) if category == answer]
        print(f"    {answer:28} {np.mean(own):.3f} of {len(own)}")


def calibration_error(sure: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]) -> float:
    """Expected calibration error over ten bins of equal width (Guo et al. 2017)."""
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    return float(sum(abs(right[bins == b].mean() - sure[bins == b].mean()) * (bins == b).mean() for b in set(bins)))


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
    """Print the categories of the real reports' comments with and without headings, when the reports are there."""
    import json

    import tiersimpact as ti
    from tiersimpact.classifier import cached_model, shipped_folder

    reports = real_reports()
    if not reports:
        return
    model = cached_model(shipped_folder(), load_grid())
    total = words_right = three_right = headed = 0
    for path in reports:
        gold = json.loads((path.parent / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        found = {_plain(s.text): s.category for s in ti.analyze(path).statements}
        for row in gold["statements"]:
            if row["kind"] != "verbatim" or row["category"] is None:
                continue
            accepted = {row["category"], row.get("category_alt")}
            best = list(model.probabilities(row["text"])["category"])
            total += 1
            words_right += best[0] in accepted
            three_right += bool(set(best[:3]) & accepted)
            headed += found.get(_plain(row["text"])) in accepted
    print(
        f"real reports, {total} comments: {headed / total:.3f} right with headings; words alone, shipped model: "
        f"top-1 {words_right / total:.3f}, top-3 {three_right / total:.3f}"
    )


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


if __name__ == "__main__":
    main()
