"""How far an annotator has come, how fast, and how often the model was right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .entries import Entry
from .proposing import Proposals

# Longer than this between two decisions, the annotator was away.
PAUSE = timedelta(minutes=2)


@dataclass
class Pace:
    """Decisions of this sitting and the time they took, pauses left out."""

    decided: int = 0
    spent: timedelta = field(default_factory=timedelta)
    _last: datetime | None = None

    def begin(self, now: datetime) -> None:
        """The first statement is on the screen."""
        self._last = now

    def decide(self, now: datetime) -> None:
        """One more statement was decided."""
        self.decided += 1
        self.spent += min(now - (self._last or now), PAUSE)
        self._last = now

    @property
    def per_minute(self) -> float | None:
        """Statements a minute; None before the second decision."""
        return self.decided / (self.spent / timedelta(minutes=1)) if self.decided > 1 and self.spent else None


@dataclass(frozen=True, slots=True)
class Figures:
    """Where an annotation stands.

    Attributes
    ----------
    statements, decided, drafts, skipped : int
        How many of the queue, and of them how many in which state.
    compared, agreed : int
        Decisions that the model made a proposal for, and those with the same category.
    """

    statements: int
    decided: int
    drafts: int
    skipped: int
    compared: int
    agreed: int


def count(entries: Iterable[Entry], proposals: Proposals) -> Figures:
    """Count where an annotation stands.

    Parameters
    ----------
    entries : iterable of Entry
        Entries of the queue.
    proposals : Proposals
        What the model said of them; it is not asked anew.

    Returns
    -------
    Figures
        The counts.
    """
    states = {"open": 0, "draft": 0, "decided": 0, "skipped": 0}
    compared = agreed = 0
    for entry in entries:
        states[entry.progress] += 1
        proposal = proposals.known(entry.id) if entry.progress == "decided" else None
        if proposal is not None:
            compared += 1
            agreed += proposal.category == entry.statement.category
    return Figures(sum(states.values()), states["decided"], states["draft"], states["skipped"], compared, agreed)
