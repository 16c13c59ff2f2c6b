"""What several rooms share: settings of hypothesis, reports of our own, a grid of another domain, the command line."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import tiersimpact as ti
from tiersimpact.grid import load_grid

DATA = Path(__file__).parent / "data"
ROOT = Path(__file__).parents[1]

settings.register_profile(
    "tiersimpact",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("tiersimpact")


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def grid():
    return load_grid()


@pytest.fixture(scope="session")
def farm_path():
    return DATA / "fermes.yaml"


@pytest.fixture(scope="session")
def farm_grid(farm_path):
    return ti.Grid.from_yaml(farm_path)


@pytest.fixture(scope="session")
def fournil():
    """A report with every rubric of the grid, as a clean text."""
    return DATA / "fournil.txt"


@pytest.fixture(scope="session")
def fournil_analysis(fournil):
    return ti.analyze(fournil)


@pytest.fixture(scope="session")
def nlp():
    return ti.load()


@pytest.fixture(scope="module")
def browser():
    """A real browser without window."""
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium")
    with playwright.sync_playwright() as running:
        yield running.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])


@pytest.fixture(params=[pytest.param((1300, 900), id="desktop"), pytest.param((390, 844), id="phone")])
def opened(request, browser, tmp_path, root):
    """Open a page given as HTML; what it asks of the network and says on the console is kept, and a picture of it."""
    width, height = request.param
    page = browser.new_page(viewport={"width": width, "height": height})
    page.asked, page.said = [], []
    page.on("request", lambda asked: page.asked.append(asked.url))
    page.on("console", lambda message: page.said.append(message.text))

    def open_(html):
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        page.goto(path.as_uri())
        return page

    yield open_
    (root / "artifacts").mkdir(exist_ok=True)
    page.screenshot(path=root / "artifacts" / f"{request.path.parent.name}_{request.node.name}.png")
    page.close()


class Result:
    """What a command gave: exit code and streams."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def __repr__(self):
        return f"Result({self.code}, out={self.out!r}, err={self.err!r})"


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command line in this process, the way the console script does."""
    from tiersimpact.cli import main

    def run_(*arguments):
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["tiersimpact", *map(str, arguments)])
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = {None: 0}.get(stop.code, stop.code)
        streams = capsys.readouterr()
        return Result(code, streams.out, streams.err)

    return run_
