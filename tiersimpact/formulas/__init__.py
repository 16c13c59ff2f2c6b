"""A sentence comes in, the standard sentence of the grid that it prints goes out, if it prints one."""

from .marks import recogniser
from .matches import FormulaMatch, OptionMatch
from .recognising import Recogniser
from .units import Unit, read_units

__all__ = ["FormulaMatch", "OptionMatch", "Recogniser", "Unit", "read_units", "recogniser"]
