"""A model folder from strangers: what is packed to fill the memory, or holds objects, is refused in one line."""

from __future__ import annotations

import io
import shutil
import zipfile

import numpy as np
import pytest

import tiersimpact as ti
from tiersimpact.classifier import load_model, shipped_folder


@pytest.fixture
def refusal(tmp_path, grid):
    """The message that a model is refused with, whose numbers are replaced."""

    def refusal_(numbers):
        shutil.copy(shipped_folder() / "model.json", tmp_path)
        (tmp_path / "model.npz").write_bytes(numbers)
        with pytest.raises(ti.TiersImpactError) as error:
            load_model(tmp_path, grid=grid)
        assert "\n" not in str(error.value)
        return str(error.value)

    return refusal_


def archive(member, data):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(member, data)
    return written.getvalue()


def test_numbers_that_fill_the_memory_are_refused(refusal, monkeypatch):
    monkeypatch.setattr("tiersimpact.classifier.storage.MAX_UNPACKED", 10_000_000)
    bomb = archive("weights.npy", bytes(10_000_001))
    assert len(bomb) < 20_000
    assert "model.npz: it unpacks to more than 10 MB" in refusal(bomb)


def test_a_shape_that_its_data_do_not_fill_is_refused(refusal):
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        header, {"descr": "<f2", "fortran_order": False, "shape": (10_000_000_000_000,)}
    )
    assert "model.npz: the file is" in refusal(archive("weights.npy", header.getvalue()))


def test_objects_are_not_built(refusal):
    written = io.BytesIO()
    np.savez(written, weights=np.array([{"a": 1}], dtype=object))
    assert "something else than numbers" in refusal(written.getvalue())
