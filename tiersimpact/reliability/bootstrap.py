"""Intervals by drawing whole reports again and again: statements of one report are not independent."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .coefficients import Counts
from .result import Estimate


class Bootstrap:
    """Draws reports with replacement, the same draws for every measure.

    Parameters
    ----------
    n_reports : int
        Reports to draw from.
    samples : int
        Draws.
    seed : int
        Same seed, same draws.
    """

    def __init__(self, n_reports: int, *, samples: int, seed: int) -> None:
        chances = np.full(n_reports, 1 / max(n_reports, 1))
        self._draws = (
            np.random.default_rng(seed).multinomial(n_reports, chances, size=samples) if n_reports > 1 else None
        )

    def estimate(self, counts: Counts, measure: Callable[[Counts], Counts]) -> Estimate:
        """Measure all reports together, and the draws.

        Parameters
        ----------
        counts : array
            Shape (n_reports, ...): what adds up over reports.
        measure : callable
            Takes counts of shape (..., ) without the reports, also many at once, and gives a number for each.

        Returns
        -------
        Estimate
            The value and its 95 % interval.
        """
        value = float(measure(counts.sum(axis=0)[np.newaxis])[0])
        low = high = float("nan")
        if self._draws is not None:
            drawn = measure(np.tensordot(self._draws, counts, axes=1))
            known = drawn[~np.isnan(drawn)]
            if known.size:
                low, high = (float(bound) for bound in np.quantile(known, [0.025, 0.975]))
        return Estimate(value, low, high)
