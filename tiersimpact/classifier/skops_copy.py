"""The fitted scikit-learn estimator in a skops file, beside the version-proof JSON and arrays.

skops checks every type before it builds anything, so a file cannot run code; but it does not promise to survive an
upgrade of scikit-learn. `tiersimpact.classifier.storage` does, and is what reads reports.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast
from zipfile import ZIP_BZIP2

import skops.io
from skops.io.exceptions import UntrustedTypesFoundException

from tiersimpact.files import written_aside

from .estimator import StatementClassifier
from .storage import ModelError

FILE = "model.skops"
# Our own types; everything else in the file is numpy's, scipy's or scikit-learn's, which skops knows.
TRUSTED = [
    "tiersimpact.classifier.estimator.StatementClassifier",
    "tiersimpact.classifier.features.character_ngrams",
    "tiersimpact.classifier.features.word_ngrams",
    "tiersimpact.classifier.tagging.PublicTagger",
]


def save_estimator(classifier: StatementClassifier, folder: Path) -> None:
    """Write a fitted estimator.

    Parameters
    ----------
    classifier : StatementClassifier
        Fitted.
    folder : Path
        Folder of the model.

    Raises
    ------
    TiersImpactError
        If the folder cannot be written to.
    """
    with written_aside(folder / FILE) as aside, aside.open("wb") as file:
        skops.io.dump(classifier, file, compression=ZIP_BZIP2, compresslevel=9)


def load_estimator(folder: Path) -> StatementClassifier:
    """Read a fitted estimator; no type but ours and scikit-learn's is built.

    Parameters
    ----------
    folder : Path
        Folder of the model.

    Returns
    -------
    StatementClassifier
        Gives the same probabilities as the model beside it.

    Raises
    ------
    ModelError
        If the file is missing or broken, or holds a type that is not trusted.
    """
    path = folder / FILE
    mend = "Use the model itself (model.json, model.npz), or train it again: tiersimpact train CORPUS -o FOLDER."
    try:
        return cast(StatementClassifier, skops.io.load(path, trusted=TRUSTED))
    except UntrustedTypesFoundException as error:
        raise ModelError(path, f"the file holds types that are not trusted ({error})", mend) from error
    except Exception as error:  # whatever a broken archive makes skops stumble over
        raise ModelError(path, "the file is missing or broken", mend) from error
