"""What a fitted linear machine of scikit-learn weighs, in one shape for any number of answers."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]


def read_machine(machine: Any) -> tuple[list[str], Scores, Scores]:
    """Read the answers, weights and intercepts of a fitted linear classifier.

    Parameters
    ----------
    machine : LinearSVC or SGDClassifier
        Fitted.

    Returns
    -------
    answers : list of str
        As the machine orders them.
    weights : numpy.ndarray, shape (n_features, n_answers)
        Score of each feature for each answer.
    intercept : numpy.ndarray, shape (n_answers,)
        Scores without features.
    """
    weights, intercept = machine.coef_, machine.intercept_
    if len(machine.classes_) == 2:  # scikit-learn keeps one row for two answers
        weights, intercept = np.vstack([-weights, weights]), np.array([-intercept[0], intercept[0]])
    return [str(answer) for answer in machine.classes_], weights.T, intercept
