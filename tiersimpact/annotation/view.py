"""What the browser shows of a statement: texts cut into marked pieces, so that it never counts characters."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.records import PublicSpan, Quantity

from .entries import Entry, Proposal
from .figures import Figures, Pace
from .queue import Queue
from .workspace import Workspace

# Neighbours on each side; the browser shows the nearest ones until asked for more.
REACH = 8


def describe(workspace: Workspace, queue: Queue, figures: Figures, pace: Pace) -> dict[str, Any]:
    """Describe the whole screen.

    Parameters
    ----------
    workspace : Workspace
        The decisions so far.
    queue : Queue
        Where the annotator is.
    figures : Figures
        How far the annotation has come.
    pace : Pace
        How fast it goes.

    Returns
    -------
    dict
        Ready for JSON. In blind mode nothing in it comes from the model.
    """
    session = workspace.session
    state: dict[str, Any] = {
        "place": list(queue.place),
        "progress": _progress(figures, pace, blind=workspace.blind),
        "filter": queue.filter.model_dump(exclude={"do"}),
        "can_undo": session.can_undo,
        "can_redo": session.can_redo,
        "entry": None,
    }
    if queue.current is not None:
        entry = session.book[queue.current]
        before, after = session.book.around(entry.id, REACH)
        proposal = None if workspace.blind else workspace.proposals.of(entry)
        opinions = session.opinions.get(entry.id, ())
        state["entry"] = {
            **_entry(entry),
            "before": [other.statement.text for other in before],
            "after": [other.statement.text for other in after],
            "proposal": _proposal(proposal) if proposal is not None else None,
            "opinions": [_answers(opinion) for opinion in opinions],
        }
    return state


def cut_pieces(statement: AnnotatedStatement) -> list[dict[str, Any]]:
    """Cut a text where a mark begins or ends.

    Parameters
    ----------
    statement : AnnotatedStatement
        Its marks may overlap.

    Returns
    -------
    list of dict
        Pieces in order, together the whole text: ``text``, ``publics`` and ``quantities`` (indexes of the marks on it).
    """
    spans, quantities = statement.public_spans, statement.quantities
    marks: tuple[PublicSpan | Quantity, ...] = (*spans, *quantities)
    cuts = sorted({0, len(statement.text)} | {edge for mark in marks for edge in (mark.start, mark.end)})
    return [
        {
            "text": statement.text[start:end],
            "publics": [i for i, span in enumerate(spans) if span.start <= start and end <= span.end],
            "quantities": [i for i, span in enumerate(quantities) if span.start <= start and end <= span.end],
        }
        for start, end in pairwise(cuts)
    ]


def _entry(entry: Entry) -> dict[str, Any]:
    statement = entry.statement
    return {
        "id": statement.id,
        "report": statement.report,
        "title": entry.title,
        "heading": statement.heading,
        "progress": entry.progress,
        "missing": sorted(entry.missing),
        "note": statement.note or "",
        "flagged": statement.flagged,
        **_answers(statement),
    }


def _answers(statement: AnnotatedStatement) -> dict[str, Any]:
    return {
        "annotator": statement.annotator,
        "pieces": cut_pieces(statement),
        "category": statement.category,
        "also": list(statement.also),
        "polarity": statement.polarity,
        "publics": list(statement.publics),
        "spans": [{"public": span.public, "text": span.text} for span in statement.public_spans],
        "quantities": [quantity.to_dict() for quantity in statement.quantities],
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "scores": [{"category": name, "score": score} for name, score in proposal.scores.items()],
        "needs_review": proposal.needs_review,
        "disagrees": proposal.disagrees,
    }


def _progress(figures: Figures, pace: Pace, *, blind: bool) -> dict[str, Any]:
    agreement = figures.agreed / figures.compared if figures.compared and not blind else None
    return {
        "statements": figures.statements,
        "decided": figures.decided,
        "drafts": figures.drafts,
        "skipped": figures.skipped,
        "per_minute": pace.per_minute,
        "agreement": agreement,
    }
