"""How reports are read as the questionnaire's own pages and PDFs give them: ``python -m benchmarks.printed``.

`data/printed` holds such texts raw, web pages, lost ligatures and torn columns included, with the statements that a
careful reader finds. Most of them were there while the repairs were made; the held-out ones came when they were done.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tiersimpact as ti
from benchmarks.accuracy import f1, letters
from benchmarks.reports import ROOT

PRINTED = ROOT / "data" / "printed"
SETS = {"seen while the repairs were made": PRINTED, "held out": PRINTED / "heldout"}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--verbose", action="store_true", help="print what is missed")
    verbose = parser.parse_known_args()[0].verbose
    print(f"{'':36}reports  statements F1  category")
    for name, folder in SETS.items():
        counts = measure(folder, verbose=verbose)
        right = counts["category right"] / counts["category"]
        print(f"{name:36}{counts['reports']:7}{f1(counts, 'statement'):15.3f}{right:10.3f}")


def measure(folder: Path, *, verbose: bool = False) -> Counter[str]:
    """Compare what is found in the reports of a folder with what a reader finds."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.txt")):
        gold = [json.loads(line) for line in path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()]
        found = [statement.to_dict() for statement in ti.analyze(path).statements]
        missed = compare(gold, found, counts)
        counts["reports"] += 1
        for text in missed if verbose else ():
            print(f"{path.stem}: {text}")
    return counts


def compare(gold: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]], counts: Counter[str]) -> list[str]:
    """Count statements of the same words, and their categories; return those that are missed or wrong."""
    by_words = {letters(row["text"]): row for row in found if row["kind"] != "keyword"}
    counts["statement found"] += len(by_words)
    missed = []
    for row in gold:
        if row["kind"] == "keyword":
            continue
        readings = [[text] for text in (row["text"], *row.get("wordings", ()))] + [row.get("parts") or [row["text"]]]
        hits = next((r for r in readings if all(letters(text) in by_words for text in r)), None)
        if hits is None:
            counts["statement wanted"] += not row.get("optional")
            missed += [] if row.get("optional") else [row["text"]]
            continue
        counts["statement wanted"] += len(hits)
        counts["statement hit"] += len(hits)
        for text in hits:
            category = by_words[letters(text)]["category"]
            right = category in (row["category"], *row.get("also", ()))
            counts["category"] += 1
            counts["category right"] += right
            missed += [] if right else [f"{category} for {row['category']}: {text}"]
    return missed


if __name__ == "__main__":
    main()
