# Everything runs in .venv, made on first use from requirements.lock (hashes, no index named).
PYTHON ?= python3
BIN := .venv/bin
REPORTS := data/reports

.PHONY: demo notebooks test lint format bench model lock clean

demo: .venv/ready
	$(BIN)/python -m tiersimpact analyze $(REPORTS)/les-trois-bancs.txt --format jsonl

notebooks: .venv/ready
	PATH="$(CURDIR)/$(BIN):$$PATH" jupyter lab notebooks

test: .venv/ready
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

lint: .venv/ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/ready
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: .venv/ready
	$(BIN)/python -m benchmarks

# Rebuilds the shipped classifier from the corpus, to the same predictions.
model: .venv/ready
	$(BIN)/python -m tiersimpact train $(REPORTS) --only --keep-examples --curve -o models/statements

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("tiersimpact needs Python 3.11 or newer; run make PYTHON=python3.12, for example")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# Needs uv; writes no host name.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --all-extras --group dev --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --upgrade -o requirements.lock

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
