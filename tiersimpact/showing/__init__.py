"""An analysis comes in; the report goes out as it was written, with what became of each of its characters."""

from .audit import Stretch, audit
from .cards import Card, category_colour, make_card
from .excerpts import Passage, SourceView, show_source
from .filling import render_page
from .french import figure_in_french
from .page import to_html

__all__ = [
    "Card",
    "Passage",
    "SourceView",
    "Stretch",
    "audit",
    "category_colour",
    "figure_in_french",
    "make_card",
    "render_page",
    "show_source",
    "to_html",
]
