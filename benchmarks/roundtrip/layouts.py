"""Lay blocks out as the text that a file of some kind, or a tool that extracted it, would give."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from random import Random

from .printing import Block

Layout = Callable[[Sequence[Block], Random], str]

PAGE_LINES = 45
PDF_WIDTHS = (64, 86)
COLUMN_WIDTHS = {2: (34, 46), 3: (26, 34)}
# How often a long word at a line end is cut, a ligature lost.
HYPHEN_CHANCE = 0.3
LOSS_CHANCE = 0.7

_LIGATURE = re.compile("ffi|ffl|ff|fi|fl")
_SYLLABLE = re.compile(r"(?<=[aeiouyéèêà])(?=[bcdfgjlmnprstv][aeiouyéèêà])")
_BOLD = re.compile(r"\w+ \w+")


def clean(blocks: Sequence[Block], rng: Random) -> str:
    """One block a paragraph, lists bulleted."""
    return _spaced((block, f"- {block.text}" if block.kind == "item" else block.text) for block in blocks)


def markdown(blocks: Sequence[Block], rng: Random) -> str:
    """Headings, bullets and some words in bold, marked as in Markdown."""
    marks = {"title": "# ", "family": "## ", "heading": "### ", "item": rng.choice(["* ", "- ", "+ "])}
    written = []
    for block in blocks:
        bold = block.kind == "paragraph" and rng.random() < 0.5
        text = _BOLD.sub(r"**\g<0>**", block.text, count=1) if bold else block.text
        written.append((block, marks.get(block.kind, "") + text))
    return _spaced(written)


def pdf_text(blocks: Sequence[Block], rng: Random) -> str:
    """Hard wraps, words cut at line ends, lost ligatures, page numbers and running headers."""
    width = rng.randint(*PDF_WIDTHS)
    lines = []
    for block in blocks:
        lines += [*([] if block.kind == "item" else [""]), *wrap(block, width, rng)]
    pages = [lines[i : i + PAGE_LINES] for i in range(0, len(lines), PAGE_LINES)]
    header = blocks[0].text
    printed = [[*([header] if number > 1 else []), *page, str(number)] for number, page in enumerate(pages, 1)]
    return _lose_ligatures("\n".join(itertools.chain.from_iterable(printed)) + "\n", rng)


def displaced(blocks: Sequence[Block], rng: Random) -> str:
    """Title and hashtags printed in the middle of a section, as boxes of a page are."""
    boxes = [block for block in blocks if block.kind in ("title", "keywords")]
    others = [block for block in blocks if block.kind not in ("title", "keywords")]
    at = rng.choice([i for i, block in enumerate(others) if block.section is not None and block.kind != "heading"])
    return clean([*others[:at], *boxes, *others[at:]], rng)


def cells_below(columns: int) -> Layout:
    """Sections side by side, read row by row, each cell on a line of its own."""
    return _side_by_side(columns, lambda table, rng: [cell for row in _rows(table) for cell in row if cell])


def cells_in_line(columns: int) -> Layout:
    """Sections side by side, read row by row, the cells of a row on one line with blanks between."""

    def read(table: list[list[str]], rng: Random) -> list[str]:
        widths = [max(map(len, column)) + 3 for column in table]
        rows = (zip(row, widths, strict=True) for row in _rows(table))
        return ["".join(cell.ljust(width) for cell, width in row).rstrip() for row in rows]

    return _side_by_side(columns, read)


def cut_by_page(columns: int) -> Layout:
    """Sections side by side on two pages: each page's columns are read one after the other."""

    def read(table: list[list[str]], rng: Random) -> list[str]:
        height = rng.randint(3, max(3, *(len(column) - 2 for column in table)))
        tops = [[*column[:height], ""] for column in table]
        return [line for part in (*tops, *(column[height:] for column in table)) for line in part]

    return _side_by_side(columns, read)


def first_rows_first(columns: int) -> Layout:
    """Sections side by side: headings and first lines row by row, then the rests column by column."""

    def read(table: list[list[str]], rng: Random) -> list[str]:
        height = rng.randint(2, 4)
        heads = [line for column in table for line in [*column[:height], ""]]
        return heads + [line for column in table for line in column[height:]]

    return _side_by_side(columns, read)


def web_page(columns: int) -> Layout:
    """HTML whose sections flow in CSS columns, for a browser to print as PDF."""

    def write(blocks: Sequence[Block], rng: Random) -> str:
        tags = {"title": "h1", "family": "h2", "heading": "h3", "paragraph": "p", "item": "li", "keywords": "p"}
        body = []
        for is_list, group in itertools.groupby(blocks, key=lambda block: block.kind == "item"):
            lines = [f"<{tags[block.kind]}>{html.escape(block.text)}</{tags[block.kind]}>" for block in group]
            body += ["<ul>", *lines, "</ul>"] if is_list else lines
        flow = f"body {{ columns: {columns}; column-gap: 2em; hyphens: auto; font: 10pt serif }}"
        style = f"{flow} h1, h2 {{ column-span: all }}"
        head = f'<meta charset="utf-8"><title>{html.escape(blocks[0].text)}</title><style>{style}</style>'
        content = "\n".join(body)
        return f'<!doctype html>\n<html lang="fr"><head>{head}</head><body>\n{content}\n</body></html>\n'

    return write


def wrap(block: Block, width: int, rng: Random) -> list[str]:
    """Fill lines up to a width; a long word at a line end may be cut."""
    lines = [""]
    for word in (f"- {block.text}" if block.kind == "item" else block.text).split(" "):
        room = width - len(lines[-1]) - 1
        if not lines[-1] or len(word) <= room:
            lines[-1] = f"{lines[-1]} {word}".strip()
            continue
        cuts = [cut.start() for cut in _SYLLABLE.finditer(word) if 3 <= cut.start() <= min(room - 1, len(word) - 4)]
        if cuts and word.isalpha() and block.kind != "heading" and rng.random() < HYPHEN_CHANCE:
            lines[-1] += f" {word[: cuts[-1]]}-"
            word = word[cuts[-1] :]
        lines.append(word)
    return lines


def _spaced(written: Sequence[tuple[Block, str]] | Iterator[tuple[Block, str]]) -> str:
    """Blank lines between paragraphs, none between list items."""
    lines: list[str] = []
    for block, text in written:
        lines += [text] if block.kind == "item" or not lines else ["", text]
    return "\n".join(lines) + "\n"


def _lose_ligatures(text: str, rng: Random) -> str:
    """Replace ligatures by what a PDF without their names gives."""
    return _LIGATURE.sub(lambda match: "\ufffd" if rng.random() < LOSS_CHANCE else match[0], text)


def _rows(table: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    return itertools.zip_longest(*table, fillvalue="")


def _side_by_side(columns: int, read: Callable[[list[list[str]], Random], list[str]]) -> Layout:
    """Set neighbouring sections of a family side by side and read the page in some order."""

    def write(blocks: Sequence[Block], rng: Random) -> str:
        lines: list[str] = []
        for sections in _neighbours(blocks, columns):
            if len(sections) == 1:
                lines += ["", *_column(sections[0], PDF_WIDTHS[1], rng)]
                continue
            width = rng.randint(*COLUMN_WIDTHS[columns])
            table = [_column(section, width, rng) for section in sections]
            lines += ["", *read(table, rng)]
        return "\n".join(lines) + "\n"

    return write


def _column(section: Sequence[Block], width: int, rng: Random) -> list[str]:
    """Lines of a section, a blank one between paragraphs."""
    lines: list[str] = []
    for before, block in itertools.pairwise([Block("heading", ""), *section]):
        apart = before.kind != "heading" and block.kind != "item"
        lines += [*([""] if apart else []), *wrap(block, width, rng)]
    return lines


def _neighbours(blocks: Sequence[Block], columns: int) -> Iterator[list[list[Block]]]:
    """Groups of sections that stand side by side; what is no section stands alone."""
    waiting: list[list[Block]] = []
    for section, group in itertools.groupby(blocks, key=lambda block: block.section):
        if section is None:
            yield from ([waiting] if waiting else [])
            yield [list(group)]
            waiting = []
            continue
        waiting.append(list(group))
        if len(waiting) == columns:
            yield waiting
            waiting = []
    yield from ([waiting] if waiting else [])
