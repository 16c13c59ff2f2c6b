"""Why a statement was filed where it was: what its heading said, and which words weighed most."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tiersimpact.grid import Grid, load_grid
from tiersimpact.records import Statement

from .model import StatementModel
from .storage import OUTSIDE, cached_model


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a statement has its category.

    Attributes
    ----------
    category : str or None
        The category explained; None is « hors grille ».
    source : str or None
        What decided: ``heading``, ``text`` or ``both``.
    heading : str or None
        Category that the heading above says.
    words : tuple of (str, float)
        Words with the log-odds that the category would lose without each, heaviest first; empty without classifier.
    probabilities : dict of str to float
        What the words alone make of it: the three likeliest answers.
    warnings : tuple of str
        What disagreed or was missing.
    """

    category: str | None
    source: str | None
    heading: str | None
    words: tuple[tuple[str, float], ...]
    probabilities: dict[str, float]
    warnings: tuple[str, ...]

    def __str__(self) -> str:
        """Show the explanation, a fact a line."""
        lines = [
            f"category: {self.category or OUTSIDE}, decided by {self.source or 'nothing'}",
            f"the heading says: {self.heading or 'nothing'}",
            "the words alone say: " + ", ".join(f"{name} {share:.2f}" for name, share in self.probabilities.items()),
            *(f"  {weight:+.2f}  {word}" for word, weight in self.words),
            *self.warnings,
        ]
        return "\n".join(lines)


def explain(statement: Statement, *, model: Path | StatementModel | None, grid: Grid | None) -> Explanation:
    """Explain the category of a statement.

    Parameters
    ----------
    statement : Statement
        As `tiersimpact.analyze` gave it.
    model : Path, StatementModel or None
        The classifier that read it, or its folder.
    grid : Grid or None
        The grid that it answers; None for the shipped one.

    Returns
    -------
    Explanation
        What spoke for its category.
    """
    words: list[tuple[str, float]] = []
    probabilities: dict[str, float] = {}
    loaded = cached_model(model, grid or load_grid()) if isinstance(model, Path) else model
    if loaded is not None and statement.kind != "keyword":
        found = loaded.probabilities(statement.text)["category"]
        probabilities = {name: round(share, 4) for name, share in list(found.items())[:3]}
        answer = statement.category or OUTSIDE
        words = loaded.explain(statement.text, answer) if answer in found else []
    return Explanation(
        statement.category,
        statement.category_source,
        statement.heading,
        tuple(words),
        probabilities,
        statement.warnings,
    )
