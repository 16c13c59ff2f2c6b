"""Read YAML that people write, and tell the line of every place in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from srsly.ruamel_yaml import YAML
from srsly.ruamel_yaml.constructor import DuplicateKeyError
from srsly.ruamel_yaml.error import MarkedYAMLError
from srsly.ruamel_yaml.reader import ReaderError

from tiersimpact.errors import GridError

Place = Sequence[int | str]
# Far above any such file: the shipped grid has 33,000 characters that make 1,200 nodes.
MAX_CHARACTERS = 1_000_000
MAX_NODES = 100_000  # each alias (`*name`) written out: some lines of aliases of aliases would fill the memory
MAX_DEPTH = 50  # the parser takes the square of the time for brackets within brackets


def read_yaml(path: Path, what: str) -> Any:
    """Read a file as a tree that knows its lines.

    Parameters
    ----------
    path : Path
        YAML file in UTF-8.
    what : str
        What it holds, for messages (``"grid"``).

    Returns
    -------
    mapping or sequence
        The tree.

    Raises
    ------
    GridError
        If the file cannot be read, is no YAML, or holds more than any such file.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        mend = "Give the path of a YAML file in UTF-8."
        raise GridError(path, f"the {what} cannot be read ({reason})", mend) from error
    return _parse(text, path, what)


def _parse(text: str, path: Path, what: str) -> Any:
    if len(text) > MAX_CHARACTERS:
        raise GridError(path, f"the {what} holds more than {MAX_CHARACTERS:,} characters", "Shorten it.")
    too_deep = GridError(path, f"the {what} is nested too deeply", "Close the brackets, or take the surplus ones out.")
    if _depth(text) > MAX_DEPTH:
        raise too_deep
    try:
        tree = YAML(typ="rt").load(text)
        n_nodes = _count_nodes(tree, {})
    except RecursionError as error:
        raise too_deep from error
    except ReaderError as error:
        raise GridError(path, f"not valid YAML ({error.reason})", "Take control characters out of the file.") from error
    except (MarkedYAMLError, DuplicateKeyError) as error:
        mark = error.problem_mark
        where = f"{path}:{mark.line + 1}" if mark else path
        raise GridError(
            where, f"not valid YAML ({error.problem})", "Check the indentation and the quotes of that line."
        ) from error
    except ValueError as error:  # a date that is none, a number of thousands of digits
        raise GridError(path, f"not valid YAML ({error})", "Write such words between quotes.") from error
    if n_nodes > MAX_NODES:
        raise GridError(path, f"the {what} is too large, its aliases written out", "Take aliases (*name) out of it.")
    return tree


def _count_nodes(node: Any, known: dict[int, int]) -> int:
    """Count the nodes of a tree with each alias written out; those counted already are known by identity."""
    if id(node) not in known:
        known[id(node)] = 1  # while its own are counted: a node may hold itself
        parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        known[id(node)] += sum(_count_nodes(part, known) for part in parts)
    return known[id(node)]


def _depth(text: str) -> int:
    """Brackets open at once; those in quotes count, too, since they come in pairs."""
    return max(accumulate((char in "[{") - (char in "]}") for char in text), default=0)


def line_of(path: Path, tree: Any, place: Place) -> str:
    """Return ``file:line`` of a place in the YAML tree, or of its nearest parent that is there."""
    line, node = 0, tree
    for step in place:
        position = getattr(node, "lc", None)
        if position is None:
            break
        try:
            line = position.item(step)[0] if isinstance(step, int) else position.key(step)[0]
            node = node[step]
        except (KeyError, IndexError, TypeError):
            break
    return f"{path}:{line + 1}"
