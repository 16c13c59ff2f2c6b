"""A grid file comes in, a typed and checked :class:`Grid` goes out."""

from .loading import load_grid
from .schema import Answer, Category, Family, Formula, Grid, Option, PublicType, Slot

__all__ = ["Answer", "Category", "Family", "Formula", "Grid", "Option", "PublicType", "Slot", "load_grid"]
