"""What reading gives: the raw text, and how it was had."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter

from tiersimpact.errors import ReadError


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Text of a file that is no part of the report.

    Attributes
    ----------
    reason : str
        Why: menu, running header or footer, hidden…
    text : str
        The words.
    page : int or None
        Page number, from 1, where there are pages.
    """

    reason: str
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of the raw text stands on paper.

    Attributes
    ----------
    start, end : int
        Half-open offsets in the raw text.
    page : int
        Page number, from 1.
    box : (float, float, float, float)
        Left, top, right and bottom in points from the upper left corner of the page.
    """

    start: int
    end: int
    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Source:
    """The raw text of one report.

    Attributes
    ----------
    name : str
        Name of the report: the file's stem, or what the caller said.
    text : str
        Raw text; headings and list items of marked-up formats are marked ``# `` and ``- ``.
    encoding : str or None
        Encoding of the file, None for strings.
    left_out : tuple of LeftOut
        Text of the file that is no part of the report: menus, running headers…
    warnings : tuple of str
        What the reader could not be sure of.
    places : tuple of Place
        Where the text stands on paper, in the order of the text; empty for files without pages.
    """

    name: str
    text: str
    encoding: str | None = None
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Find the page that a character of the raw text stands on.

        Parameters
        ----------
        offset : int
            Offset in `text`.

        Returns
        -------
        int or None
            Page number, from 1; None for files without pages and between paragraphs.

        Examples
        --------
        >>> source = Source("x", "Un mot.", places=(Place(0, 7, 3, (60, 80, 95, 92)),))
        >>> source.page_at(3)
        3
        """
        index = bisect_right(self.places, offset, key=attrgetter("start")) - 1
        return self.places[index].page if index >= 0 and offset < self.places[index].end else None

    @classmethod
    def of_string(cls, text: str, *, name: str = "text") -> Source:
        """Take a string for a report.

        Parameters
        ----------
        text : str
            The report.
        name : str, default="text"
            Its name.

        Returns
        -------
        Source
            The string as a source.

        Raises
        ------
        ReadError
            If the string is blank, too long, or holds half a character.
        """
        check_text(text, name)
        return cls(name, text)


# A report of 1,000 pages holds some 3 million characters; beyond ten times that it is something else.
MAX_CHARACTERS = 30_000_000


def check_text(text: str, name: str) -> None:
    """Refuse a text that nobody could read.

    Parameters
    ----------
    text : str
        The text.
    name : str
        File or name, for the message.

    Raises
    ------
    ReadError
        If the text is blank, too long, or holds a lone surrogate.
    """
    if not text.strip():
        raise ReadError(name, "there is no text in it", "If it is a scan, run text recognition (OCR) first.")
    if len(text) > MAX_CHARACTERS:
        raise ReadError(
            name, f"it holds {len(text):,} characters, more than {MAX_CHARACTERS:,}", "Cut it into reports."
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReadError(
            name,
            f"character {error.start} is half of a surrogate pair",
            'Decode the text again with errors="replace".',
        ) from error
