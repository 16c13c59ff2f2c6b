"""A classifier in a folder: ``model.json`` (words, versions) and ``model.npz`` (numbers). Loading runs nothing."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import numpy as np
from pydantic import BaseModel, FiniteFloat, ValidationError

from tiersimpact.errors import TiersImpactError
from tiersimpact.files import written_aside
from tiersimpact.grid import Grid
from tiersimpact.grid.schema import Polarity

from .model import Block, Head, StatementModel
from .tagging import PublicTagger
from .vectors import WIDTH

# The shipped model unpacks to some 3 MB; far above any model lies what is packed to fill the memory.
MAX_UNPACKED = 1_000_000_000
_RETRAIN = "Train it again: tiersimpact train CORPUS -o FOLDER."


class ModelError(TiersImpactError):
    """A model folder that cannot be used."""


def save_model(model: StatementModel, folder: Path) -> None:
    """Write a model into a folder, each file aside and then renamed.

    Parameters
    ----------
    model : StatementModel
        The model.
    folder : Path
        Made when missing.

    Raises
    ------
    TiersImpactError
        If the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {
        "words_idf": model.words.idf,
        "characters_idf": model.characters.idf,
        "weights": model.weights.astype(np.float16),  # training rounds them so
        "intercept": model.intercept,
    }
    if model.tagger is not None:
        arrays["tagger_weights"] = model.tagger.weights.astype(np.float16)
        arrays["tagger_intercept"] = model.tagger.intercept
    description = {
        "format": 2,
        "meta": model.meta,
        "review_below": model.review_below,
        "heads": {
            name: {"answers": head.answers, "temperature": head.temperature} for name, head in model.heads.items()
        },
        "words": _by_row(model.words.index),
        "characters": _by_row(model.characters.index),
        "tagger": None
        if model.tagger is None
        else {
            "features": _by_row(model.tagger.index),
            "labels": model.tagger.labels,
            "least_margin": model.tagger.least_margin,
        },
    }
    with written_aside(folder / "model.npz") as aside, aside.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
    with written_aside(folder / "model.json") as aside:
        aside.write_text(json.dumps(description, ensure_ascii=False) + "\n", encoding="utf-8")


def _by_row(index: dict[str, int]) -> list[str]:
    return sorted(index, key=index.__getitem__)


def load_model(folder: Path, *, grid: Grid) -> StatementModel:
    """Load a model and check that it fits.

    Parameters
    ----------
    folder : Path
        Folder of `save_model`.
    grid : Grid
        The grid that it shall answer.

    Returns
    -------
    StatementModel
        The model.

    Raises
    ------
    ModelError
        If files are missing, broken, of another format, or made for another grid; nothing in them is executed.
    """
    description = _read_description(folder / "model.json")
    foreign = set(description.heads.category.answers) - set(grid.categories) - {OUTSIDE}
    if foreign:
        raise ModelError(
            folder, f"the model knows '{min(foreign)}', which is no category of grid '{grid.name}'", _RETRAIN
        )
    arrays = _read_arrays(folder / "model.npz")
    try:
        model = _assemble(description, arrays)
    except (KeyError, ValueError) as error:
        raise ModelError(folder, f"the two files do not belong together ({error})", _RETRAIN) from error
    return replace(model, folder=folder)


OUTSIDE = "hors_grille"
"""Answer that stands for no category."""


class _Head(BaseModel):
    answers: tuple[str, ...]
    temperature: FiniteFloat


class _PolarityHead(_Head):
    answers: tuple[Polarity, ...]


class _Heads(BaseModel):
    category: _Head
    polarity: _PolarityHead


class _Tagger(BaseModel):
    features: list[str]
    labels: tuple[str, ...]
    least_margin: FiniteFloat


class _Description(BaseModel):
    """What ``model.json`` holds."""

    format: Literal[2]
    meta: dict[str, str]
    review_below: FiniteFloat
    heads: _Heads
    words: list[str]
    characters: list[str]
    tagger: _Tagger | None


def _read_description(path: Path) -> _Description:
    try:
        return _Description.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ModelError(path, "there is no model there", "Give the folder that `tiersimpact train` wrote.") from error
    except ValidationError as error:
        where = ["/".join(map(str, fault["loc"])) for fault in error.errors()]
        if "format" in where:
            why = "the model has another format than this version reads"
        else:
            why = f"the file is broken{f' at {where[0]}' if where[0] else ''}"
        raise ModelError(path, why, _RETRAIN) from error


# What numpy and zipfile raise for files that are cut short, locked, packed in an unknown way or changed.
_SPOILT = (
    OSError, ValueError, EOFError, TypeError, AttributeError, MemoryError, RuntimeError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


def _read_arrays(path: Path) -> dict[str, Any]:
    """Read numbers only: `allow_pickle` stays off, so that no object of the file is ever built."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            if sum(member.file_size for member in archive.zip.infolist()) > MAX_UNPACKED:
                raise ModelError(path, f"it unpacks to more than {MAX_UNPACKED // 1_000_000} MB", _RETRAIN)
            return {name: archive[name] for name in archive.files}
    except _SPOILT as error:
        raise ModelError(
            path, "the file is missing, cut short, or holds something else than numbers", _RETRAIN
        ) from error


def _assemble(description: _Description, arrays: dict[str, Any]) -> StatementModel:
    words, characters = _block("words", description.words, arrays), _block("characters", description.characters, arrays)
    heads, first = {}, 0
    for name, head in description.heads:
        heads[name] = Head(head.answers, first, head.temperature)
        first += len(head.answers)
    n_features = len(words.index) + len(characters.index) + WIDTH
    return StatementModel(
        words=words,
        characters=characters,
        weights=_checked(arrays, "weights", (n_features, first)),
        intercept=_checked(arrays, "intercept", (first,)),
        heads=heads,
        review_below=description.review_below,
        meta=description.meta,
        tagger=_tagger(description.tagger, arrays),
    )


def _block(name: str, ngrams: Sequence[str], arrays: dict[str, Any]) -> Block:
    index = _index(ngrams)
    return Block(index, _checked(arrays, f"{name}_idf", (len(index),)))


def _index(ngrams: Sequence[str]) -> dict[str, int]:
    return {ngram: number for number, ngram in enumerate(ngrams)}


def _tagger(description: _Tagger | None, arrays: dict[str, Any]) -> PublicTagger | None:
    if description is None:
        return None
    index, labels = _index(description.features), description.labels
    weights = _checked(arrays, "tagger_weights", (len(index) + WIDTH, len(labels)))
    intercept = _checked(arrays, "tagger_intercept", (len(labels),))
    return PublicTagger(index, labels, weights, intercept, description.least_margin)


def _checked(arrays: dict[str, Any], name: str, shape: tuple[int, ...]) -> Any:
    array = arrays[name].astype(np.float32)
    if array.shape != shape or not np.isfinite(array).all():
        raise ValueError(f"{name} does not have the shape {shape} in finite numbers")
    return array


def shipped_folder() -> Path:
    """Folder of the model that comes with tiersimpact.

    Returns
    -------
    Path
        Inside the installed package, or the repository's own ``models/`` in a development install.
    """
    installed = Path(str(files("tiersimpact"))) / "models"
    return (installed if installed.is_dir() else installed.parent.parent / "models") / "statements"


@lru_cache(maxsize=4)
def cached_model(folder: Path, grid: Grid) -> StatementModel:
    """Load a model once per process.

    Parameters
    ----------
    folder : Path
        Folder of the model.
    grid : Grid
        The grid that it shall answer.

    Returns
    -------
    StatementModel
        The model.
    """
    return load_model(folder, grid=grid)
