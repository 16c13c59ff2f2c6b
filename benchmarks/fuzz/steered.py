"""Let atheris look for inputs that run new code: ``python -m benchmarks.fuzz.steered --minutes 20``.

It is installed by hand (``pip install atheris``), where there is a wheel of it. The input of a fault is kept as a file.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import atheris

MEGABYTES = 4_000


def steer(name: str, minutes: float, folder: Path) -> None:
    """Fuzz one entry; it ends the process."""
    folder.mkdir(parents=True, exist_ok=True)
    # what is imported later, on first use, is seen as well: all happens inside
    with atheris.instrument_imports(include=["tiersimpact"]), tempfile.TemporaryDirectory() as found:
        from .running import FRAGMENTS, SECONDS, fault_of
        from .targets import TARGETS

        target, words = TARGETS[name], Path(found, "words")
        inputs = Path(found, "inputs")
        inputs.mkdir()
        (inputs / "seed").write_bytes(target.seed())
        words.write_text("".join(f'"{_escaped(fragment)}"\n' for fragment in FRAGMENTS if len(fragment) < 60))

        def do(data: bytes) -> None:
            if trace := fault_of(target, data):
                raise RuntimeError(trace)

        do(target.seed())
        limits = [f"-max_total_time={int(60 * minutes)}", f"-timeout={SECONDS}", f"-rss_limit_mb={MEGABYTES}"]
        options = [*limits, f"-dict={words}", f"-artifact_prefix={folder}/{name}-", "-print_final_stats=1"]
        atheris.Setup([sys.argv[0], *options, str(inputs)], do)
        atheris.Fuzz()


def _escaped(fragment: str) -> str:
    """A word of libFuzzer's dictionary."""
    return "".join(f"\\x{byte:02x}" for byte in fragment.encode())


def steer_each(names: list[str], minutes: float, folder: Path) -> int:
    """Share the time among the entries, each in a process of its own; return the number of those with a fault."""
    faulty = 0
    for name in names:
        command = [sys.executable, "-m", "benchmarks.fuzz.steered", "--alone", "--target", name]
        command += ["--minutes", str(minutes / len(names)), "--folder", str(folder)]
        print(f"== {name}", flush=True)
        faulty += subprocess.run(command).returncode != 0
    return faulty


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--target", action="append", help="an entry; all by default")
    parser.add_argument("--folder", type=Path, default=Path("fuzz-faults"), help="where inputs of faults are kept")
    parser.add_argument("--alone", action="store_true", help="in this very process, which ends with it; for one entry")
    options = parser.parse_args()
    if options.alone:
        steer(options.target[0], options.minutes, options.folder)
    from .targets import TARGETS

    sys.exit(steer_each(options.target or list(TARGETS), options.minutes, options.folder) > 0)


if __name__ == "__main__":
    main()
