"""What linear machines of scikit-learn are fitted on, and what they weigh then."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

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


def as_sparse(vectors: npt.NDArray[np.float32]) -> sparse.csr_matrix:
    """Turn vectors into rows that sparse features can be set beside; far quicker than looking for zeros.

    Parameters
    ----------
    vectors : numpy.ndarray of float32, shape (n_rows, n_columns)
        The matrix.

    Returns
    -------
    scipy.sparse.csr_matrix of float32, shape (n_rows, n_columns)
        Every number is kept, zeros too.
    """
    rows, columns = vectors.shape
    indices = np.tile(np.arange(columns, dtype=np.int32), rows)
    return sparse.csr_matrix((vectors.ravel(), indices, np.arange(0, rows * columns + 1, columns)), shape=vectors.shape)
