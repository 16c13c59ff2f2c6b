"""One block a line: wrapped lines joined, bullets and headings marked the same way, hashtags gathered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tiersimpact.french.vocabulary import is_known
from tiersimpact.grid import Grid
from tiersimpact.layout import ends_sentence, split_sentences
from tiersimpact.layout.blocks import KEYWORD
from tiersimpact.layout.headings import MAX_HEADING, HeadingIndex, heading_index

from .edits import Edit

LineKind = Literal["blank", "heading", "item", "keywords", "text"]

# A heading may be cut into this many lines by a narrow column.
MAX_HEADING_LINES = 5
# Unknown words in capitals are a heading up to this many words; beyond, somebody shouts.
MAX_CAPITALS = 6
# A line this long relative to its neighbours was cut by the margin, not by its writer.
FULL_LINE = 0.6

_BULLET_SIGNS = "•‣▪▫◦●○■□◆◇★✓✔➔➢➤→►▶❖※·\uf000-\uf0ff"
_BULLET = re.compile(
    rf"[ ]*(?:(?:[-–—*+{_BULLET_SIGNS}]|\(?\d{{1,2}}[.)](?=[ ]+[^\W\d]))[ ]+|[•▪●■►▶➢✓✔\uf000-\uf0ff])(?=\S)"
)
# How the second line of a heading in small letters goes on: « Les effets sociaux et urbains | de la Tuilerie ».
_GOES_ON = re.compile(r"[a-zà-ÿ]")
_NUMBER = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Z])\s?[.)–-]\s+")
_LONE_BULLET = re.compile(r"[ ]*[•‣▪◦●○■□►▶➢✓✔·\uf000-\uf0ff-][ ]*$")
_MARKDOWN_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ ]+(?=\S)")
_HYPHENS = ("-", "‐", "\u00ad")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_LONGEST_CUT = 40  # characters
# One word over two lines: « l' | école », « fois/ | mois », « Saint- | Malo », « danseur· | euse », « invité. | e.s ».
_GLUED_END = re.compile(
    r"(?:(?<![^\W\d_])(?:[cdjlmnst]|(?:jus|lors|puis|quoi|pres)?qu|aujourd)['’]|\w/|\w[-‐]|[^\W\d_][·‧])$",
    re.IGNORECASE,
)
_GLUED_REST = re.compile(r"[·‧][^\W\d_]{1,5}\b|\((?:e|ne|le|te|trice|rice|euse)\)s?(?!\w)")
_ENDING = re.compile(r"(?:e|ne|le|te|ve|se|re|trice|rice|euse|esse)\.s(?!\w)")
# A number over two lines, in a line of words: « un prêt de 12 | 500 € ».
_THOUSANDS = re.compile(r"(?<=[^\W\d]\s)\d{1,3}$")
_HUNDREDS = re.compile(r"\d{3}(?![\d,.])")
_SUSPENDED = re.compile(r"(?:et|ou)\b")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
# Words of a short comment: fewer below a hashtag are the rest of it.
MIN_COMMENT = 3
# Lines on either side among which the margin of a narrow column shows.
NEIGHBOURS = 10
# Words that no line ends on of its own accord.
_OPEN_END = re.compile(
    r"(?:\b(?:de|du|des|d|le|la|les|l|un|une|et|ou|à|a|au|aux|en|par|pour|sur|avec|dans|entre|que|qui|ne|se|ce|ces|son|sa|ses|leur|leurs|sans|chez|vers|dont|où)|[,;:(/'’-])\s*$",
    re.IGNORECASE,
)
_LONGEST_OPEN_END = 5  # letters of « leurs »


@dataclass(slots=True)
class _Line:
    """A line of the text: its words and their offsets, without mark and line end."""

    kind: LineKind
    start: int
    body: int
    end: int
    words: str
    size: int = 1  # lines of a heading

    def __bool__(self) -> bool:
        return self.kind != "blank"


def repair_lines(text: str, grid: Grid) -> Iterator[Edit]:
    r"""Propose one line a block.

    Parameters
    ----------
    text : str
        Text with ``\\n`` as its only line end.
    grid : Grid
        Grid whose headings are recognised.

    Yields
    ------
    Edit
        Joins, marks and blank lines.

    Examples
    --------
    >>> from tiersimpact.grid import load_grid
    >>> from tiersimpact.repair.edits import CleanText
    >>> raw = "RÉSEAU DE\nPERSONNES\n• voisin·e·s du\nquartier\n\nUne forma-\ntion."
    >>> print(CleanText.of(raw).apply(repair_lines(raw, load_grid())).text)
    # RÉSEAU DE PERSONNES
    - voisin·e·s du quartier
    Une formation.
    """
    lines = _merge_headings(text, _read_lines(text, heading_index(grid)), heading_index(grid))
    lines = _gather_keywords(text, lines)
    width = max((line.end - line.body for line in lines if line.kind in ("text", "item")), default=0)
    previous: _Line | None = None
    blank_between = False
    for number, line in enumerate(lines):
        if not line:
            blank_between = True
            continue
        joined = previous is not None and (
            _joins(previous, line, blank_between, width)
            or (not blank_between and line.kind == previous.kind == "text" and _cut_by_margin(lines, number))
        )
        if previous is None:
            if text[: line.start]:
                yield Edit(0, line.start, "", "blank")
        elif joined:
            yield from _join(text, previous, line)
        else:
            apart = line.kind == "text" and previous.kind in ("text", "item")  # else the next reader would join them
            yield Edit(previous.end, line.start, "\n\n" if apart else "\n", "line end")
        yield from _mark(text, line, joined)
        if joined and previous is not None and line.kind != "keywords":
            line.kind = previous.kind
        previous, blank_between = line, False
    end = previous.end if previous is not None else 0
    if end < len(text):
        yield Edit(end, len(text), "", "blank")


def _read_lines(text: str, headings: HeadingIndex) -> list[_Line]:
    """Cut the text into lines and say what each is."""
    lines: list[_Line] = []
    above: _Line | None = None
    start = 0
    for content in text.split("\n"):
        end = start + len(content)
        for part in _apart_from_keywords(content, headings):
            words = part.strip()
            body = start + part.index(words)
            kind, mark = _kind(words, above, headings) if words else ("blank", 0)
            above = _Line(kind, start, body + mark, body + len(words), words[mark:])
            lines.append(above)
            start += len(part)
        start = end + 1
    return lines


def _apart_from_keywords(content: str, headings: HeadingIndex) -> list[str]:
    """A printed line, or the heading and the hashtags that stand on it."""
    tag = KEYWORD.search(content, 1) if "#" in content else None
    words = content[: tag.start()].strip() if tag else ""
    if tag is None or not (headings.find(words) or (_reads_like_capitals_heading(words) and words.isupper())):
        return [content]
    return [content[: tag.start()], content[tag.start() :]]


def _kind(words: str, above: _Line | None, headings: HeadingIndex) -> tuple[LineKind, int]:
    """Say what a line that is not blank holds, and the length of its mark."""
    marked = not words[0].isalpha()
    if marked and (mark := _MARKDOWN_HEADING.match(words)):
        return "heading", mark.end()
    if marked and _LONE_BULLET.fullmatch(words):
        return "blank", 0
    if _NUMBER.match(words) and (words.isupper() or headings.find(words, fuzzy=False)):
        return ("heading" if headings.find(words) else "text"), 0
    if marked and (mark := _BULLET.match(words)):
        return "item", mark.end()
    if marked and KEYWORD.match(words):
        return "keywords", 0
    return ("heading" if _may_start(above, words) and headings.find(words) else "text"), 0


def _may_start(above: _Line | None, words: str) -> bool:
    """Tell whether words that read like a heading may be one here: not the tail of a wrapped sentence."""
    if not above or above.kind == "heading" or words.isupper() or ends_sentence(above.words):
        return True
    return words[0].isupper() and not stays_open(above.words)


def _merge_headings(text: str, lines: list[_Line], headings: HeadingIndex) -> list[_Line]:
    """Join the lines of a heading that a narrow column cut, and mark unknown headings in capitals."""
    merged: list[_Line] = []
    i = 0
    while i < len(lines):
        line = lines[i]
        size = _heading_size(text, lines, i, headings) if _may_open(lines, i) else 0
        if size > 1 or (size == 1 and line.kind == "text"):
            end = lines[i + size - 1].end
            line = _Line("heading", line.start, line.body, end, text[line.body : end], size)
        merged.append(line)
        i += max(size, 1)
    return merged


def _may_open(lines: Sequence[_Line], i: int) -> bool:
    """Whether line `i` may be the first of a heading: a known one, in capitals, or taken up by the line below."""
    line = lines[i]
    if line.kind != "text" or line.words.isupper():
        return line.kind in ("text", "heading")
    return i + 1 < len(lines) and _GOES_ON.match(lines[i + 1].words) is not None


def _heading_size(text: str, lines: Sequence[_Line], i: int, headings: HeadingIndex) -> int:
    """Number of lines, from line `i`, that read as one heading; 0 when line `i` starts none."""
    first = lines[i]
    if not any(map(str.isalpha, first.words)):
        return 0
    capitals = first.words.isupper()
    may_go_on = capitals or "#" not in text[first.start : first.body]
    best = 0
    whole = ""
    for size, line in enumerate(lines[i : i + MAX_HEADING_LINES], 1):
        if line.kind not in ("text", "heading"):
            break
        if size > 1 and not (may_go_on and _goes_on(whole, line.words, capitals, headings)):
            break
        whole = f"{whole} {line.words}".strip()
        if (size > 1 or first.kind == "heading" or capitals) and headings.find(whole, fuzzy=size == 1):
            best = size
        elif capitals and _reads_like_capitals_heading(whole):
            best = best or size
    if best > 1 and not capitals and not _may_start(lines[i - 1] if i else None, first.words):
        return 0
    return best


def _goes_on(heading: str, words: str, capitals: bool, headings: HeadingIndex) -> bool:
    """Whether a line may be the next of a heading."""
    if not words[0].isalpha() or words.isupper() != capitals:
        return False
    longer = f"{heading} {words}"
    if not capitals and (len(longer) > MAX_HEADING or not _GOES_ON.match(words)):
        return False
    if not headings.find(words):
        return True
    found = headings.find(longer, fuzzy=False)
    return found is not None and found.kind != "title"


def _reads_like_capitals_heading(words: str) -> bool:
    """Whether words in capitals are long enough to be more than an acronym, and short enough for a heading."""
    words = _NUMBER.sub("", words, count=1)
    letters = sum(character.isalpha() for character in words)
    return letters >= 6 and len(words.split()) <= MAX_CAPITALS and not re.search(r"[,;.!?…:]", words)


def _gather_keywords(text: str, lines: list[_Line]) -> list[_Line]:
    """Take a hashtag's continuation lines into its block, across blank lines."""
    for i, line in enumerate(lines):
        if line.kind != "keywords":
            continue
        following = [later for later in lines[i + 1 : i + 6] if later][:2]
        for later in following:
            if later.kind == "keywords":
                break
            words = later.words
            if later.kind == "text" and KEYWORD.search(words) and (words[0].islower() or words[0] in "'’"):
                later.kind = "keywords"
                break
            next_line = following[1] if later is following[0] and len(following) > 1 else None
            adjacent = text.count("\n", line.end, later.start) <= 1
            closed = next_line is None or next_line.kind == "keywords" or bool(KEYWORD.search(next_line.words))
            if next_line is not None and next_line.kind == "heading":  # a comment would rather stand apart
                closed = stays_open(line.words) or len(words.split()) < MIN_COMMENT
            if later.kind == "text" and words[0].islower() and len(words) <= 40 and adjacent and closed:
                later.kind = "keywords"
                continue
            break
    return lines


def _joins(previous: _Line, line: _Line, blank_between: bool, width: int) -> bool:
    """Tell whether a line goes on with the block of the line before it."""
    if line.kind == "keywords":
        return previous.kind == "keywords"
    if line.kind != "text" or previous.kind not in ("text", "item") or blank_between:
        return False
    before, after = previous.words, line.words
    full = previous.end - previous.body >= FULL_LINE * width
    if _are_one_word(before, after) or (_HUNDREDS.match(after) and _THOUSANDS.search(before[-_LONGEST_OPEN_END:])):
        return True
    if ends_sentence(before):
        return _goes_on_behind(before, after) or (full and previous.kind == "text")
    if after[0].islower() or after[0] in "(«,;:)»'’…" or stays_open(before):
        return not before.endswith(":") or not after[0].isupper()
    if previous.kind == "item":
        return False
    return full and previous.end - previous.body >= 25


def _goes_on_behind(before: str, after: str) -> bool:
    """Tell whether a sentence goes on behind an abbreviation or a bracket: « bât. | 12 », « (un four...) | prêt »."""
    if not (after[0].islower() or after[0].isdigit()) or before.endswith(("...", "…")):
        return False
    tail = before[-_LONGEST_CUT:]
    sentences = split_sentences(f"{tail} {after[:_LONGEST_CUT]}")
    return any(start < len(tail) < end for start, end in sentences)


def opens_item(line: str) -> bool:
    """Tell whether a line begins with a bullet or a list number."""
    return _BULLET.match(line) is not None


def stays_open(line: str) -> bool:
    """Tell whether a line ends on a word or sign that something must follow: « de », « et », a comma."""
    tail = line.rstrip()[-_LONGEST_OPEN_END - 1 :]  # a search through the whole line would try each of its characters
    return _OPEN_END.search(tail) is not None


def _join(text: str, previous: _Line, line: _Line) -> Iterator[Edit]:
    """Join two lines: a hyphen at the end goes unless it belongs to the word."""
    cut = previous.words.endswith(_HYPHENS) and line.words[0].islower() and not _SUSPENDED.match(line.words)
    before = _LAST_WORD.search(previous.words[-_LONGEST_CUT:-1]) if cut else None
    after = _FIRST_WORD.match(line.words)
    if before is None or after is None:
        yield Edit(previous.end, line.body, "" if _are_one_word(previous.words, line.words) else " ", "line end")
        return
    keep = keeps_hyphen(before[0], after[0], text)
    yield Edit(previous.end if keep else previous.end - 1, line.body, "", "hyphen at line end")


def _cut_by_margin(lines: Sequence[_Line], number: int) -> bool:
    """Tell whether a line begins big only because its first word found no room: « devant | Maître Roux », « 3 | € »."""
    above, line = lines[number - 1], lines[number]
    if ends_sentence(above.words) or above.words.endswith(":"):
        return False
    first, last = number - 1, number
    while first > 0 and number - first < NEIGHBOURS and lines[first - 1].kind in ("text", "item", "blank"):
        first -= 1
    while last + 1 < len(lines) and last - number < NEIGHBOURS and lines[last + 1].kind in ("text", "item", "blank"):
        last += 1
    near = lines[first : last + 1]
    wrapped = any(
        upper and lower.kind == "text" and lower.words[0].islower() and not ends_sentence(upper.words)
        for upper, lower in pairwise(near)
    )
    margin = max(other.end - other.start for other in near)
    return wrapped and above.end - above.start + len(line.words.split(None, 1)[0]) >= margin


def _are_one_word(before: str, after: str) -> bool:
    """Tell whether two lines meet inside a word, whose signs all stay."""
    if not after[0].isalnum():
        return before[-1].isalpha() and _GLUED_REST.match(after) is not None
    if _GLUED_END.search(before[-_LONGEST_OPEN_END - 4 :]):
        return not _SUSPENDED.match(after)
    return before[-1] == "." and before[-2:-1].isalpha() and _ENDING.match(after) is not None


def keeps_hyphen(before: str, after: str, text: str = "") -> bool:
    """Tell whether a hyphen at a line end belongs to the word.

    Parameters
    ----------
    before, after : str
        What stands before and after the hyphen.
    text : str
        The report: a compound that it prints whole elsewhere settles the case.

    Returns
    -------
    bool
        True for « vivre-ensemble », False for « forma-tion ».

    Examples
    --------
    >>> keeps_hyphen("vivre", "ensemble"), keeps_hyphen("forma", "tion")
    (True, False)
    """
    if len(after) == 1 or f"{before}-{after}" in text:  # no word is cut before its last letter: « vas-y »
        return True
    if is_known(f"{before}-{after}"):
        return True
    if is_known(before + after):
        return False
    return is_known(before) and is_known(after)


def _mark(text: str, line: _Line, joined: bool) -> Iterator[Edit]:
    """Write the block's mark the one way: `# ` or `- `, and a heading on one line."""
    if line.kind == "heading":
        level = max(text.count("#", line.start, line.body), 1)
        yield Edit(line.start, line.body, "#" * level + " ", "heading mark")
        if line.size > 1:
            for match in re.finditer(r"\s*\n\s*", text[line.body : line.end]):
                yield Edit(line.body + match.start(), line.body + match.end(), " ", "line end")
    elif line.kind == "item":
        yield Edit(line.start, line.body, "- ", "bullet")
    elif not joined and line.body > line.start:
        yield Edit(line.start, line.body, "", "blank")
