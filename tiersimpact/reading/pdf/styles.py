"""What running text looks like in a document, and what stands out from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .lines import Line

# Relative to running text.
LARGER = 1.1
# A size that fills this share of a document is running text too, even if another one fills more.
MIN_SHARE = 0.2
# Lines that begin at one place by design and not by chance: share of all pieces of lines.
MARGIN_SHARE = 0.04


@dataclass(frozen=True, slots=True)
class Body:
    """The look of running text.

    Attributes
    ----------
    size : float
        Points; the largest, where a document has several.
    bold : bool
        Whether most of it is bold.
    margins : frozenset of int
        Where many lines begin, in half points from the left.
    """

    size: float
    bold: bool
    margins: frozenset[int]

    def stands_out(self, line: Line) -> bool:
        """Whether a line is larger or bolder than running text."""
        return self.is_larger(line) or (line.bold and not self.bold and line.size >= self.size / LARGER)

    def is_larger(self, line: Line) -> bool:
        """Whether a line is larger than running text."""
        return line.size > LARGER * self.size

    def begins_at_margin(self, line: Line) -> bool:
        """Whether a line begins where many do."""
        return round(2 * line.x0) in self.margins


def body_of(lines: Sequence[Line]) -> Body:
    """Find the look that most characters share.

    Parameters
    ----------
    lines : sequence of Line
        All lines of a document.

    Returns
    -------
    Body
        Its running text.
    """
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(2 * line.size) / 2] += len(line.text)
    size = max((size for size, length in sizes.items() if length >= MIN_SHARE * sizes.total()), default=0.0)
    bold = sum(len(line.text) * (1 if line.bold else -1) for line in lines) > 0
    starts = Counter(round(2 * line.x0) for line in lines)
    margins = (start for start, count in starts.items() if count >= max(2, MARGIN_SHARE * len(lines)))
    return Body(size, bold, frozenset(margins))
