"""The same steps as spaCy components, for other people's pipelines.

Every ``Language()`` imports this module through its entry points, so it imports the steps only when a
component is made. Components take any `Doc`; on the text of `tiersimpact.repair.repair` they find what
`tiersimpact.analyze` finds, but for publics that no list names, and for the doubt about whole sections of a torn page:
a `Doc` has neither a page nor a classifier of publics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span

if TYPE_CHECKING:
    from .classifier import StatementModel
    from .grid import Grid
    from .records import Quantity

Component = Callable[[Doc], Doc]

# Label of a statement that belongs to no category, for displaCy.
OUTSIDE = "hors_grille"
EXTENSION = "tiersimpact"

if not Doc.has_extension(EXTENSION):
    Doc.set_extension(EXTENSION, default=None)


def _grid(path: str | None) -> Grid:
    from .grid import Grid, load_grid

    return load_grid() if path is None else Grid.from_yaml(path)


def _keep(doc: Doc, key: str, found: Iterable[tuple[int, int, str, dict[str, Any]]], spans_key: str) -> Doc:
    """Write spans for displaCy, and the details as plain lists that survive ``DocBin``."""
    spans: list[Span] = []
    details: list[dict[str, Any]] = []
    for start, end, label, detail in found:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None:
            spans.append(span)
            details.append(detail)
    doc.spans[spans_key] = spans
    doc._.set(EXTENSION, {**(doc._.get(EXTENSION) or {}), key: details})
    return doc


@dataclass
class StatementFinder:
    """Fill ``doc.spans[spans_key]`` with statements, labelled by category; details in ``doc._.tiersimpact``."""

    grid: Grid
    model: StatementModel | None
    spans_key: str

    def __call__(self, doc: Doc) -> Doc:
        """Read ``doc.text``, one block a line, and return the same doc."""
        from .classifier import judge
        from .segment import split_statements

        drafts = split_statements(doc.text, grid=self.grid)
        found = (
            (
                draft.start,
                draft.end,
                judgement.category or OUTSIDE,
                {
                    "text": draft.text,
                    "kind": draft.kind,
                    "category": judgement.category,
                    "category_source": judgement.source,
                    "category_score": judgement.score,
                    "category_scores": judgement.scores,
                    "polarity": judgement.polarity,
                    "needs_review": judgement.needs_review,
                    "lead_in": draft.lead_in,
                    "pieces": [list(piece) for piece in (draft.pieces[1:] if draft.lead_in else draft.pieces)],
                },
            )
            for draft, judgement in zip(drafts, judge(drafts, grid=self.grid, model=self.model), strict=True)
        )
        return _keep(doc, "statements", found, self.spans_key)


def _ranges(doc: Doc) -> list[tuple[int, int, str | None]]:
    """Where to look: in the statements when they were found before, each with its category, else in the whole text."""
    statements = (doc._.get(EXTENSION) or {}).get("statements")
    if statements is None:
        return [(0, len(doc.text), None)]
    inside = [s for s in statements if s["kind"] != "keyword"]
    return [(start, end, s["category"]) for s in inside for start, end in s["pieces"]]


def _shifted(detail: dict[str, Any], by: int) -> dict[str, Any]:
    return detail | {"start": detail["start"] + by, "end": detail["end"] + by}


@dataclass
class PublicFinder:
    """Fill ``doc.spans[spans_key]`` with mentions of public types, labelled by type."""

    grid: Grid
    spans_key: str

    def __call__(self, doc: Doc) -> Doc:
        """Read ``doc.text`` and return the same doc."""
        from .publics import find_publics

        found = (
            (start + span.start, start + span.end, span.public, _shifted(span.to_dict(), start))
            for start, end, category in _ranges(doc)
            for span in find_publics(doc.text[start:end], grid=self.grid, category=category)
        )
        return _keep(doc, "publics", found, self.spans_key)


@dataclass
class QuantityFinder:
    """Fill ``doc.spans[spans_key]`` with quantities, labelled by kind; values in ``doc._.tiersimpact``."""

    spans_key: str
    grid: Grid | None  # whose public types are named; None to name none

    def __call__(self, doc: Doc) -> Doc:
        """Read ``doc.text`` and return the same doc."""
        found = (
            (start + q.start, start + q.end, q.kind, _shifted(q.to_dict(), start))
            for start, end, category in _ranges(doc)
            for q in self._find(doc.text[start:end], category)
        )
        return _keep(doc, "quantities", found, self.spans_key)

    def _find(self, text: str, category: str | None) -> list[Quantity]:
        from .publics import find_publics
        from .quantity import find_quantities, name_publics

        found = find_quantities(text)
        return name_publics(found, find_publics(text, grid=self.grid, category=category)) if self.grid else found


@dataclass
class Everything:
    """Run several components one after the other."""

    parts: list[Component]

    def __call__(self, doc: Doc) -> Doc:
        """Return the same doc after each part has read it."""
        for part in self.parts:
            doc = part(doc)
        return doc


@Language.factory("tiersimpact_statements", default_config={"grid": None, "model": None, "spans_key": "statements"})
def make_statements(nlp: Language, name: str, grid: str | None, model: str | None, spans_key: str) -> StatementFinder:
    """Make the component that finds statements and their categories.

    Parameters
    ----------
    nlp : Language
        The pipeline.
    name : str
        The component's name in it.
    grid : str or None
        Path of a grid file; None for the shipped grid.
    model : str or None
        Folder of a classifier; None for the shipped one.
    spans_key : str
        Key of the spans in ``doc.spans``.

    Returns
    -------
    StatementFinder
        The component.
    """
    from .analysis import choose_model

    loaded = _grid(grid)
    return StatementFinder(loaded, choose_model(model, loaded), spans_key)


@Language.factory("tiersimpact_publics", default_config={"grid": None, "spans_key": "publics"})
def make_publics(nlp: Language, name: str, grid: str | None, spans_key: str) -> PublicFinder:
    """Make the component that finds public types; parameters as in `make_statements`."""
    return PublicFinder(_grid(grid), spans_key)


@Language.factory("tiersimpact_quantities", default_config={"spans_key": "quantities", "publics": True})
def make_quantities(nlp: Language, name: str, spans_key: str, publics: bool) -> QuantityFinder:
    """Make the component that finds quantities and, if `publics`, the public types that they count."""
    return QuantityFinder(spans_key, _grid(None) if publics else None)


@Language.factory("tiersimpact", default_config={"grid": None, "model": None})
def make_tiersimpact(nlp: Language, name: str, grid: str | None, model: str | None) -> Everything:
    """Make the component that finds statements, publics and quantities; parameters as in `make_statements`."""
    statements = make_statements(nlp, name, grid, model, "statements")
    return Everything(
        [statements, PublicFinder(statements.grid, "publics"), QuantityFinder("quantities", statements.grid)]
    )


def load(model: str | None = None, *, grid: str | None = None) -> Language:
    r"""Load a spaCy pipeline that finds statements, publics and quantities.

    Parameters
    ----------
    model : str, optional
        Folder of a classifier; the shipped one by default.
    grid : str, optional
        Path of a grid file; the shipped grid by default.

    Returns
    -------
    spacy.Language
        French tokeniser and the component ``tiersimpact``.

    Examples
    --------
    >>> doc = load()("SOLIDARITÉ\nUne dizaine de voisin·e·s se prêtent leurs outils.")
    >>> [(span.text, span.label_) for span in doc.spans["publics"]]
    [('voisin·e·s', 'voisins')]
    """
    import spacy

    nlp = spacy.blank("fr")
    nlp.add_pipe("tiersimpact", config={"grid": grid, "model": model})
    return nlp
