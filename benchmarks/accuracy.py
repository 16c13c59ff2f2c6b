"""Accuracy on the real reports (when they are there) and on our own annotated ones."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.reports import SHARED, own_reports, real_reports

if TYPE_CHECKING:
    from tiersimpact.analysis import Analysis


def main() -> None:
    on_real_reports()
    on_own_reports()


def on_real_reports() -> None:
    """Print what the independent scorer says."""
    import tiersimpact as ti

    scorer = SHARED / "eval" / "score.py"
    reports = real_reports()
    if not (reports and scorer.exists()):
        print("real reports: not here, skipped")
        return
    score(scorer, ti.analyze_many(reports))
    print("headings removed from the repaired text:")
    score(scorer, (ti.analyze(text=_without_headings(path), name=path.stem) for path in reports))


def score(scorer: Path, analyses: Iterable[Analysis]) -> None:
    """Print the independent scorer's table."""
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        predictions.write_text("".join(analysis.to_jsonl() for analysis in analyses), encoding="utf-8")
        command = [sys.executable, scorer, "--gold", SHARED / "reports" / "gold", "--pred", predictions]
        print(subprocess.run(command, capture_output=True, text=True, check=True).stdout, end="")


def _without_headings(path: Path) -> str:
    """The repaired text of a report, its columns in order, without a single heading."""
    import tiersimpact as ti
    from tiersimpact.repair import repair

    return re.sub(r"^#{1,6} .*$", "", repair(ti.read(path).text).text, flags=re.MULTILINE)


def on_own_reports() -> None:
    """Print how well our own reports are read, headings and all."""
    import tiersimpact as ti

    counts: Counter[str] = Counter()
    for path in own_reports():
        gold = [json.loads(line) for line in path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()]
        found = [statement.to_dict() for statement in ti.analyze(path).statements]
        counts += compare(gold, found)
    print("our own reports, headings as printed:")
    print(f"  segmentation F1          {f1(counts, 'statement'):.3f}")
    print(f"  category, formulas       {counts['formula right'] / counts['formula']:.3f}")
    print(f"  category, comments       {counts['verbatim right'] / counts['verbatim']:.3f}")
    print(f"  publics F1               {f1(counts, 'public'):.3f}")
    print(f"  quantity (value, unit) F1 {f1(counts, 'quantity'):.3f}")


def compare(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> Counter[str]:
    """Count hits, by statements of the same words."""
    counts: Counter[str] = Counter()
    by_words = {letters(row["text"]): row for row in found}
    counts["statement found"] = len(found)
    for row in gold:
        counts["statement wanted"] += 1
        got = by_words.get(letters(row["text"]))
        if got is None:
            continue
        counts["statement hit"] += 1
        if row["kind"] != "keyword":
            counts[row["kind"]] += 1
            counts[f"{row['kind']} right"] += got["category"] == row["category"] or got["category"] in row["also"]
        for name, items in (("public", _publics), ("quantity", _quantities)):
            wanted, given = items(row), items(got)
            counts[f"{name} hit"] += sum((wanted & given).values())
            counts[f"{name} wanted"] += sum(wanted.values())
            counts[f"{name} found"] += sum(given.values())
    return counts


def f1(counts: Counter[str], name: str) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * counts[f"{name} hit"] / (counts[f"{name} found"] + counts[f"{name} wanted"])


def letters(text: str) -> str:
    """What counts of a wording: letters and figures."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _publics(row: dict[str, Any]) -> Counter[Any]:
    return Counter(row["publics"])


def _quantities(row: dict[str, Any]) -> Counter[Any]:
    return Counter((q["value"], q["value_max"], q["unit"]) for q in row["quantities"] if q["value"] is not None)


if __name__ == "__main__":
    main()
