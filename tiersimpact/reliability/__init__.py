"""Several annotators' statements come in, how far they agree goes out."""

from .coefficients import cohen_kappa, krippendorff_alpha
from .comparing import agreement
from .result import Agreement, Estimate, Row

__all__ = ["Agreement", "Estimate", "Row", "agreement", "cohen_kappa", "krippendorff_alpha"]
