"""How long annotators wait: opening 5,000 statements with the first on screen, and the way to the next statement.

``python -m benchmarks.annotation``
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from tiersimpact.annotation.desk import Desk
from tiersimpact.annotation.opening import open_desk
from tiersimpact.corpus import load_corpus, write_corpus
from tiersimpact.grid import load_grid

STATEMENTS = 5_000
STEPS = 100
OPEN_LIMIT = 2.0
NEXT_LIMIT = 0.050
Result = TypeVar("Result")
REPORTS = Path(__file__).parents[1] / "data" / "reports"


def main() -> None:
    grid = load_grid()
    known = [statement for statement in load_corpus(REPORTS) if statement.kind != "keyword"]
    with TemporaryDirectory() as folder:
        source, corpus = Path(folder) / "statements.jsonl", Path(folder) / "corpus"
        write_corpus([replace(known[i % len(known)], id=f"x:{i}") for i in range(STATEMENTS)], source)

        def open_() -> Desk:
            desk = open_desk(source, corpus, "bench", grid=grid)
            desk.show()
            return desk

        show("open 5,000 statements", timed(open_)[0], OPEN_LIMIT)
        seconds, desk = timed(open_)
        show("open them again", seconds, OPEN_LIMIT)
        steps = sorted(timed(lambda: decide(desk))[0] for _ in range(STEPS))
        show(f"decide and show the next, median of {STEPS}", statistics.median(steps), NEXT_LIMIT)
        show("decide and show the next, slowest", steps[-1], NEXT_LIMIT)
        desk.workspace.close()


def decide(desk: Desk) -> None:
    desk.do({"do": "accept", "statement": desk.queue.current})
    desk.show()


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def show(what: str, seconds: float, limit: float) -> None:
    print(f"{what:48} {1000 * seconds:8.1f} ms   {limit / seconds:6.1f} times faster than {1000 * limit:.0f} ms")


if __name__ == "__main__":
    main()
