"""Designs of the classifier compared by nested cross-validation, grouped by report, on comments without headings.

The outer folds measure; the strength of regularisation and the temperature are chosen on inner folds of what is left.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from joblib import Memory
from scipy import sparse
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from benchmarks.reports import OWN
from tiersimpact.classifier.estimator import bayes_weights
from tiersimpact.classifier.examples import Example, to_examples
from tiersimpact.classifier.features import VECTOR_WEIGHT, character_ngrams, mean_vectors, word_ngrams
from tiersimpact.corpus import load_corpus
from tiersimpact.evaluation import Evaluation, Outcome, measure
from tiersimpact.grid import load_grid

OUTER, INNER = 3, 2
STRENGTHS = (0.1, 0.3, 1.0)
BAG = {
    "@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": True, "ngram_size": 2, "no_output_layer": False
}  # fmt: skip
_FOLDER = tempfile.TemporaryDirectory()
MEMORY = Memory(_FOLDER.name, verbose=0)
Table = npt.NDArray[np.float64]
# Scores of the test texts from what was learned of the first texts and their answers.
Scorer = Callable[[Sequence[str], npt.NDArray[np.str_], Sequence[str], float], Table]


@dataclass(frozen=True)
class Design:
    """A way to score categories; `strengths` are the values of `C` to choose from."""

    name: str
    score: Scorer
    strengths: tuple[float, ...] = STRENGTHS


def linear(blocks: str, machine: Callable[..., LinearSVC | LogisticRegression], *, bayes: bool = False) -> Scorer:
    """Score by a linear machine on blocks of features: w(ords), c(haracters), v(ectors)."""

    def score(learn: Sequence[str], answers: npt.NDArray[np.str_], test: Sequence[str], strength: float) -> Table:
        seen, asked = features(blocks, learn, test)
        if not bayes:
            return machine(C=strength).fit(seen, answers).decision_function(asked)
        return np.stack([_bayes_weighted(machine, strength, seen, answers == a, asked) for a in np.unique(answers)], 1)

    return score


def features(blocks: str, learn: Sequence[str], test: Sequence[str]) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Matrices of both sides; a block is worked out once for all designs and strengths."""
    pairs = [_block(block, tuple(learn), tuple(test)) for block in blocks]
    seen, asked = (sparse.hstack(side).tocsr() for side in zip(*pairs, strict=True))
    return seen, asked


@MEMORY.cache
def _block(block: str, learn: tuple[str, ...], test: tuple[str, ...]) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """One kind of features of both sides, vocabulary and rarity learned on the first."""
    if block == "v":
        seen, asked = map(mean_vectors, (learn, test))
        return sparse.csr_matrix(VECTOR_WEIGHT * seen), sparse.csr_matrix(VECTOR_WEIGHT * asked)
    analyzer, least = (word_ngrams, 2) if block == "w" else (character_ngrams, 6)
    vectorizer = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True, min_df=least).fit(learn)
    return vectorizer.transform(learn), vectorizer.transform(test)


def _bayes_weighted(machine, strength, seen, positive, asked) -> Table:  # type: ignore[no-untyped-def]
    """One answer against the rest on features weighed by their log-count ratio (Wang and Manning 2012)."""
    ratio = np.log((1 + seen[positive].sum(0)) / (1 + seen[positive].sum())) - np.log(
        (1 + seen[~positive].sum(0)) / (1 + seen[~positive].sum())
    )
    weights = sparse.diags(np.asarray(ratio).ravel())
    return machine(C=strength).fit(seen @ weights, positive).decision_function(asked @ weights)


def with_bayes(score: Scorer, blocks: str) -> Scorer:
    """Add naive Bayes' log-odds on n-grams to the margins of a machine, as the shipped classifier does."""

    def added(learn: Sequence[str], answers: npt.NDArray[np.str_], test: Sequence[str], strength: float) -> Table:
        seen, asked = features(blocks, learn, test)
        return score(learn, answers, test, strength) + asked @ bayes_weights(seen, answers)

    return added


def noisy(score: Scorer) -> Scorer:
    """Learn also from a copy of each text as a PDF extraction would spoil it."""

    def augmented(learn: Sequence[str], answers: npt.NDArray[np.str_], test: Sequence[str], strength: float) -> Table:
        draw = random.Random(0)
        return score([*learn, *(spoil(t, draw) for t in learn)], np.concatenate([answers, answers]), test, strength)

    return augmented


def spoil(text: str, draw: random.Random) -> str:
    """Do to a text what is left of extraction after repair: lost ligatures, glued words, lost accents and marks."""
    for pair in ("ffi", "ff", "fi", "fl"):
        text = text.replace(pair, draw.choice((pair, "", "\ufffd")))
    text = text.replace("é", draw.choice("ééée")).replace("·", draw.choice("·."))
    words = text.split(" ")
    for i in range(len(words) - 1):
        if draw.random() < 0.03:
            words[i : i + 2] = [words[i] + words[i + 1], ""]
    return " ".join(word for word in words if word)


def textcat(learn: Sequence[str], answers: npt.NDArray[np.str_], test: Sequence[str], strength: float) -> Table:
    """Score by spaCy's bag-of-words text categoriser; its probabilities as logarithms."""
    import spacy
    from spacy.training import Example as SpacyExample
    from spacy.util import fix_random_seed, minibatch

    fix_random_seed(0)
    nlp = spacy.blank("fr")
    pipe = nlp.add_pipe("textcat", config={"model": BAG})
    known = [str(a) for a in np.unique(answers)]
    rows = [
        SpacyExample.from_dict(nlp.make_doc(text), {"cats": {a: float(a == answer) for a in known}})
        for text, answer in zip(learn, answers, strict=True)
    ]
    optimizer = nlp.initialize(lambda: rows)
    draw = random.Random(0)
    for _ in range(round(strength)):
        draw.shuffle(rows)
        for batch in minibatch(rows, 64):
            nlp.update(batch, sgd=optimizer)
    found = [doc.cats for doc in nlp.pipe(test)]
    assert pipe.labels == tuple(known)
    return np.log(np.array([[cats[a] for a in known] for cats in found]) + 1e-9)


def _svm(C: float) -> LinearSVC:
    return LinearSVC(C=C, tol=0.01, random_state=0)


def _logistic(C: float) -> LogisticRegression:
    return LogisticRegression(C=30 * C, max_iter=300)


DESIGNS = (
    Design("words, logistic regression", linear("w", _logistic)),
    Design("words, support vectors", linear("w", _svm)),
    Design("characters, support vectors", linear("c", _svm)),
    Design("words + characters, support vectors", linear("wc", _svm)),
    Design("mean vectors, logistic regression", linear("v", _logistic)),
    Design("words + characters + mean vectors", linear("wcv", _svm)),
    Design("naive Bayes added to words + characters + mean vectors", with_bayes(linear("wcv", _svm), "wc")),
    Design("words + characters, naive-Bayes weighted", linear("wc", _svm, bayes=True)),
    Design("words + characters + mean vectors, and spoilt copies", noisy(linear("wcv", _svm))),
    Design("spaCy textcat, bag of words", textcat, (4.0,)),
)


def nested(design: Design, examples: Sequence[Example]) -> tuple[Evaluation, float]:
    """Measure a design, and the processor time it took in seconds."""
    texts = np.array([example.text for example in examples], dtype=object)
    answers = np.array([example.category for example in examples])
    groups = np.array([example.report for example in examples])
    began = time.process_time()
    outcomes: list[Outcome] = []
    for learn, test in GroupKFold(OUTER).split(texts, groups=groups):
        strength, factor = _choose(design, texts[learn], answers[learn], groups[learn])
        shares = softmax(factor * design.score(texts[learn], answers[learn], texts[test], strength), axis=1)
        names = np.unique(answers[learn])
        outcomes += [
            _outcome(examples[i], names, row) for i, row in zip(test, shares, strict=True) if not examples[i].formula
        ]
    return measure(outcomes), time.process_time() - began


def _choose(design: Design, texts, answers, groups) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    """Strength and temperature that make the held-out answers of the inner folds likeliest."""
    best = (np.inf, design.strengths[0], 1.0)
    names = np.unique(answers)
    truth = np.searchsorted(names, answers)
    for strength in design.strengths:
        scores = np.zeros((len(texts), len(names)))
        for learn, test in GroupKFold(INNER).split(texts, groups=groups):
            scores[test] = design.score(texts[learn], answers[learn], texts[test], strength)
        found = minimize_scalar(
            lambda factor, s=scores: -log_softmax(factor * s, axis=1)[np.arange(len(truth)), truth].mean(),
            bounds=(0.05, 20.0),
            method="bounded",
        )
        best = min(best, (float(found.fun), strength, float(found.x)))
    return best[1], best[2]


def _outcome(example: Example, names: npt.NDArray[np.str_], shares: Table) -> Outcome:
    order = np.argsort(-shares)
    accepted = frozenset((example.category, *example.also))
    ranked = {str(names[i]): float(shares[i]) for i in order}
    return Outcome(example.category, accepted, ranked, "", "", frozenset(), frozenset())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="designs whose name holds this")
    options = parser.parse_args()
    examples = to_examples(load_corpus([OWN], grid=load_grid()))
    print(f"{'':54} top-1 top-3 macro-F1   ECE  time over the first")
    first = None
    for design in DESIGNS:
        if options.only and options.only not in design.name:
            continue
        found, seconds = nested(design, examples)
        first = first or seconds
        print(
            f"{design.name:54} {found.top_1:.3f} {found.top_3:.3f} {found.macro_f1:8.3f} "
            f"{found.calibration_error:.3f} {seconds / first:.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
