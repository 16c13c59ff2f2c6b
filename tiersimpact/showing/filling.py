"""The templates of the pages, filled with everything escaped."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from .french import counted, in_french

if TYPE_CHECKING:
    from jinja2 import Environment

ROOM = "tiersimpact.showing"


def render(name: str, *, room: str = ROOM, **values: Any) -> str:
    """Fill a template.

    Parameters
    ----------
    name : str
        File in the ``templates/`` of `room`; it may build on those of this room.
    room : str, default="tiersimpact.showing"
        Package that has the template.
    **values
        What the template names; text is escaped.

    Returns
    -------
    str
        HTML.
    """
    return _environment(room).get_template(name).render(**values)


def render_page(name: str, *, room: str = ROOM, style: str, script: str, **values: Any) -> str:
    """Fill a whole page, with its style and script written into it.

    Parameters
    ----------
    name : str
        Template that extends ``frame.html``.
    room : str, default="tiersimpact.showing"
        Package that has the template, the style and the script.
    style, script : str
        Files of the room; the style of all pages comes before the page's own.
    **values
        What the template names; text is escaped.

    Returns
    -------
    str
        An HTML page that loads nothing, and in which no other script or style works.
    """
    css = _text(ROOM, "base.css") + _text(room, style)
    js = _text(room, script)
    return render(name, room=room, style=css, script=js, style_hash=_hash(css), script_hash=_hash(js), **values)


def _text(room: str, name: str) -> str:
    return (files(room) / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Name a text in the page's security policy, so that the browser uses it and nothing else."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _environment(room: str) -> Environment:
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=ChoiceLoader([PackageLoader(each) for each in dict.fromkeys((room, ROOM))]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(french=in_french, counted=counted)
    return environment
