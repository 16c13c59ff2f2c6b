"""Train the tagger of publics on the mentions that a corpus annotates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import SGDClassifier

from .contexts import context_features, read_content
from .examples import Example
from .linear import as_sparse, read_machine
from .tagging import NO_PUBLIC, PublicTagger, word_vectors
from .vectors import WIDTH

# Chosen on `data/` by cross-validation grouped by report: `python -m benchmarks.classifier` prints what the lexicon
# finds alone and with the tagger. The margin keeps the precision of both together near that of the lexicon.
ALPHA = 1e-5
EPOCHS = 5
MIN_FEATURES = 2
LEAST_MARGIN = 0.3


def train_tagger(examples: Sequence[Example], *, seed: int = 0) -> PublicTagger | None:
    """Train a tagger of publics on free comments.

    Parameters
    ----------
    examples : sequence of Example
        Statements with their mentions; standard sentences are left out, since the lexicon knows their publics.
    seed : int, default=0
        Same examples and seed, same tagger.

    Returns
    -------
    PublicTagger or None
        None when no comment names a public.
    """
    features: list[list[str]] = []
    labels: list[str] = []
    vectors = []
    for example in examples:
        if example.formula:
            continue
        content = read_content(example.text)
        vectors.append(word_vectors(content.forms()))
        features += context_features(content)
        labels += [_label(example, content.words[place].start) for place in content.places]
    if len(set(labels)) < 2:
        return None
    vectorizer = CountVectorizer(analyzer=_as_they_are, min_df=MIN_FEATURES, binary=True, dtype=np.float32)
    matrix = sparse.hstack([vectorizer.fit_transform(features), as_sparse(np.vstack(vectors))], format="csr")
    # averaged stochastic gradient: as good here as support vectors, and ten times faster on half-dense rows
    machine = SGDClassifier(
        "modified_huber", alpha=ALPHA, average=True, max_iter=EPOCHS, tol=None, random_state=seed
    ).fit(matrix, labels)
    names, weights, intercept = read_machine(machine)
    rounded = weights.astype(np.float16).astype(np.float32)
    contexts, vector = rounded[:-WIDTH], rounded[-WIDTH:]
    telling = np.flatnonzero(np.abs(contexts).max(axis=1))  # most have come to weigh nothing
    kept = vectorizer.get_feature_names_out()[telling]
    index = {str(feature): column for column, feature in enumerate(kept)}
    table = np.concatenate([contexts[telling], vector])
    return PublicTagger(index, tuple(names), table, intercept.astype(np.float32), LEAST_MARGIN)


def _as_they_are(features: list[str]) -> list[str]:
    return features


def _label(example: Example, offset: int) -> str:
    """Public named at an offset of the text."""
    return next((span.public for span in example.publics if span.start <= offset < span.end), NO_PUBLIC)
