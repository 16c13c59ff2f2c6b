"""What running text looks like in a document, and what stands out from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .lines import Line

# Relative to running text.
LARGER = 1.1


@dataclass(frozen=True, slots=True)
class Body:
    """The look of running text.

    Attributes
    ----------
    size : float
        Points.
    bold : bool
        Whether all of it is bold.
    """

    size: float
    bold: bool

    def stands_out(self, line: Line) -> bool:
        """Whether a line is larger or bolder than running text."""
        return self.is_larger(line) or (line.bold and not self.bold and line.size >= self.size / LARGER)

    def is_larger(self, line: Line) -> bool:
        """Whether a line is larger than running text."""
        return line.size > LARGER * self.size


def body_of(lines: Iterable[Line]) -> Body:
    """Find the look that most characters share.

    Parameters
    ----------
    lines : iterable of Line
        All lines of a document.

    Returns
    -------
    Body
        Its running text.
    """
    sizes: Counter[float] = Counter()
    bold: Counter[tuple[float, bool]] = Counter()
    for line in lines:
        size = round(line.size * 2) / 2
        sizes[size] += len(line.text)
        bold[size, line.bold] += len(line.text)
    size = max(sizes, key=lambda size: (sizes[size], -size), default=0.0)
    return Body(size, bold[size, True] > bold[size, False])
