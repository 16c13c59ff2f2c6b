"""What is not needed is not imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

import tiersimpact as ti

HEAVY = ["spacy", "pandas", "sklearn", "pydantic", "numpy", "joblib", "ftfy", "bs4", "typer", "rapidfuzz", "srsly"]


def loaded(program):
    """Heavy packages that a program has loaded in a fresh process."""
    code = f"import sys\n{program}\nprint(*(name for name in {HEAVY} if name in sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return result.stdout.splitlines()[-1].split()


def test_import_loads_nothing():
    assert loaded("import tiersimpact; tiersimpact.__version__; dir(tiersimpact)") == []


@pytest.mark.parametrize(
    "program",
    [
        pytest.param("tiersimpact.analyze(text='Trois voisins dansent.')", id="analyze"),
        pytest.param("tiersimpact.quantities('une vingtaine de bénévoles')", id="quantities"),
        pytest.param("list(tiersimpact.analyze_many([], n_jobs=1))", id="analyze_many"),
    ],
)
def test_findings_need_no_spacy(program):
    assert set(loaded(f"import tiersimpact; {program}")).isdisjoint({"spacy", "pandas", "sklearn", "joblib", "bs4"})


def test_quantities_need_no_grid():
    assert "tiersimpact" in sys.modules
    assert "typer" not in loaded("import tiersimpact; tiersimpact.quantities('trois pains')")


def test_help_is_instant():
    program = (
        "from tiersimpact.cli import main\nsys.argv = ['tiersimpact', 'analyze', '--help']\n"
        "try: main()\nexcept SystemExit: pass"
    )
    assert set(loaded(program)).isdisjoint({"spacy", "pandas", "sklearn", "numpy", "rapidfuzz"})


def test_import_takes_less_than_a_fifth_of_a_second():
    code = "import time\nstart = time.perf_counter()\nimport tiersimpact\nprint(time.perf_counter() - start)"
    times = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    ]
    assert min(times) < 0.2


@pytest.mark.parametrize("name", ti.__all__)
def test_every_public_name_is_there(name):
    assert getattr(ti, name) is getattr(ti, name)
    assert name in dir(ti)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="analyse"):
        ti.analyse  # noqa: B018
