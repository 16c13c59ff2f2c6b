"""An analysis comes in; the report goes out as it was written, with what became of each of its characters."""

from .audit import Stretch, audit
from .excerpts import SourceView, show_source
from .page import to_html

__all__ = ["SourceView", "Stretch", "audit", "show_source", "to_html"]
