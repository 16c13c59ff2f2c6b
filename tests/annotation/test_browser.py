"""The widget in a real JupyterLab, in a real browser, driven by keys and mouse."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tiersimpact.corpus import load_corpus, write_corpus

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium")
nbformat = pytest.importorskip("nbformat")
pytest.importorskip("playwright")
pytest.importorskip("jupyterlab")

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
TOKEN = "local-test-token"
CELL = 'import tiersimpact as ti\nti.annotate("rapports", corpus="corpus", annotator="lise")'


class Lab:
    """A JupyterLab of its own: nothing of the user's settings, everything in a temporary folder."""

    def __init__(self, folder):
        self.work, home = folder, folder / "home"
        settings = home / "settings" / "@jupyterlab" / "apputils-extension"
        settings.mkdir(parents=True)
        quiet = '{"fetchNews": "false", "checkForUpdates": false}'
        (settings / "notification.jupyterlab-settings").write_text(quiet)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        names = {"RUNTIME_DIR": "rt", "CONFIG_DIR": "cfg", "DATA_DIR": "data"}
        folders = {f"JUPYTER_{name}": str(home / short) for name, short in names.items()}
        folders |= {
            "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(home / "ws"),
            "IPYTHONDIR": str(home / "ipython"),
            "PYTHONPATH": str(ROOT),
        }
        options = [
            "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={self.port}",
            f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}",
        ]  # fmt: skip
        self.server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            env={**os.environ, **folders}, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_for(self.answers, 60)

    def answers(self):
        try:
            return self.api("status")
        except OSError:
            return None

    def api(self, path, body=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"token {TOKEN}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=5) as reply:
            return json.load(reply)

    def open(self, page, name="essai"):
        """Write a notebook, start its kernel, and run it once page and kernel talk to each other."""
        cells = [nbformat.v4.new_code_cell(source) for source in (CELL, "2 + 2")]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
        nbformat.write(notebook, self.work / f"{name}.ipynb")
        body = {"path": f"{name}.ipynb", "name": name, "type": "notebook", "kernel": {"name": "python3"}}
        self.api("sessions", body)
        frames = []
        page.on(
            "websocket",
            lambda ws: ws.on("framereceived", lambda _: frames.append(1)) if "/api/kernels/" in ws.url else None,
        )
        page.goto(f"http://127.0.0.1:{self.port}/lab/tree/{name}.ipynb?token={TOKEN}&reset")
        page.locator(".jp-Notebook").wait_for(timeout=60_000)
        wait_for(lambda: len(frames) >= 4, 60, page)
        wait_for(lambda: "| Idle" in page.locator("#jp-main-statusbar").inner_text(), 60, page)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        page.locator(".ti-sentence").wait_for(timeout=60_000)

    def stop(self):
        self.server.terminate()
        self.server.wait(20)


def wait_for(condition, seconds, page=None):
    """Wait until something is true, and give it."""
    deadline = time.monotonic() + seconds
    while not (result := condition()):
        assert time.monotonic() < deadline, "waited in vain"
        page.wait_for_timeout(50) if page else time.sleep(0.1)
    return result


@pytest.fixture
def lab(tmp_path, statements):
    (tmp_path / "rapports").mkdir()
    write_corpus(statements, tmp_path / "rapports" / "la-cale.jsonl")
    lab = Lab(tmp_path)
    yield lab
    lab.stop()


@pytest.fixture
def page():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1300, "height": 1100})
        yield page
        folder = ROOT / "artifacts"
        folder.mkdir(exist_ok=True)
        page.screenshot(path=folder / "annotation-last.png")
        browser.close()


def pressed(page):
    """Labels of the answers that are chosen, without their keys and scores."""
    return [text.splitlines()[0] for text in page.locator('.ti-choice[aria-pressed="true"]').all_inner_texts()]


def see(page, text):
    page.locator(".ti-sentence", has_text=text).wait_for(timeout=10_000)


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def select(page, words):
    """Drag the mouse over words of the statement."""
    box = page.evaluate(
        """(words) => {
            const sentence = document.querySelector(".ti-sentence");
            const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
            for (let node; (node = walker.nextNode()); ) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + words.length);
                const { left, right, top, bottom } = range.getBoundingClientRect();
                return { left, right, middle: (top + bottom) / 2 };
            }
        }""",
        words,
    )
    page.mouse.move(box["left"] + 1, box["middle"])
    page.mouse.down()
    page.mouse.move(box["right"] - 1, box["middle"], steps=6)
    page.mouse.up()


def events(lab):
    lines = (lab.work / "corpus" / "lise" / "journal.log").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def changes(lab):
    return [event for event in events(lab) if "by" in event]


def last(lab):
    """The statement that the last decision left."""
    return changes(lab)[-1]["by"][-1]["statement"]


def test_annotating_in_a_notebook(lab, page):
    lab.open(page)
    root = page.locator(".ti-annotation")

    # pre-filled, double blank and emoji as they are
    assert page.locator(".ti-sentence").text_content() == "Une dizaine de voisines  se parlent 🎉 enfin."
    assert pressed(page) == ["Lien social", "Voisin·e·s du quartier", "Positif"]

    # keys set answers; a French keyboard types « é » on the key of the 2
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    root.focus()
    root.dispatch_event("keydown", {"code": "Digit2", "key": "é", "bubbles": True})
    wait_for(lambda: pressed(page)[0] == "Santé (et bien-être)", 10, page)
    press(page, "g", "b")
    wait_for(lambda: pressed(page)[1:] == ["Voisin·e·s du quartier", "Bénévoles", "Négatif"], 10, page)
    root.dispatch_event("keydown", {"code": "Digit1", "key": "&", "bubbles": True})
    wait_for(lambda: pressed(page)[0] == "Lien social", 10, page)

    # no key reaches the notebook: none adds, cuts or changes a cell
    press(page, "a", "b", "m", "x", "y", "z", "1", "9", "d", "d")
    wait_for(lambda: len(changes(lab)) == 11, 10, page)
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
    assert page.locator(".jp-Notebook .jp-MarkdownCell").count() == 0

    # what has Ctrl goes to the notebook
    notebook = lab.work / "essai.ipynb"
    before = notebook.stat().st_mtime_ns
    press(page, "Control+s")
    wait_for(lambda: notebook.stat().st_mtime_ns > before, 10, page)

    # unlimited undo, back to where it began; keys typed ahead wait for their turn
    press(page, *["Backspace"] * 11)
    wait_for(lambda: len(changes(lab)) == 22, 10, page)
    wait_for(lambda: pressed(page) == ["Lien social", "Voisin·e·s du quartier", "Positif"], 10, page)

    # words selected with the mouse, behind an emoji, become a public
    select(page, "enfin")
    press(page, "o")
    page.locator(".ti-sentence mark", has_text="enfin").wait_for(timeout=10_000)
    span = last(lab)["public_spans"][-1]
    assert (span["public"], span["text"]) == ("occupants", "enfin")
    assert last(lab)["text"][span["start"] : span["end"]] == "enfin"

    # everything typed at once arrives, each key at its own statement
    press(page, "Enter", "3", "Enter", "4", "Enter")
    see(page, "La mairie")

    # the kernel dies; opened anew, every decision is there
    kernel = int(json.loads((lab.work / "corpus" / "lise" / "lock").read_text())["process"])
    os.kill(kernel, signal.SIGKILL)
    lab.open(page, "reprise")
    see(page, "La mairie")
    assert "3 décidés sur 4" in page.locator(".ti-pace").inner_text()
    root.focus()
    press(page, "Enter")
    wait_for(lambda: events(lab)[-1]["action"] == "accept", 10, page)

    # the mouse does the same
    page.locator("[data-do=previous]").click()
    see(page, "Un ancien marin")
    assert pressed(page)[0] == "Capacité à agir"
    select(page, "repris")
    page.locator(".ti-selected [data-do=split]").click()
    see(page, "Un ancien marin a")
    page.locator("[data-do=undo]").click()
    see(page, "Un ancien marin a repris goût")
    categories = [event["by"][0]["statement"]["category"] for event in events(lab) if event["action"] == "accept"]
    assert categories == ["lien_social", "insertion_professionnelle", "capacite_agir", "lien_social"]
    assert load_corpus(lab.work / "corpus" / "lise")
