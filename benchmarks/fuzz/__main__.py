"""Feed the entries with mutated seeds: ``python -m benchmarks.fuzz --minutes 20``.

An entry may refuse its input with a `TiersImpactError`; whatever else it raises is a fault, and so is an input that
takes too long. The input of a fault is kept as a file. `benchmarks.fuzz.steered` looks for them by coverage.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .running import run
from .targets import TARGETS


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=0, help="of chance: another one makes other inputs")
    parser.add_argument("--target", choices=TARGETS, action="append", help="an entry; all by default")
    parser.add_argument("--folder", type=Path, default=Path("fuzz-faults"), help="where inputs of faults are kept")
    options = parser.parse_args()
    sys.exit(run(options.target or list(TARGETS), options.minutes, options.seed, options.folder) > 0)


if __name__ == "__main__":
    main()
