"""What the model proposes: given with an analysis, or asked when a statement is looked at."""

from __future__ import annotations

from collections.abc import Mapping

from tiersimpact.classifier import StatementModel
from tiersimpact.grid import Grid

from .entries import Entry, Proposal


class Proposals:
    """Proposals by statement; the words of those that have none are read on first use.

    Parameters
    ----------
    grid : Grid
        Grid that the statements answer.
    model : StatementModel or None
        Classifier to ask; without one, statements without a proposal stay without.
    """

    def __init__(self, grid: Grid, model: StatementModel | None) -> None:
        self._grid = grid
        self._model = model
        self._known: dict[str, Proposal] = {}

    def add(self, proposals: Mapping[str, Proposal]) -> None:
        """Take proposals that were made already."""
        self._known.update(proposals)

    def known(self, name: str) -> Proposal | None:
        """Give the proposal that was made for a statement, without asking for one."""
        return self._known.get(name)

    def of(self, entry: Entry) -> Proposal | None:
        """Give the proposal for an entry, None when there is no model to ask."""
        if entry.id not in self._known and self._model is not None:
            self._known[entry.id] = self._ask(entry, self._model)
        return self._known.get(entry.id)

    def _ask(self, entry: Entry, model: StatementModel) -> Proposal:
        scores = model.probabilities(entry.statement.text)["category"]
        likeliest = {name: round(share, 4) for name, share in list(scores.items())[:3]}
        answer = self._category(next(iter(scores)))
        heading = entry.statement.heading
        unsure = next(iter(scores.values())) < model.review_below
        return Proposal(answer, likeliest, unsure, heading is not None and heading != answer)

    def _category(self, answer: str) -> str | None:
        """The model's word for « hors grille » is no category of the grid."""
        return answer if answer in self._grid.categories else None
