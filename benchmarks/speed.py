"""Processor time and memory over the full fr_core_news_md pipeline on the same texts, in the same run."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys

import tiersimpact as ti
from benchmarks import startup

REPORTS = 144
STEPS = 48
ROUNDS = 3
MANY = 1_000
LARGE = 10_000


def measure(part: str, number: int) -> dict[str, float]:
    """Run one part of `benchmarks.timing` in a process of its own, so that nothing another part remembers helps."""
    command = [sys.executable, "-m", "benchmarks.timing", part, str(number)]
    result: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return result


def main(*, many: int = MANY) -> None:
    ratios = startup.main()
    rounds = [(measure("spacy", REPORTS), measure("analyses", REPORTS)) for _ in range(ROUNDS)]
    # the least of some rounds, as `timeit` advises: whatever else the machine does only adds to a time
    spacy, ours = ({part: min(own[part] for own in side) for part in side[0]} for side in zip(*rounds, strict=True))
    print(f"{REPORTS} reports, {spacy['words']} words; throughput, the full pipeline is 1")
    throughput, floor = spacy["full"] / ours["full"], spacy["full"] / spacy["tokeniser"]
    print(f"  {'analyze, file to records':32} {throughput:6.1f}")
    print(f"  {'the tokeniser alone':32} {floor:6.1f}")
    print("share of the time from file to records")
    for step, share in measure("steps", STEPS).items():
        print(f"  {step:32} {share:6.2f}")
    print(f"peak of memory in megabytes; the full pipeline on {REPORTS} reports: {spacy['megabytes']:.0f}")
    memory = measure("memory", many)
    for number, megabytes in memory.items():
        print(f"  {number + ' reports':32} {megabytes:6.0f}")
    growth = memory[str(many)] / memory["100"]
    print("for the table of benchmarks/README.md")
    print(f"| {ti.__version__} | {throughput:.1f} | {floor:.0f} | {ratios[startup.COLD]:.2f} | ", end="")
    print(f"{ratios[startup.IMPORT]:.3f} | {memory['100']:.0f} | {growth:.2f} ({many:,}) |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help=f"measure memory over {LARGE} reports")
    main(many=LARGE if parser.parse_args().large else MANY)
