"""A model folder from strangers: what is packed to fill the memory, or holds objects, is refused in one line."""

from __future__ import annotations

import io
import json
import shutil
import struct
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


def flagged(local, central, value):
    """The shipped numbers with a field of every header of the archive changed."""
    data = bytearray((shipped_folder() / "model.npz").read_bytes())
    for sign, offset in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        at = data.find(sign)
        while at != -1:
            struct.pack_into("<H", data, at + offset, value)
            at = data.find(sign, at + 4)
    return bytes(data)


def spoilt():
    data = bytearray((shipped_folder() / "model.npz").read_bytes())
    for at in range(200, len(data) - 3000, 50):
        data[at] ^= 0x55
    return bytes(data)


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param(lambda: flagged(6, 8, 1), id="locked"),
        pytest.param(lambda: flagged(8, 10, 99), id="packed-in-an-unknown-way"),
        pytest.param(spoilt, id="changed"),
    ],
)
def test_a_spoilt_archive_is_refused(refusal, numbers):
    assert "model.npz: the file is" in refusal(numbers())


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"words": [1, 2]}, id="words-that-are-numbers"),
        pytest.param({"words": None}, id="no-words"),
        pytest.param({"tagger": {"features": [["a"]]}}, id="features-that-are-lists"),
        pytest.param({"heads": {}}, id="no-questions"),
        pytest.param({"heads": [0]}, id="questions-that-are-a-list"),
        pytest.param({"heads": {"category": {"answers": [[1]]}}}, id="answers-that-are-lists"),
        pytest.param({"review_below": 10**400}, id="beyond-all-numbers"),
        pytest.param({"review_below": float("nan")}, id="not-a-number"),
        pytest.param({"meta": "mine"}, id="meta-that-is-a-word"),
    ],
)
def test_a_description_of_another_kind_is_refused(tmp_path, grid, wrong):
    description = json.loads((shipped_folder() / "model.json").read_text(encoding="utf-8"))
    (tmp_path / "model.json").write_text(json.dumps(description | wrong), encoding="utf-8")
    shutil.copy(shipped_folder() / "model.npz", tmp_path)
    with pytest.raises(ti.TiersImpactError, match=rf"model.json: the file is broken at {next(iter(wrong))}") as error:
        load_model(tmp_path, grid=grid)
    assert "\n" not in str(error.value)


def test_an_odd_polarity_is_refused(tmp_path, grid):
    description = json.loads((shipped_folder() / "model.json").read_text(encoding="utf-8"))
    description["heads"]["polarity"]["answers"][0] = "great"
    (tmp_path / "model.json").write_text(json.dumps(description), encoding="utf-8")
    with pytest.raises(ti.TiersImpactError, match="broken at heads/polarity/answers"):
        load_model(tmp_path, grid=grid)


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
