"""Results of a worker as bytes: left to joblib and Dask, they would go through cloudpickle, which takes far longer."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from io import BytesIO
from operator import attrgetter
from typing import Any

from .tasks import Result


def pack(results: Sequence[Result]) -> bytes:
    """Return results as bytes."""
    packed = BytesIO()
    _Packer(packed, pickle.HIGHEST_PROTOCOL).dump(results)
    return packed.getvalue()


def unpack(packed: bytes) -> list[Result]:
    """Return the results that were packed, in their order."""
    results: list[Result] = pickle.loads(packed)
    return results


class _Packer(pickle.Pickler):
    """Writes a dataclass as the call that makes it; its own way looks up all its fields again for each record."""

    def reducer_override(self, value: object) -> Any:
        """Say how to make a value anew; how the others are pickled stays as it is."""
        kind: Callable[..., Any] = type(value)
        read = _fields_reader(kind)
        return (kind, read(value)) if read is not None else NotImplemented


@cache
def _fields_reader(kind: Callable[..., Any]) -> Callable[[object], tuple[Any, ...]] | None:
    """What reads all fields of a dataclass at once."""
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else []
    return attrgetter(*names) if len(names) > 1 else None  # of one name it would give the bare value
