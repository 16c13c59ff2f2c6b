"""A folder of PDFs with broken ones among them."""

from __future__ import annotations

import pytest

from benchmarks.roundtrip.browser import find_browser
from benchmarks.roundtrip.folder import read_folder, write_folder


@pytest.mark.skipif(find_browser() is None, reason="it takes a browser to print with")
def test_broken_files_are_named_and_the_others_read(tmp_path):
    faults = write_folder(tmp_path, size=12, broken=3, distinct=2)
    found, errors, _ = read_folder(tmp_path)
    assert found == 9
    assert list(errors) == faults
    for (path, error), says in zip(errors.items(), ["is empty", "broken", "password"], strict=True):
        assert str(error).startswith(f"{path}: ")
        assert says in str(error)
