"""Everything of an annotation but the screen: checked messages in, what to show out."""

from __future__ import annotations

from typing import Any

from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.repair import CleanText

from . import view
from .commands import Action, GoTo, Narrow, NextUndecided, Split, Step, parse_command
from .figures import Figures, Pace, count
from .queue import Queue
from .refusal import Refusal
from .sources import Texts
from .workspace import Workspace


class Desk:
    """A workspace, the queue that leads through it, and what the annotator sees.

    Parameters
    ----------
    workspace : Workspace
        Keeps the decisions.
    queue : Queue
        Says what comes next.
    texts : Texts
        Clean texts, to cut statements exactly.
    """

    def __init__(self, workspace: Workspace, queue: Queue, texts: Texts) -> None:
        self.workspace = workspace
        self.queue = queue
        self.pace = Pace()
        self.pace.begin(workspace.clock())
        self._texts = texts

    def do(self, message: Any) -> None:
        """Carry out what the annotator did.

        Parameters
        ----------
        message : object
            As it came from the browser.

        Raises
        ------
        Refusal
            If it is no command or makes no sense here; nothing has changed.
        CorpusError
            If it could not be written; nothing has changed.
        """
        if self.workspace.closed:
            raise Refusal("Cette fenêtre est fermée : relancez la cellule pour continuer.")
        command = parse_command(message)
        if isinstance(command, Step | NextUndecided | GoTo | Narrow):
            self.queue.move(command)
            return
        change = self.workspace.change(command, self._clean_text(command))
        self.queue.follow(change)
        if change.action == "accept":
            self.pace.decide(self.workspace.clock())

    def _clean_text(self, command: Action) -> CleanText | None:
        """The text of the report, where a cut needs it."""
        book = self.workspace.session.book
        if not isinstance(command, Split) or command.statement not in book:
            return None
        return self._texts.of(book[command.statement].statement.report)

    def show(self) -> dict[str, Any]:
        """Describe the screen, ready for JSON."""
        return view.describe(self.workspace, self.queue, self.figures(), self.pace)

    def figures(self) -> Figures:
        """Count where the annotation stands."""
        return count(self.queue.entries, self.workspace.proposals)

    @property
    def decided(self) -> list[AnnotatedStatement]:
        """What was decided so far, in reading order."""
        return self.workspace.session.decided()
