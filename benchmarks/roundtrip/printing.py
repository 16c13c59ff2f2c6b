"""Print a filled questionnaire as blocks, and say what a reader must find in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from tiersimpact.grid import Grid

from .answers import Reply, Section, Sheet
from .wordings import Frequency, Number, load_wordings

# How often a list is bulleted; lists of effects always are.
BULLETS_CHANCE = 0.5
# An item of a list with commas is told from the next one by a semicolon.
SEPARATORS = {False: ", ", True: " ; "}

Figure = tuple[float | None, float | None, str | None]  # value, value_max, unit


@dataclass(frozen=True)
class Block:
    """A piece of a page: a line, a paragraph or a list item; `section` counts the sections, None outside them."""

    kind: Literal["title", "family", "heading", "paragraph", "item", "keywords"]
    text: str
    section: int | None = None


@dataclass(frozen=True)
class Expected:
    """A statement that a reader must find."""

    text: str
    kind: Literal["formula", "verbatim"]
    categories: tuple[str, ...]
    publics: tuple[str, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Style:
    """How blocks are worded."""

    reworded: bool = False
    headings: Literal["capitals", "plain", "none"] = "capitals"


@dataclass(frozen=True)
class _Printed:
    """A reply as text: the sentence, its list when it is bulleted, and what to find in them."""

    text: str
    items: tuple[str, ...]
    expected: tuple[Expected, ...]


def print_sheet(sheet: Sheet, grid: Grid, rng: Random, style: Style) -> tuple[list[Block], list[Expected]]:
    """Print a sheet.

    Returns
    -------
    (list of Block, list of Expected)
        The report's blocks, and its statements in the same order.
    """
    printer = _Printer(grid, rng, style)
    blocks = [Block("title", printer.heading(f"Les effets sociaux et urbains – {sheet.place}"))]
    expected: list[Expected] = []
    family = None
    for number, section in enumerate(sheet.sections):
        if grid.family_of[section.category] != family:
            family = grid.family_of[section.category]
            label = next(entry.label for entry in grid.families if entry.id == family)
            blocks.append(Block("family", printer.heading(label)))
        found, told = printer.section(section)
        blocks += [replace(block, section=number) for block in found]
        expected += told
    if sheet.keywords:
        blocks.append(Block("keywords", " ".join(f"#{word}" for word in sheet.keywords)))
    if style.headings == "none":
        blocks = [block for block in blocks if block.kind not in ("family", "heading")]
    return blocks, expected


class _Printer:
    def __init__(self, grid: Grid, rng: Random, style: Style) -> None:
        self._grid, self._rng, self._style = grid, rng, style
        self._wordings = load_wordings()

    def heading(self, text: str) -> str:
        return text.upper() if self._style.headings == "capitals" else text

    def section(self, section: Section) -> tuple[list[Block], list[Expected]]:
        """A heading, the standard sentences, the comments."""
        heading = self.heading(self._choose(self._wordings.headings[section.category]))
        sentences: list[_Printed] = []
        for reply in section.replies:
            printed = self._reply(section.category, reply)
            if printed.text.startswith("et ") and sentences:  # goes on with the sentence before it
                opening = sentences.pop()
                text = f"{opening.text.removesuffix('.')} {printed.text}"
                printed = replace(printed, text=text, expected=(*opening.expected, *printed.expected))
            sentences.append(printed)
        blocks = [Block("heading", heading), *self._body(sentences)]
        if section.intensity is not None:
            after_heading = self._style.headings != "none" and self._rng.random() < 0.5
            marked = 0 if after_heading else self._last_sentence(blocks)
            blocks[marked] = replace(blocks[marked], text=f"{blocks[marked].text} {'+' * section.intensity}")
        blocks += [Block("paragraph", comment.text) for comment in section.comments]
        expected = [entry for printed in sentences for entry in printed.expected]
        for comment in section.comments:
            figures = tuple((q.value, q.value_max, q.unit) for q in comment.quantities if q.value)
            categories = (section.category, *comment.also)
            expected.append(Expected(comment.text, "verbatim", categories, comment.publics, figures))
        return blocks, expected

    @staticmethod
    def _last_sentence(blocks: Sequence[Block]) -> int:
        """Index of the last block that is a whole sentence, else of the last one."""
        return max((i for i, block in enumerate(blocks) if block.text.endswith(".")), default=len(blocks) - 1)

    @staticmethod
    def _body(sentences: Sequence[_Printed]) -> Iterator[Block]:
        for printed in sentences:
            yield Block("paragraph", printed.text)
            yield from (Block("item", item) for item in printed.items)

    def _choose(self, texts: Sequence[str]) -> str:
        return self._rng.choice(texts) if self._style.reworded else texts[0]

    def _reply(self, category: str, reply: Reply) -> _Printed:
        """Fill a wording's slots; a list at its end may be bulleted."""
        listed = reply.sentence.list
        text = self._choose(reply.sentence.texts)
        words = {slot: self._words(slot, texts) for slot, texts in reply.options.items()}
        for slot, figure in reply.figures.items():
            text = text.replace(f"{{{slot}}}", self._figure(figure))
        for slot, printed in words.items():
            if slot != listed:
                text = text.replace(f"{{{slot}}}", self._inline(printed, slot == "kinds"))
        figures = tuple(_figure_of(figure, reply.sentence.unit) for figure in reply.figures.values())
        told = Expected(text, "formula", (category,), self._publics(reply), figures)
        bulleted = listed == "effects" or self._rng.random() < BULLETS_CHANCE
        if listed in words and bulleted and text.endswith(f"{{{listed}}}"):
            return self._bulleted(reply, text.removesuffix(f"{{{listed}}}"), words[listed], told)
        if listed in words:
            text = text.replace(f"{{{listed}}}", self._inline(words[listed]))
        text = text[0].upper() + text[1:] + "."
        return _Printed(text, (), (replace(told, text=text),))

    def _bulleted(self, reply: Reply, lead: str, items: Sequence[str], told: Expected) -> _Printed:
        """A lead-in and its list: effects are a statement each, names one statement with it."""
        lead = lead.rstrip(" :") + " :"
        if reply.sentence.list != "effects":
            return _Printed(lead, tuple(items), (replace(told, text=f"{lead} {', '.join(items)}"),))
        chosen = zip(items, reply.options["effects"], strict=True)
        named = self._wordings.named_in
        each = (replace(told, text=item, publics=named.get(option, ())) for item, option in chosen)
        return _Printed(lead, tuple(items), tuple(each))

    def _words(self, slot: str, texts: Sequence[str]) -> list[str]:
        """Printed words of the options of a slot."""
        known = {"publics": self._wordings.publics, "groups": self._wordings.groups}.get(slot, self._wordings.options)
        return [self._choose(known.get(text, (text,))) for text in texts]

    def _inline(self, texts: Sequence[str], repeat_de: bool = False) -> str:
        """A list in a running sentence."""
        if repeat_de:
            return " et de ".join(texts)
        separator = SEPARATORS[any("," in text for text in texts)]
        *first, last = texts
        return f"{separator.join(first)} et {last}" if first else last

    def _figure(self, figure: Frequency | Number) -> str:
        return figure.text if isinstance(figure, Frequency) else self._choose(figure.texts)

    def _publics(self, reply: Reply) -> tuple[str, ...]:
        """Public types that a sentence names."""
        chosen = [text for texts in reply.options.values() for text in texts]
        named = {public for text in chosen for public in self._wordings.named_in.get(text, (text,))}
        return tuple(public for public in self._grid.public_types if public in named)


def _figure_of(figure: Frequency | Number, unit: str | None) -> Figure:
    return figure.value, None, figure.unit if isinstance(figure, Frequency) else unit
