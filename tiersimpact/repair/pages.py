"""Drop page numbers and the running header or footer printed beside them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from .edits import Edit

# « 3 », « - 3 - », « Page 3 », « 3/12 », alone on its line; a form feed ends a page.
_NUMBER = re.compile(
    r"^\f?[ \t]*(?:[-–—][ ]?)?(?:page[ ]+)?(?P<number>\d{1,3})(?:[ ]?(?:/|sur)[ ]?\d{1,3})?(?:[ ]?[-–—])?[ \t\f]*$",
    re.IGNORECASE | re.MULTILINE,
)
# « La Halle – bilan 2024 – page 3/4 », a paragraph of its own
_FOOTER = re.compile(r"\bp(?:age|\.)[ ]?\d{1,3}[ ]?(?:/|sur)[ ]?\d{1,3}[ \t\f]*(?:\n\s*\n|\Z)", re.IGNORECASE)
_LINE = re.compile(r"[^\n]+")
# What no running header is: a list item, or a line that ends like a sentence.
_TEXT = re.compile(r"[ \t]*[-–—*•].*|.*[.!?…:;,][ \t]*", re.DOTALL)
# Characters of a running header, at most, and of a page, at least.
MAX_HEADER = 100
MIN_PAGE = 200


def repair_pages(text: str) -> Iterator[Edit]:
    r"""Propose to drop page numbers and running headers.

    Numbers alone on a line are page numbers when they count up by one, a page apart, to the end of the text. A line
    printed beside several of them is a running header, and so is a short paragraph that ends with « page 3/4 ».

    Parameters
    ----------
    text : str
        Text with ``\\n`` as its only line end.

    Yields
    ------
    Edit
        The deletion of each line, with its line end.

    Examples
    --------
    >>> from tiersimpact.repair.edits import CleanText
    >>> page = "On répare des vélos. " * 20
    >>> text = f"{page}On a\n1\nLA FABRIQUE\nréparé.\n{page}\n2\nLA FABRIQUE\n{page}\n3"
    >>> CleanText.of(text).apply(repair_pages(text)).text.replace(page, "(…) ")
    '(…) On a\nréparé.\n(…) \n(…) \n'
    """
    numbers = _counting_up(list(_NUMBER.finditer(text)))
    beside = {line for number in numbers for line in _neighbours(text, *number.span())}
    printed = Counter(text[start:end].strip() for start, end in beside)
    headers = [line for line in beside if printed[text[slice(*line)].strip()] > 1]
    headers += _footers(text)
    dropped = [(*number.span(), "page number") for number in numbers]
    for start, end, reason in sorted([*dropped, *((*line, "running header") for line in headers)]):
        yield Edit(start, min(end + 1, len(text)), "", reason)


def _counting_up(found: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Numbers that count up by one from the first page or the second; none when something else counts."""
    if not found or int(found[0]["number"]) not in (1, 2):
        return []
    text = found[0].string
    steady = all(int(after["number"]) == int(before["number"]) + 1 for before, after in itertools.pairwise(found))
    starts = [0, *(number.end() for number in found)]
    pages = list(zip(starts, found, strict=False))
    apart = all(number.start() - start >= MIN_PAGE for start, number in pages[:-1] or pages)  # the last may be short
    return list(found) if steady and apart and not text[found[-1].end() :].strip() else []


def _footers(text: str) -> Iterator[tuple[int, int]]:
    """Short paragraphs that end with the number of their page and of all pages."""
    for match in _FOOTER.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        end = match.start() + len(match.group().rstrip())
        if end - start <= MAX_HEADER and not text[max(0, start - 2) : start].strip("\n\f"):
            yield start, end


def _neighbours(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The printed lines before and after a page number, those that may be a running header."""
    before = list(_LINE.finditer(text, max(0, start - 2 * MAX_HEADER), start))[-1:]
    after = [line] if (line := _LINE.search(text, end)) else []
    for line in before + after:
        if len(line.group()) <= MAX_HEADER and not _TEXT.fullmatch(line.group()):
            yield line.span()
