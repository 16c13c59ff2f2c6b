"""A folder of small reports, and readers that bring their process down."""

from __future__ import annotations

import os
import signal

import pytest

from tiersimpact.batch import workers


@pytest.fixture
def reports(tmp_path):
    """Twelve reports that differ from each other."""
    folder = tmp_path / "bilans"
    folder.mkdir()
    paths = [folder / f"lieu-{number:02}.txt" for number in range(12)]
    for number, path in enumerate(paths, 3):
        path.write_text(f"SOLIDARITÉ\n\n{number} voisins se prêtent une échelle.\n", encoding="utf-8")
    return paths


@pytest.fixture
def deadly(monkeypatch):
    """Make a report whose name is given end its worker: always, or once where a marker remembers."""

    def install(name, *, marker=None):
        read_chunk = workers.read_chunk

        def read_or_die(tasks):
            if name in [task.name for task in tasks]:
                if marker is None:
                    os._exit(1)
                if not marker.exists():
                    marker.touch()
                    os.kill(os.getpid(), signal.SIGKILL)
            return read_chunk(tasks)

        monkeypatch.setattr(workers, "read_chunk", read_or_die)

    return install
