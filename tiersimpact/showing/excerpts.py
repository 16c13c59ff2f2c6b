"""The place of a statement in its report, for a notebook or a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .filling import render

if TYPE_CHECKING:
    from tiersimpact.reading import Source
    from tiersimpact.records import Statement

# Characters shown before and after each piece.
CONTEXT = 120


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a statement where it stands in the raw text.

    Attributes
    ----------
    place : str
        Where to look for it, in French.
    before, piece, after : str
        The piece with the raw text around it.
    """

    place: str
    before: str
    piece: str
    after: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A statement with the passages it comes from; a notebook shows it marked, `print` plain.

    Attributes
    ----------
    report : str
        Name of the report.
    text : str
        The statement.
    passages : tuple of Passage
        Where its pieces stand in the raw text, the lead-in first.
    """

    report: str
    text: str
    passages: tuple[Passage, ...]

    def __str__(self) -> str:
        shown = (f"{p.place}\n  {_line(f'{p.before}[{p.piece}]{p.after}')}" for p in self.passages)
        return "\n".join([f"{self.report} : « {self.text} »", *shown])

    def _repr_html_(self) -> str:
        return render("excerpts.html", view=self)


def show_source(statement: Statement, *, source: Source | None = None, context: int = CONTEXT) -> SourceView:
    r"""Show where in its report a statement comes from.

    Parameters
    ----------
    statement : Statement
        A statement of an analysis.
    source : Source, optional
        The report, for a statement that does not know it any more (one built by hand).
    context : int, default=120
        Characters to show before and after each piece.

    Returns
    -------
    SourceView
        Shown marked in a notebook; ``print`` gives it as plain text.

    Raises
    ------
    ValueError
        If the statement does not know its report and `source` is not given, or `source` is another report.

    Examples
    --------
    >>> import tiersimpact as ti
    >>> analysis = ti.analyze(text="SANTÉ\nOn dort\nmieux.\nOn rit.", name="fournil")
    >>> print(show_source(analysis.statements[0]))
    fournil : « On dort mieux. »
    lignes 2 à 3
      SANTÉ [On dort mieux.] On rit.
    """
    source = source or statement.origin
    if source is None:
        raise ValueError(f"statement {statement.id} does not know its report: pass it as source=analysis.source")
    if any(end > len(source.text) for _, end in statement.sources):
        raise ValueError(f"statement {statement.id} does not come from the report {source.name!r}")
    passages = (_passage(source, start, end, context) for start, end in statement.sources)
    return SourceView(statement.report, statement.text, tuple(passages))


def _passage(source: Source, start: int, end: int, context: int) -> Passage:
    """Cut a piece and its surroundings, at blanks, out of the raw text."""
    raw = source.text
    low, high = max(0, start - context), min(len(raw), end + context)
    before = raw[low:start] if low == 0 else "…" + raw[low:start].partition(" ")[2]
    after = raw[end:high] if high == len(raw) else raw[end:high].rpartition(" ")[0] + "…"
    return Passage(_place(source, start, end), before, raw[start:end], after)


def _place(source: Source, start: int, end: int) -> str:
    """Say in French where a slice of the raw text stands."""
    first = source.text.count("\n", 0, start) + 1
    last = first + source.text.count("\n", start, end)
    return f"ligne {first}" if first == last else f"lignes {first} à {last}"


def _line(text: str) -> str:
    """Put a text on one line."""
    return " ".join(text.split())
