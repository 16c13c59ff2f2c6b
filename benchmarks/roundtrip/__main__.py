"""Random answers printed in every layout and read back: ``python -m benchmarks.roundtrip``."""

from __future__ import annotations

import argparse

from .folder import report
from .measuring import FORMS, measure, readable_forms
from .scoring import Counts, add, figure


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reports", type=int, default=20, help="reports by layout (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the first report (default: %(default)s)")
    parser.add_argument("--layout", choices=FORMS, action="append", help="these layouts only")
    parser.add_argument("--folder", type=int, metavar="N", help="read a folder of N PDFs instead, some of them broken")
    arguments, _ = parser.parse_known_args()
    if arguments.folder:
        report(arguments.folder)
        return
    readable = readable_forms()
    total: dict[str, Counts] = {}
    for name in arguments.layout or FORMS:
        if name in readable:
            total[name] = {}
            for number in range(arguments.reports):
                add(total[name], measure(name, seed=arguments.seed + number))
        else:
            print(f"{name}: left out, it takes a browser and a PDF reader")
    print_table(total)


def print_table(total: dict[str, Counts]) -> None:
    measures = next(iter(total.values()), {})
    print(f"{'':28}" + "".join(f"  {measure}" for measure in measures))
    for name, counts in total.items():
        print(f"{name:28}" + "".join(f"  {figure(counts[measure]):{len(measure)}.3f}" for measure in measures))


if __name__ == "__main__":
    main()
