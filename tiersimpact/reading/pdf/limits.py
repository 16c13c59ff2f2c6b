"""How much a PDF may ask for."""

from __future__ import annotations

try:
    import resource
except ImportError:  # Windows knows no such limits; the reader stops waiting all the same
    resource = None  # type: ignore[assignment]

# Far above any report; what holds more is a mistake or an attack.
MAX_PAGES = 500
MAX_GLYPHS = 50_000  # of a page; a dense one holds 10,000
# A report of a hundred pages takes some 10 seconds of processor time, half as much again where pdfplumber helps.
MAX_CPU_SECONDS = 120  # for one file
# The processor may be shared: waiting is not working.
MAX_WAIT_SECONDS = 600
MAX_MEMORY = 3_000_000_000


def limit_memory() -> None:
    """Let the system end this process when it takes too much memory."""
    if resource:
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_time() -> None:
    """Let the system end this process when it takes too much processor time from now on."""
    if resource:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + MAX_CPU_SECONDS, most))
