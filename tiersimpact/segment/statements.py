"""Group units into statements: a standard sentence keeps its list, effects stand alone, sentences are one each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tiersimpact.formulas import FormulaMatch, Unit, read_units
from tiersimpact.grid import Grid, load_grid
from tiersimpact.layout import ends_sentence, holds_word

StatementKind = Literal["formula", "verbatim", "keyword"]

# Without a standard sentence to tell, list items up to this many words are names, longer ones assert something.
MAX_NAME = 5

_ITEM_END = re.compile(r"[\s;,.]+$")
_KEYWORD = re.compile(r"#([^#]*)")
_FIGURE = re.compile(r"\d")
_AFTER_BLANK = re.compile(r"[,.](?<=\s[,.])")  # found many times faster than the blank
_STRAY_BLANK = re.compile(r"\s(?<!\s\s)\s{0,8}([,.])(?!\.)")  # begins with the blank: the search leaps to it


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before anybody judged it.

    Attributes
    ----------
    kind : str
        ``formula``, ``verbatim`` or ``keyword``.
    text : str
        What a reader would quote.
    start, end : int
        Half-open offsets in the clean text, from its first to its last piece.
    pieces : tuple of (int, int)
        Half-open offsets in the clean text of everything it is made of, its lead-in first.
    lead_in : str or None
        The sentence that introduces the list it is an item of, when `text` leaves it out.
    section : int
        Number of the section, counted by headings.
    heading : str or None
        Category that the section's heading names.
    family : str or None
        Family that the last heading names.
    outside : bool
        Whether the section's heading lies outside the questionnaire.
    known_heading : bool
        Whether the grid knows that heading; a heading nobody knows may be a category's in other words.
    match : FormulaMatch or None
        The standard sentence that it prints.
    lead_match : FormulaMatch or None
        The standard sentence that introduces the list it is an item of.
    empty : tuple of str
        Categories, each once, whose headings stand right above its section's own, with nothing below them.
    rivals : tuple of str
        Other categories that it may belong to, because their sections had to be told apart by what they say.
    """

    kind: StatementKind
    text: str
    start: int
    end: int
    pieces: tuple[tuple[int, int], ...]
    lead_in: str | None
    section: int
    heading: str | None
    family: str | None
    outside: bool
    known_heading: bool
    match: FormulaMatch | None
    lead_match: FormulaMatch | None
    empty: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()


@dataclass(slots=True)
class _Section:
    """Where the reader stands."""

    number: int = 0
    heading: str | None = None
    family: str | None = None
    outside: bool = False
    known_heading: bool = True
    level: int = 1
    empty: tuple[str, ...] = ()
    holds_text: bool = False

    def enter(self, unit: Unit, family_of: dict[str, str]) -> None:
        """Follow a heading."""
        assert unit.heading is not None
        kind, name = unit.heading.kind, unit.heading.id
        if kind == "title" or (kind == "other" and self.heading is not None and unit.level > self.level):
            return
        self.number += 1
        self.level = unit.level
        if self.heading is None or self.holds_text:
            self.empty = ()
        elif self.heading not in self.empty:
            self.empty = (*self.empty, self.heading)
        self.holds_text = False
        self.heading = name if kind == "category" else None
        self.outside = kind in ("outside", "other")
        self.known_heading = kind != "other"
        if kind == "family":
            self.family = name
        elif kind == "category" and name is not None:
            self.family = family_of[name]
        elif self.outside:
            self.family = None


def split_statements(text: str, *, grid: Grid | None = None) -> list[Draft]:
    r"""Cut a clean text into statements.

    Parameters
    ----------
    text : str
        Clean text of one report, one block a line.
    grid : Grid, optional
        Grid whose headings and standard sentences are recognised; the shipped one by default.

    Returns
    -------
    list of Draft
        In reading order.

    Examples
    --------
    >>> text = "# SOLIDARITÉ\nOnt été observés entre :\n- voisins\n- bénévoles\nprêt d'outils. une cagnotte."
    >>> [draft.text for draft in split_statements(text)]
    ['Ont été observés entre : voisins, bénévoles', "prêt d'outils.", 'une cagnotte.']
    """
    grid = grid or load_grid()
    units = read_units(text, grid)
    section = _Section()
    drafts: list[Draft] = []
    i = 0
    while i < len(units):
        unit = units[i]
        i += 1
        if unit.kind == "heading":
            section.enter(unit, grid.family_of)
        elif unit.kind == "keywords":
            drafts += _keywords(text, unit, section)
        elif unit.kind == "sentence" and (items := _items_of(text, unit, units, i)):
            aside = [other for other in units[i : units.index(items[-1], i)] if other.kind == "keywords"]
            drafts += _listing(text, unit, items, section)
            for other in aside:
                drafts += _keywords(text, other, section)
            i = units.index(items[-1], i) + 1
        else:
            drafts.append(_single(text, unit, section))
        section.holds_text |= unit.kind in ("sentence", "item")
    return drafts


def _items_of(text: str, lead: Unit, units: Sequence[Unit], i: int) -> list[Unit]:
    """The list items that a sentence introduces; a displaced title or hashtag may stand between."""
    words = text[lead.start : lead.end]
    opens = words.endswith(":") or (
        lead.match is not None
        and lead.match.formula is not None
        and lead.match.formula.list is not None
        and not ends_sentence(words)
    )
    items: list[Unit] = []
    while opens and i < len(units):
        unit = units[i]
        if unit.kind == "item":
            items.append(unit)
        elif unit.kind != "keywords" and not (unit.heading is not None and unit.heading.kind == "title"):
            break
        i += 1
    return items


def _keywords(text: str, unit: Unit, section: _Section) -> Iterator[Draft]:
    """One keyword for each hashtag."""
    for match in _KEYWORD.finditer(text, unit.start, unit.end):
        words = match[1].strip(" .,;:")
        if not holds_word(words):
            continue
        start = text.index(words, match.start(1))
        yield _draft("keyword", words, [(start, start + len(words))], section, None)


def _single(text: str, unit: Unit, section: _Section) -> Draft:
    """A sentence or list item that stands alone."""
    return _draft(_kind(unit), _quote(text[unit.start : unit.end]), [(unit.start, unit.end)], section, unit.match)


def _listing(text: str, lead: Unit, items: Sequence[Unit], section: _Section) -> Iterator[Draft]:
    """A sentence with its list: one statement, or one for each item."""
    words = _quote(text[lead.start : lead.end])
    formula = lead.match.formula if lead.match else None
    mode = formula.list if formula is not None and formula.list else _guess_mode(text, items)
    if mode == "nouns":
        pieces = [(unit.start, unit.end) for unit in (lead, *items)]
        yield _draft(_kind(lead), _join(words, [_item(text, item) for item in items]), pieces, section, lead.match)
        return
    says_something = formula is not None and formula.asserts
    if says_something:
        yield _single(text, lead, section)
    for number, item in enumerate(items):
        item_words = _item(text, item)
        pieces = [(lead.start, lead.end), (item.start, item.end)]
        kind: StatementKind = "formula" if lead.match or item.match else "verbatim"
        if number == 0 and not says_something and _FIGURE.search(words):
            # a quantity of the lead-in belongs to the first item: it is quoted with it
            yield _draft(kind, f"{words} {item_words}", pieces, section, item.match, lead_match=lead.match)
        else:
            yield _draft(kind, item_words, pieces, section, item.match, lead_in=words, lead_match=lead.match)


def _guess_mode(text: str, items: Sequence[Unit]) -> str:
    """Tell names from assertions by their length and by what the grid knows."""
    if any(item.match is not None for item in items):
        return "effects"
    short = [len(text[item.start : item.end].split()) <= MAX_NAME for item in items]
    return "nouns" if all(short) else "effects"


def _join(lead: str, items: Sequence[str]) -> str:
    """Print a list as running text."""
    separator = " ; " if any("," in item for item in items) else ", "
    text, rest = lead, list(items)
    while len(rest) > 1 and rest[0].endswith(":"):  # a lead-in cut in two
        text = f"{text} {rest.pop(0)}"
    return f"{text} {separator.join(rest)}"


def _item(text: str, item: Unit) -> str:
    return _ITEM_END.sub("", _quote(text[item.start : item.end]))


def _quote(words: str) -> str:
    """Drop the blank before a comma or full stop."""
    return _STRAY_BLANK.sub(r"\1", words) if _AFTER_BLANK.search(words) else words


def _kind(unit: Unit) -> StatementKind:
    return "formula" if unit.match is not None else "verbatim"


def _draft(
    kind: StatementKind,
    text: str,
    pieces: Sequence[tuple[int, int]],
    section: _Section,
    match: FormulaMatch | None,
    *,
    lead_in: str | None = None,
    lead_match: FormulaMatch | None = None,
) -> Draft:
    own = pieces[-1:] if lead_in is not None else pieces
    return Draft(
        kind=kind,
        text=text,
        start=own[0][0],
        end=own[-1][1],
        pieces=tuple(pieces),
        lead_in=lead_in,
        section=section.number,
        heading=section.heading,
        family=section.family,
        outside=section.outside,
        known_heading=section.known_heading,
        match=match,
        lead_match=lead_match,
        empty=section.empty if section.heading else (),
    )
