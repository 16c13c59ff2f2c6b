"""How time and memory grow when a hostile text doubles: linear is 2, square is 4."""

from __future__ import annotations

import argparse
import time
import tracemalloc
from collections.abc import Callable

import tiersimpact as ti
from tiersimpact.analysis import analyze_source, choose_model
from tiersimpact.reading import Source

MAX_RATIO = 3.0
CHARACTERS = 100_000
SENTENCE = "Une vingtaine de voisins se prêtent une échelle et douze outils. "


def _repeat(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


_TORN = "# SOLIDARITÉ\nDes échanges, dons ou mutualisations de\n# RÉSEAUX\nLa création de réseaux de personnes\n"

# Made of a number of characters; the sentence in front keeps every step at work.
SHAPES: dict[str, Callable[[int], str]] = {
    "prose without a line break": _repeat(SENTENCE),
    "one word": _repeat("é"),
    "words without a full stop": _repeat("mot "),
    "prose in paragraphs": _repeat(SENTENCE + "\n\n"),
    "bullets": _repeat("- mot\n"),
    "bare bullets": _repeat("- "),
    "nested bullets": lambda size: "".join(f"{' ' * (i % 200)}- mot\n" for i in range(size // 106 + 1)),
    "nested brackets": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "headings": _repeat("# Santé\n"),
    "bidi controls": _repeat("mot\u202e\u2066"),
    "emoji": _repeat("👩‍👩‍👧 "),
    "combining marks": lambda size: "e" + "\u0301" * size,
    "NUL": _repeat("\x00mot "),
    "lost ligatures": _repeat("di\ufffdiculté "),
    "numbers": _repeat("1 200 voisins, "),
    "number words": _repeat("vingt-deux voisins "),
    "inclusive writing": _repeat("voisin·e·s, "),
    "lead-ins": _repeat("Des échanges de petits services ont été observés entre :\n- des voisins\n"),
    "columns": _repeat("des voisins           des bénévoles\n"),
    "columns row by row": lambda size: "RÉSEAUX\nSANTÉ\n" + _repeat("un voisin prête\nune dame de 80 ans\n")(size // 4),
    "a torn column": lambda size: _TORN + _repeat("petits services entre des voisins.\n\nun réseau est né.\n\n")(size),
    "torn lists": _repeat("SOLIDARITÉ\n- des voisins du\nSANTÉ\n- de petits services\n"),
}


def read(text: str) -> None:
    """Read a text of whatever language."""
    grid = ti.load_grid()
    analyze_source(Source.of_string(text), grid=grid, model=choose_model(None, grid))


def cost(shape: Callable[[int], str], size: int) -> float:
    """Processor time of reading a text of some size, in seconds."""
    text = f"SOLIDARITÉ\n\n{SENTENCE}\n\n{shape(size)}"
    start = time.process_time()
    read(text)
    return time.process_time() - start


def ratio(shape: Callable[[int], str], size: int = CHARACTERS) -> tuple[float, float, float]:
    """Seconds for a text and for its double, and their ratio; the better of two where a pause may have come in."""
    single, double = cost(shape, size), cost(shape, 2 * size)
    if double > MAX_RATIO * single:
        single, double = max(single, cost(shape, size)), min(double, cost(shape, 2 * size))
    return single, double, double / single


def peak_memory(shape: Callable[[int], str], size: int) -> int:
    """Most memory taken while reading, in bytes."""
    text = shape(size)
    tracemalloc.start()
    read(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--characters", type=int, default=CHARACTERS, help="of the single text; some million take minutes"
    )
    parser.add_argument("--shape", choices=SHAPES, action="append", help="what it is made of; all by default")
    options = parser.parse_args()
    size = options.characters
    read(SENTENCE)  # loads what is loaded once
    print(f"{'text':28}{f'{size:,}':>12}{f'{2 * size:,}':>12}  ratio (linear: 2, limit: {MAX_RATIO:g})")
    for name in options.shape or SHAPES:
        single, double, grown = ratio(SHAPES[name], size)
        print(f"{name:28}{single:10.2f} s{double:10.2f} s{grown:7.1f}", flush=True)


if __name__ == "__main__":
    main()
