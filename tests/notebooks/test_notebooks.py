"""The notebooks run from top to bottom, show what their text promises, and hold nothing of anybody's machine."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")
pytest.importorskip("anywidget")

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
PROMISE = re.compile(r"^\*\*À voir :\*\*(.*?)(?:\n\n|\Z)", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r"`([^`]+)`")

each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path):
    return nbformat.read(path, as_version=4)


@pytest.fixture
def execute(tmp_path, root, monkeypatch):
    """Run a notebook in a folder where its relative paths lead to the real data, and what it writes harms nobody."""
    work = tmp_path / "notebooks"
    work.mkdir()
    (tmp_path / "data").symlink_to(root / "data")
    monkeypatch.setenv("PYTHONPATH", str(root))
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))

    def execute_(path):
        notebook = read(path)
        nbclient.NotebookClient(
            notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": work}}
        ).execute()
        return notebook

    return execute_


def shown(cell):
    """What a reader sees under a code cell, as plain text."""
    parts = []
    for output in cell.outputs:
        data = output.get("data", {})
        markup = "".join(data.get("text/html", ""))
        parts += [output.get("text", ""), data.get("text/plain", "")]
        parts += BeautifulSoup(markup, "html.parser").stripped_strings
    return " ".join(" ".join(parts).split())


def promises(notebook):
    """Each promise of the text, with the code cell above it."""
    code = None
    for cell in notebook.cells:
        if cell.cell_type == "code":
            code = cell
        elif promise := PROMISE.search(cell.source):
            yield code, promise[1]


@each
def test_it_shows_what_it_promises(execute, path):
    notebook = execute(path)
    kept = list(promises(notebook))
    assert len(kept) >= 7
    missing = {
        words: shown(code) for code, promise in kept for words in QUOTED.findall(promise) if words not in shown(code)
    }
    assert missing == {}


@each
def test_no_output_is_stored(path):
    for cell in read(path).cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
        assert not cell.metadata


@each
def test_no_path_of_a_machine(path):
    assert not re.search(r"(?<![\w.])/(home|Users|tmp|work|root)/|[A-Z]:\\\\", path.read_text(encoding="utf-8"))


@each
def test_every_step_is_explained(path):
    """A cell of code follows a text, and is short."""
    kinds = [cell.cell_type for cell in read(path).cells]
    assert kinds[0] == "markdown"
    assert "code code" not in " ".join(kinds)
    assert all(len(cell.source.splitlines()) <= 14 for cell in read(path).cells if cell.cell_type == "code")


@each
def test_links_lead_somewhere(path):
    text = "\n".join(cell.source for cell in read(path).cells)
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert target.startswith("https://") or (path.parent / target).exists(), target
