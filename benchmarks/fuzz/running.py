"""Inputs made by chance, and what of an entry's answer is a fault."""

from __future__ import annotations

import faulthandler
import hashlib
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import tiersimpact as ti

from .targets import TARGETS, Target

# Most that one input may take, of processor time: a loaded machine makes no faults. What hangs where Python cannot
# step in, in a library's C code or while waiting, is ended with the process.
SECONDS = 60
SECONDS_ON_THE_WALL = 600
LINES_OF_TRACEBACK = 12

# What has broken readers of text before.
FRAGMENTS = [
    "SOLIDARITÉ\n", "# Santé\n", "- ", "• ", "\n\n", "\r", "\x0c", "\x00", "\ufeff", "\ufffd", "\u202e", "\u2066",
    "\u200b", "\u00ad", "\u0301", "\u2028", "👩‍👩‍👧", "é", "ﬁ", "voisin·e·s", "une vingtaine de ", "de 12 à 60 ",
    "1 200 ", "80 %", "15 k€", "1h30", "de petits services ont été observés entre :", "<script>", "&amp;", "](", "![",
    "**", "#", "Ã©", "«", "…", "٣", "½", "²", "1e9999", "Lire la suite", "l'", "1/3 ", "null", "{}", "-1", '"', "<p>",
    "</", "=HYPERLINK(", "@", "\t", "[" * 3000, '{"a":' * 3000,
]  # fmt: skip


class Hang(BaseException):
    """An input took too long; no handler of ordinary errors swallows it."""


def mutate(seed: bytes, chance: random.Random) -> bytes:
    """Cut, repeat, swap and put in fragments and odd bytes, a few times."""
    data = bytearray(seed)
    for _ in range(chance.randint(1, 8)):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice([1, 4, 30, 300]))
        piece = chance.choice([
            b"",
            bytes(data[start:end]) * chance.choice([2, 3, 50]),
            chance.choice(FRAGMENTS).encode(),
            "".join(chance.choices(FRAGMENTS, k=8)).encode(),
            chance.randbytes(chance.choice([1, 2, 8])),
        ])  # fmt: skip
        data[start:end] = piece
    return bytes(data)


def fault_of(target: Target, data: bytes) -> str | None:
    """What an entry raises that it should not, as a traceback."""
    try:
        target.do(data)
    except ti.TiersImpactError as error:
        return None if len(str(error).splitlines()) == 1 else f"an error of several lines: {error}"
    except (Exception, Hang):
        return traceback.format_exc(limit=-LINES_OF_TRACEBACK)
    return None


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `Hang` after some processor time."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Hang(f"more than {seconds:g} s of processor time")

    former = signal.signal(signal.SIGPROF, stop)
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        faulthandler.dump_traceback_later(SECONDS_ON_THE_WALL, exit=True, file=sys.__stderr__)
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, former)


def run(names: list[str], minutes: float, seed: int, folder: Path) -> int:
    """Share the time among the targets; return the number of different faults."""
    chance = random.Random(seed)
    seeds = {name: TARGETS[name].seed() for name in names}
    spent, counts, faults = dict.fromkeys(names, 0.0), Counter[str](), set[str]()
    until = time.monotonic() + 60 * minutes
    while time.monotonic() < until:
        name = min(names, key=spent.__getitem__)
        data, start = mutate(seeds[name], chance), time.monotonic()
        path = _kept(data, name, folder)  # before, for it may end this process
        with time_limit(SECONDS):
            trace = fault_of(TARGETS[name], data)
        spent[name] += time.monotonic() - start
        counts[name] += 1
        if trace is not None and (kind := f"{name}: {trace.splitlines()[-1][:100]}") not in faults:
            faults.add(kind)
            print(f"{path}\n{trace}", flush=True)
        else:
            path.unlink()
    for name in names:
        print(f"{name:14}{counts[name]:8} inputs in {spent[name]:6.1f} s")
    return len(faults)


def _kept(data: bytes, name: str, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
    path.write_bytes(data)
    return path
