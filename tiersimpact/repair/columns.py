"""Columns that a text extraction interleaved: what was cut off goes back to its section.

A page of two to four sections side by side, read row by row or cut by a page break, prints the beginnings
of the sections first and their rests later, in the order of the columns. Nothing is moved without proof: a
sentence or a name of a public that breaks off in one section and goes on in another. From that point to the
next heading, each piece goes to the section that explains it best, columns never going back (Viterbi).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tiersimpact.formulas import Recogniser, Unit, read_units, recogniser
from tiersimpact.french import word_keys
from tiersimpact.grid import Grid
from tiersimpact.layout import ends_sentence
from tiersimpact.publics import find_publics

from .edits import Order
from .flow import home_words, may_print_on, prints_on
from .lines import stays_open

# Weights of the evidence that a piece belongs to a section. They are ranks, not estimates: a proof outweighs a
# standard sentence, which outweighs how the piece begins and ends, which outweighs its words.
CONTINUES = 8.0
OWN_FORMULA = 5.0
OTHER_FORMULA = -6.0
TAKES_UP_COMMENT = 2.5
GOES_ON = 2.0
LIST_GOES_ON = 2.0
STRANDED = -3.0
STAY = 0.5
NEW_LOWER_CASE = -0.3
FIRST_COMMENT = 0.7
WORD = 1.0
MAX_WORDS = 2
SKIP = -0.5

# Sections that stand side by side on a page, at most.
MAX_COLUMNS = 4
# Units that may come in between the halves of a sentence.
MAX_BETWEEN = 40
_LONGEST_PUBLIC = 60  # characters of its name


@dataclass(slots=True)
class _Section:
    """A section of the page: its heading, then its units, as indices."""

    category: str
    heading: int
    units: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Page:
    """What the weighing needs to know of the text."""

    text: str
    units: Sequence[Unit]
    grid: Grid
    known: Recogniser

    def words(self, i: int) -> str:
        return self.text[self.units[i].start : self.units[i].end]

    def ends(self, i: int) -> bool:
        """Whether a unit comes to an end of its own."""
        return ends_sentence(self.words(i))

    def starts_low(self, i: int) -> bool:
        return self.words(i)[0].islower()

    def is_comment(self, i: int) -> bool:
        return self.units[i].kind == "sentence" and self.units[i].match is None

    def opens_list(self, i: int) -> bool:
        """Whether a list item may follow a unit."""
        return self.units[i].kind == "item" or self.words(i).endswith(":")

    def lists(self, tail: int, head: int) -> bool:
        """Whether a unit is an item of a list that another opens: « améliorer : », but not « mutualisations de : »."""
        lead = self.words(tail)
        return self.units[head].kind == "item" and lead.endswith(":") and not stays_open(lead.rstrip(" :"))

    def breaks_off(self, tail: int) -> bool:
        """Whether some other unit may prove to be the rest of a unit."""
        words = self.words(tail)
        if ends_sentence(words):
            return False
        if self.known.breaks_off(words) or _begins_public(words[-_LONGEST_PUBLIC:], self.grid):
            return True
        return may_print_on(words, self.grid)

    def goes_on(self, tail: int, head: int) -> bool:
        """Whether unit `head` proves to be the rest of unit `tail`."""
        if not self.starts_low(head) or self.ends(tail):
            return False
        before, after = self.words(tail), self.words(head)
        if prints_on(before, after, self.grid):
            return True
        match = self.units[head].match
        if match is not None and match.formula is not None and match.strong:
            return False
        return self.known.continues(before, after) or _crosses(before, after, self.grid)


def _crosses(before: str, after: str, grid: Grid) -> bool:
    """Whether the name of a public breaks off in one text and ends in the other."""
    tail, head = before[-_LONGEST_PUBLIC:], after[:_LONGEST_PUBLIC]
    if not (_begins_public(tail, grid) and _ends_public(head, grid)):
        return False
    whole = f"{tail} {head}"
    border = len(tail)
    if not any(span.start < border < span.end for span in find_publics(whole, grid=grid)):
        return False
    ended, begun = find_publics(tail, grid=grid), find_publics(head, grid=grid)
    return not (ended and ended[-1].end == border) and not (begun and begun[0].start == 0)


@lru_cache(maxsize=256)
def _begins_public(tail: str, grid: Grid) -> bool:
    """Whether the name of a public may break off in a text."""
    first, _ = _ends_of_publics(grid)
    return not first.isdisjoint(word_keys(tail))


@lru_cache(maxsize=256)
def _ends_public(head: str, grid: Grid) -> bool:
    """Whether the name of a public may have begun before a text."""
    _, last = _ends_of_publics(grid)
    return not last.isdisjoint(word_keys(head))


@lru_cache(maxsize=8)
def _ends_of_publics(grid: Grid) -> tuple[frozenset[str], frozenset[str]]:
    """Words that names of publics begin with, and those that they end with."""
    names = [word_keys(alias) for public in grid.publics for alias in public.aliases]
    return frozenset(keys[0] for keys in names), frozenset(keys[-1] for keys in names)


def new_order(text: str, grid: Grid) -> Order | None:
    """Find the order in which the pieces of a text belong.

    Parameters
    ----------
    text : str
        Clean text, one block a line.
    grid : Grid
        Grid whose sections and standard sentences are the evidence.

    Returns
    -------
    Order or None
        None when nothing has to move.

    Examples
    --------
    >>> from tiersimpact.grid import load_grid
    >>> text = '''# SOLIDARITÉ
    ... Des échanges, dons ou mutualisations de
    ... # RÉSEAUX
    ... La création de réseaux de personnes
    ... petits services ont été observés entre des publics en difficulté.
    ... a été observée entre des bénévoles.'''
    >>> print("".join(text[a:b] + sep for a, b, sep in new_order(text, load_grid()).pieces))
    # SOLIDARITÉ
    Des échanges, dons ou mutualisations de petits services ont été observés entre des publics en difficulté.
    # RÉSEAUX
    La création de réseaux de personnes a été observée entre des bénévoles.
    """
    units = read_units(text, grid)
    page = _Page(text, units, grid, recogniser(grid))
    order: list[int] = list(range(len(units)))
    glued: set[int] = set()
    torn: list[tuple[int, int]] = []
    for sections in _regions(units):
        for first, last, unit_range in _zones(page, sections):
            places = _assign(page, sections, first, last, unit_range)
            if any(place != last for place in places):
                break
        else:
            continue
        order = _move(order, sections, unit_range, places)
        glued |= _glued(page, sections, unit_range, places)
        torn.append((units[sections[first].heading].start, units[unit_range[-1]].end))
    if order == list(range(len(units))):
        return None
    return Order(tuple(_pieces(page, order, glued)), tuple(torn))


def _regions(units: Sequence[Unit]) -> Iterator[list[_Section]]:
    """Sections that stand on one page: a family's heading or a foreign one begins another page."""
    region: list[_Section] = []
    for i, unit in enumerate(units):
        if unit.kind != "heading" or unit.heading is None or unit.heading.kind == "title":
            if region and unit.kind not in ("heading", "keywords"):
                region[-1].units.append(i)
            continue
        if unit.heading.kind != "category" or unit.heading.id is None:
            yield region
            region = []
        elif not region or region[-1].category != unit.heading.id:
            region.append(_Section(unit.heading.id, i))
        else:
            region[-1].heading = i
    yield region


def _zones(page: _Page, sections: Sequence[_Section]) -> Iterator[tuple[int, int, range]]:
    """Find the proofs in reading order: section that broke off, section that holds the rest, units in question."""
    broken: list[tuple[int, int]] = []  # sections beside this one that end with a unit that breaks off
    for here, section in enumerate(sections):
        broken = [(there, tail) for there, tail in broken if there > here - MAX_COLUMNS]
        for i in section.units if broken else ():
            match = page.units[i].match
            if i == section.units[0] and match is not None and match.strong and section.category in match.categories:
                continue  # a section that begins with a standard sentence of its own takes up no other
            there = next((there for there, tail in broken if page.goes_on(tail, i)), None)
            if there is not None:
                yield there, here, range(i, section.units[-1] + 1)
        if here and (cut := _cut_open(page, section)) is not None:
            yield max(0, here - MAX_COLUMNS + 1), here, range(cut + 1, section.units[-1] + 1)
        if section.units and page.breaks_off(section.units[-1]):
            broken.append((here, section.units[-1]))


def _cut_open(page: _Page, section: _Section) -> int | None:
    """The first unit of a section that the grid prints on with a later one: what stands between has come in between."""
    for place, tail in enumerate(section.units[:-2]):
        if page.ends(tail) or not may_print_on(page.words(tail), page.grid):
            continue
        heads = (i for i in section.units[place + 1 : place + 2 + MAX_BETWEEN] if page.starts_low(i))
        head = next((i for i in heads if prints_on(page.words(tail), page.words(i), page.grid)), tail)
        if head > tail + 1:
            return tail
    return None


def _assign(page: _Page, sections: Sequence[_Section], first: int, last: int, zone: range) -> list[int]:
    """Give each unit of the zone its section, in the order of the columns."""
    states = range(first, last + 1)
    tails = {s: [i for i in sections[s].units if i < zone.start] for s in states}
    scores = {s: _entering(page, sections[s], tails[s], zone.start, None) + SKIP * (s - first) for s in states}
    ranks = {s: s for s in states}  # among ways equally good, the one that is sooner in a later section wins
    steps: list[dict[int, int]] = []  # for each unit and section, the section of the unit before
    for i in zone[1:]:
        ways = {s: (scores[s] + _staying(page, sections[s], i), ranks[s], s) for s in states}
        for s in states[1:]:
            entering = _entering(page, sections[s], tails[s], i, i - 1)
            others = ((scores[t] + (entering + SKIP * (s - t)), ranks[t], t) for t in range(first, s))
            ways[s] = max(ways[s], *others)
        scores = {s: score for s, (score, _, _) in ways.items()}
        steps.append({s: before for s, (_, _, before) in ways.items()})
        ranks = {s: rank for rank, s in enumerate(sorted(states, key=lambda s: (ways[s][1], s)))}
    places = [max(states, key=lambda s: (scores[s], ranks[s]))]
    for step in reversed(steps):
        places.append(step[places[-1]])
    return places[::-1]


def _entering(page: _Page, section: _Section, tail: Sequence[int], i: int, previous: int | None) -> float:
    """Weigh that unit `i` takes up a section after pieces of another one."""
    score = _evidence(page, section, i)
    if tail and page.goes_on(tail[-1], i):
        return score + CONTINUES
    if page.units[i].kind == "item" and not (tail and page.opens_list(tail[-1])):
        return score + STRANDED
    if not any(page.is_comment(j) for j in tail) and page.is_comment(i):
        score += FIRST_COMMENT
    if not page.starts_low(i):
        return score
    if previous is not None and not page.ends(previous) and page.units[i].kind == "sentence":
        return score + STRANDED
    if tail and page.is_comment(tail[-1]) and not page.ends(tail[-1]):
        return score + TAKES_UP_COMMENT
    return score


def _staying(page: _Page, section: _Section, i: int) -> float:
    """Weigh that unit `i` belongs to the same section as the unit before it."""
    score = _evidence(page, section, i) + STAY
    before, unit = page.units[i - 1], page.units[i]
    if unit.kind == "item":
        score += LIST_GOES_ON if before.kind == "item" or not page.ends(i - 1) else STRANDED
    elif unit.kind == "sentence" and page.starts_low(i):
        score += NEW_LOWER_CASE if page.ends(i - 1) else GOES_ON
    return score


def _evidence(page: _Page, section: _Section, i: int) -> float:
    """Weigh what unit `i` says by itself for a section."""
    match = page.units[i].match
    if match is not None and match.strong:
        return OWN_FORMULA if section.category in match.categories else OTHER_FORMULA
    at_home = home_words(page.grid, section.category)
    return WORD * min(len(at_home.intersection(word_keys(page.words(i)))), MAX_WORDS)


def _move(order: list[int], sections: Sequence[_Section], zone: range, places: Sequence[int]) -> list[int]:
    """Take the zone out and put each unit behind the last one of its section."""
    moved: dict[int, list[int]] = {}
    for i, place in zip(zone, places, strict=True):
        moved.setdefault(place, []).append(i)
    kept = [i for i in order if i not in zone]
    for place, arrivals in moved.items():
        own = [i for i in sections[place].units if i not in zone]
        at = kept.index(own[-1] if own else sections[place].heading) + 1
        kept[at:at] = arrivals
    return kept


def _glued(page: _Page, sections: Sequence[_Section], zone: range, places: Sequence[int]) -> set[int]:
    """Units that go on with the line of the unit now before them."""
    glued = set()
    previous: int | None = None
    tails = {place: [j for j in sections[place].units if j < zone.start] for place in set(places)}
    for i, place in zip(zone, places, strict=True):
        own = tails[place]
        tail = i - 1 if place == previous else own[-1] if own else None
        previous = place
        if tail is None:
            continue
        open_end = tail not in glued and page.is_comment(tail) and not page.ends(tail)
        same_sentence = open_end and page.is_comment(i) and page.starts_low(i)
        if same_sentence or (tail < zone.start and page.goes_on(tail, i) and not page.lists(tail, i)):
            glued.add(i)
    return glued


def _pieces(page: _Page, order: Sequence[int], glued: set[int]) -> Iterator[tuple[int, int, str]]:
    """Write the order as pieces of text with the separators between them."""
    for position, i in enumerate(order):
        unit = page.units[i]
        following = order[position + 1] if position + 1 < len(order) else None
        start = unit.start if i in glued else unit.line
        if following is None:
            separator = ""
        elif following in glued or (following == i + 1 and page.units[following].block == unit.block):
            separator = " "
        else:
            apart = page.units[following].kind == "sentence" and unit.kind in ("sentence", "item")
            separator = "\n\n" if apart else "\n"
        yield start, unit.end, separator
