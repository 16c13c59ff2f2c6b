"""Reports that a worker is sent at once, so that what handing over costs is shared among them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

from .packing import pack
from .tasks import Task, read

# Bytes of files in a chunk: some half a second of text. What is larger, a PDF mostly, is a chunk of its own.
CHUNK = 100_000
# What even an empty file counts.
LEAST = 2_000


def read_chunk(tasks: Sequence[Task]) -> bytes:
    """Read several files, in a worker."""
    return pack([read(task) for task in tasks])


def take(tasks: Iterator[Task], chunks: int) -> deque[Task]:
    """Take the next tasks, as many as fill some chunks."""
    taken: deque[Task] = deque()
    room = chunks * CHUNK
    while room > 0 and (task := next(tasks, None)) is not None:
        taken.append(task)
        room -= _weight(task.path)
    return taken


def cut(tasks: Sequence[Task], n_workers: int) -> list[list[Task]]:
    """Cut tasks into chunks of like weight, smaller ones where there would be too few to keep every worker busy."""
    weights = [_weight(task.path) for task in tasks]
    most = min(CHUNK, sum(weights) // (2 * n_workers))
    chunks: list[list[Task]] = []
    room = 0
    for task, weight in zip(tasks, weights, strict=True):
        if weight > room:
            chunks.append([])
            room = most
        chunks[-1].append(task)
        room -= weight
    return chunks


def _weight(path: Path) -> int:
    """Size of a file, within bounds; the least when it cannot be told, which its reader will say."""
    try:
        size = path.stat().st_size
    except (OSError, ValueError):
        return LEAST
    return min(max(size, LEAST), CHUNK)
