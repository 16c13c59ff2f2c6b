"""What reading gives: the raw text, and how it was had."""

from __future__ import annotations

from dataclasses import dataclass

from tiersimpact.errors import ReadError


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
    left_out : tuple of str
        Text of the file that is no part of the report (menus, scripts), with the reason in front.
    warnings : tuple of str
        What the reader could not be sure of.
    """

    name: str
    text: str
    encoding: str | None = None
    left_out: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

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
