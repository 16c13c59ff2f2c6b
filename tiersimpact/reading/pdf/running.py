"""Running headers, footers and page numbers: what stands at the same place on page after page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from .lines import Line, PageLines
from .styles import Body

# Lines this near the top or foot of the page may run.
MAX_LINES = 3
# They return on this share of the pages: left and right pages may differ.
MIN_SHARE = 0.4
# and at the same height, in points.
SAME_PLACE = 4

_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[\W_]*(?:p\.|page\s)?\s*(\d+)(?:\s*(?:/|sur|de)\s*\d+)?[\W_]*", re.IGNORECASE)

Key = tuple[str, int]


def drop_running(pages: Sequence[PageLines], body: Body) -> list[PageLines]:
    """Take running headers, footers and page numbers out of the pages.

    Parameters
    ----------
    pages : sequence of PageLines
        All pages of a document.
    body : Body
        The look of running text; a large header is kept where it first stands, as a heading.

    Returns
    -------
    list of PageLines
        The same pages; what was taken out is listed with them.
    """
    counts = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    often = max(2, MIN_SHARE * len(pages))
    seen: set[str] = set()
    kept = []
    for page in pages:
        dropped = []
        for line in _edges(page):
            words, _ = _key(line)
            first = words not in seen
            if _near(counts, _key(line)) >= often:
                seen.add(words)
                if not (first and body.is_larger(line)):
                    dropped.append(line)
            elif _is_page_number(line, page):
                dropped.append(line)
        lines = tuple(line for line in page.lines if line not in dropped)
        listed = tuple(("running header or footer", line.text) for line in dropped)
        kept.append(replace(page, lines=lines, left_out=page.left_out + listed))
    return kept


def _edges(page: PageLines) -> list[Line]:
    """The first and last lines of a page, whole rows of them."""
    rows: dict[int, list[Line]] = defaultdict(list)
    for line in page.lines:
        rows[round(line.bottom / SAME_PLACE)].append(line)
    heights = sorted(rows)
    edges = {*heights[:MAX_LINES], *heights[-MAX_LINES:]}
    return [line for height in sorted(edges) for line in rows[height]]


def _key(line: Line) -> Key:
    """Words without their numbers, and the height on the page."""
    return _NUMBER.sub("#", line.text), round(line.bottom / SAME_PLACE)


def _near(counts: Counter[Key], key: Key) -> int:
    words, height = key
    return sum(counts[words, height + step] for step in (-1, 0, 1))


def _is_page_number(line: Line, page: PageLines) -> bool:
    """Whether the last line of a page is its number, on a page that no other resembles."""
    found = _PAGE_NUMBER.fullmatch(line.text)
    last = max(other.bottom for other in page.lines)
    return found is not None and int(found[1]) == page.number and line.bottom == last and line is not page.lines[0]
