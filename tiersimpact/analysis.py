"""From a report to records: read → repair → statements → category, publics, quantities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .classifier import Judgement, StatementModel, cached_model, explain, judge, merge_publics, shipped_folder
from .grid import Grid, load_grid
from .publics import find_publics
from .quantity import find_quantities, name_publics
from .reading import Source, check_french, read
from .records import PublicSpan, Quantity, Statement
from .repair import CleanText, Dropped, repair
from .segment import Draft, split_statements

if TYPE_CHECKING:
    import pandas as pd

    from .questionnaire import Questionnaire
    from .records import Explainer
    from .showing import Stretch


@dataclass(frozen=True)
class Analysis:
    """Everything found in one report.

    Attributes
    ----------
    report : str
        Name of the report.
    source : Source
        The raw text and how it was read.
    clean : CleanText
        The repaired text, with its map back to the raw text.
    statements : list of Statement
        In reading order.
    grid : Grid
        The grid that the report was read with.
    """

    report: str
    source: Source
    clean: CleanText
    statements: list[Statement]
    grid: Grid

    @cached_property
    def quantities(self) -> list[Quantity]:
        """All quantities, in reading order."""
        return [quantity for statement in self.statements for quantity in statement.quantities]

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """What of the raw text is in no statement, keyword or heading, with its reason."""
        pieces = (piece for piece in self.audit() if piece.reason is not None)
        return tuple(Dropped(piece.start, piece.end, piece.text, piece.reason or "") for piece in pieces)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the reader of the file could not be sure of."""
        return self.source.warnings

    def to_frame(self, level: str = "statements") -> pd.DataFrame:
        """Return the findings as a table.

        Parameters
        ----------
        level : {"statements", "publics", "quantities"}, default="statements"
            What a row stands for.

        Returns
        -------
        pandas.DataFrame
            One row for each statement, mention of a public, or quantity.

        Raises
        ------
        ValueError
            If `level` is none of these.
        """
        from .tables import to_frame

        return to_frame([self], level)

    def to_jsonl(self) -> str:
        """Return one JSON object a line, one for each statement, in reading order."""
        from .tables import to_jsonl

        return to_jsonl(self)

    @cached_property
    def answers(self) -> Questionnaire:
        """The grid's answers rebuilt, as typed records."""
        from .questionnaire import rebuild

        return rebuild(self.report, self.statements, self.grid, text=self.clean.text)

    def audit(self) -> list[Stretch]:
        r"""Tell what became of every character of the raw text.

        Returns
        -------
        list of Stretch
            They follow each other without gap from the first character of the raw text to the last.

        Examples
        --------
        >>> analysis = analyze(text="SOLIDARITÉ\n- **prêts** d'outils")
        >>> [(piece.text, piece.kind, piece.reason) for piece in analysis.audit() if piece.kind != "blank"]
        [('SOLIDARITÉ', 'heading', None), ('-', 'dropped', 'mark without words'), ('**', 'dropped', 'markdown'),
         ('prêts', 'statement', None), ('**', 'dropped', 'markdown'), (" d'outils", 'statement', None)]
        """
        from .showing import audit

        return audit(self)

    def to_html(self) -> str:
        """Return a page, in French, that shows the raw text with what was found in it; it needs no network."""
        from .showing import to_html

        return to_html([self])

    def portrait(self) -> str:
        """Return a page, in French, that pictures what the report says; it needs no network."""
        from .portraits import portrait

        return portrait([self])

    def questionnaire(self) -> dict[str, dict[str, Any]]:
        """Return the grid's answers, category by category, each with its quotes.

        Returns
        -------
        dict of str to dict
            For each category that the report speaks of, the fields of `CategoryAnswers`; ready for JSON.
        """
        answers: dict[str, dict[str, Any]] = self.answers.to_dict()["questionnaire"]
        return answers


def analyze(
    path: str | Path | None = None,
    *,
    text: str | None = None,
    name: str | None = None,
    grid: Grid | None = None,
    model: str | Path | None = None,
) -> Analysis:
    r"""Read a report and find its statements, publics and quantities.

    Parameters
    ----------
    path : str or Path, optional
        File of the report.
    text : str, optional
        The report itself, instead of a file.
    name : str, optional
        Name of the report; the file's stem by default.
    grid : Grid, optional
        Grid to read it with; the shipped one by default.
    model : str or Path, optional
        Folder of a classifier that `tiersimpact train` wrote; the shipped one by default.

    Returns
    -------
    Analysis
        Everything found.

    Raises
    ------
    ReadError
        If the report cannot be read; the message names the file and the mend.
    TypeError
        If neither or both of `path` and `text` are given.

    Examples
    --------
    >>> analysis = analyze(text="SOLIDARITÉ\nUne vingtaine de voisin·e·s se prêtent leurs outils.")
    >>> statement = analysis.statements[0]
    >>> statement.category, statement.publics, statement.quantities[0].value
    ('solidarite', ('voisins',), 20)
    """
    if (path is None) == (text is None):
        raise TypeError("analyze() takes a path or text=…, one of them")
    if text is not None:
        source = Source.of_string(text, name=name or "text")
    else:
        assert path is not None
        source = read(path)
    check_french(source.text, str(path) if path is not None else source.name)
    grid = grid or load_grid()
    return analyze_source(replace(source, name=name or source.name), grid=grid, model=choose_model(model, grid))


def choose_model(model: str | Path | None, grid: Grid) -> StatementModel | None:
    """Load the classifier to read comments with.

    Parameters
    ----------
    model : str, Path or None
        Folder of a model; the shipped one by default, which answers the shipped grid only.
    grid : Grid
        The grid that it shall answer.

    Returns
    -------
    StatementModel or None
        None for a grid that nobody trained a model for.

    Raises
    ------
    ModelError
        If the model cannot be used or answers another grid.
    """
    if model is not None:
        return cached_model(Path(model), grid)
    return cached_model(shipped_folder(), grid) if set(grid.categories) == set(load_grid().categories) else None


def analyze_source(source: Source, *, grid: Grid, model: StatementModel | None = None) -> Analysis:
    """Find the statements of a report already read.

    Parameters
    ----------
    source : Source
        Raw text of the report.
    grid : Grid
        Grid to read it with.
    model : StatementModel, optional
        Classifier that reads comments.

    Returns
    -------
    Analysis
        Everything found.
    """
    clean = repair(source.text, grid=grid)
    drafts = _with_rivals(split_statements(clean.text, grid=grid), clean)
    judgements = list(judge(drafts, grid=grid, model=model))
    mentions = _publics(drafts, judgements, grid, model)
    statements = []
    furthest = 0  # raw offset reached: what comes from before it was displaced
    # names what it needs rather than holding it, so that statements stay light on the way from a worker
    own_grid = None if grid is load_grid() else grid
    explainer = partial(explain, model=(model.folder or model) if model is not None else None, grid=own_grid)
    for number, (draft, judgement, spans) in enumerate(zip(drafts, judgements, mentions, strict=True), 1):
        statement = _statement(source, number, draft, judgement, spans, clean, grid, furthest, explainer)
        if clean.moved and not statement.interleaved:
            furthest = max(furthest, *(end for _, end in statement.sources), 0)
        statements.append(statement)
    return Analysis(source.name, source, clean, statements, grid)


def _with_rivals(drafts: Sequence[Draft], clean: CleanText) -> list[Draft]:
    """Say which other sections of a torn page a statement may belong to."""
    rivals: dict[int, tuple[str, ...]] = {}
    for start, end in clean.torn:
        inside = [i for i, draft in enumerate(drafts) if start <= clean.sources(draft.start, draft.end)[0][0] < end]
        headings = dict.fromkeys(drafts[i].heading for i in inside)
        for i in inside:
            rivals[i] = tuple(name for name in headings if name and name != drafts[i].heading)
    return [replace(draft, rivals=rivals[i]) if i in rivals else draft for i, draft in enumerate(drafts)]


def _publics(
    drafts: Sequence[Draft], judgements: Sequence[Judgement], grid: Grid, model: StatementModel | None
) -> list[list[PublicSpan]]:
    """Publics that each statement names: listed ones, and in free comments those that the classifier learned."""
    spans = [
        [] if draft.kind == "keyword" else find_publics(draft.text, grid=grid, category=judgement.category)
        for draft, judgement in zip(drafts, judgements, strict=True)
    ]
    if model is not None:
        comments = [i for i, draft in enumerate(drafts) if draft.kind == "verbatim"]
        for i, learned in zip(comments, model.publics([drafts[i].text for i in comments]), strict=True):
            spans[i] = merge_publics(spans[i], learned)
    return spans


def _statement(
    source: Source,
    number: int,
    draft: Draft,
    judgement: Judgement,
    spans: list[PublicSpan],
    clean: CleanText,
    grid: Grid,
    furthest: int,
    explainer: Explainer,
) -> Statement:
    """Put together what each step says of a statement."""
    sources = tuple(clean.sources_of(draft.pieces))
    interleaved = clean.moved and _is_displaced(draft, clean, furthest)
    quantities = [] if draft.kind == "keyword" else find_quantities(draft.text)
    return Statement(
        report=source.name,
        id=f"{source.name}:{number}",
        text=draft.text,
        start=draft.start,
        end=draft.end,
        sources=sources,
        kind=draft.kind,
        family=grid.family_of[judgement.category] if judgement.category else None,
        category=judgement.category,
        category_score=judgement.score,
        category_scores=judgement.scores,
        category_source=judgement.source,
        needs_review=judgement.needs_review,
        warnings=(*judgement.warnings, "put together from displaced pieces") if interleaved else judgement.warnings,
        polarity=judgement.polarity,
        publics=_in_grid_order(spans, grid),
        public_spans=tuple(spans),
        quantities=tuple(name_publics(quantities, spans)),
        lead_in=draft.lead_in,
        interleaved=interleaved,
        heading=draft.heading,
        origin=source,
        explainer=explainer,
    )


def _in_grid_order(spans: Sequence[PublicSpan], grid: Grid) -> tuple[str, ...]:
    """Publics of some mentions, each once."""
    named = {span.public for span in spans}
    return tuple(public for public in grid.public_types if public in named) if len(named) > 1 else tuple(named)


def _is_displaced(draft: Draft, clean: CleanText, furthest: int) -> bool:
    """Whether a statement's own pieces are torn apart, or stand before what was already read."""
    own = clean.sources(draft.start, draft.end)
    return len(own) > 1 or (bool(own) and own[0][0] < furthest)
