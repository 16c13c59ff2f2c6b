"""What fuzzing itself must do: see a hang, and keep the input."""

from __future__ import annotations

from contextlib import suppress

import pytest

from benchmarks.fuzz import running
from benchmarks.fuzz.targets import TARGETS, Target


@pytest.fixture
def target(monkeypatch):
    """Make a function the only entry that there is to fuzz."""

    def install(do):
        monkeypatch.setitem(TARGETS, "x", Target(do, lambda: b"mot"))

    return install


def hang(data):
    while True:
        with suppress(Exception):
            sum(range(1000))


def fail(data):
    raise ValueError(data)


@pytest.mark.parametrize(("do", "says"), [(hang, "Hang: more than 0.05 s"), (fail, "ValueError: b'")])
def test_a_fault_is_told_and_its_input_kept(target, monkeypatch, tmp_path, capsys, do, says):
    monkeypatch.setattr(running, "SECONDS", 0.05)
    target(do)
    assert running.run(["x"], 0.001, 0, tmp_path) > 0
    assert says in capsys.readouterr().out
    assert list(tmp_path.glob("x-*"))


def test_an_input_that_is_taken_is_not_kept(target, tmp_path):
    target(lambda data: None)
    assert running.run(["x"], 0.001, 0, tmp_path) == 0
    assert not list(tmp_path.iterdir())
