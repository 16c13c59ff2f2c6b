"""A grid file comes in, a typed and checked :class:`Grid` goes out."""

from .loading import load_grid
from .schema import Category, Family, Formula, Grid, Option, PublicType

__all__ = ["Category", "Family", "Formula", "Grid", "Option", "PublicType", "load_grid"]
