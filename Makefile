.DEFAULT_GOAL := help
.PHONY: help setup demo serve test check lint types layers coverage package bench fix lock clean

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 7878
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO := .kg/demo

help:      ## List the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## */  make \1\t/' | expand -t 18

setup: $(READY)  ## Make the environment in .venv (needs only Python 3.11 or newer)

$(READY): .ci/requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "kg needs Python 3.11 or newer: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
		{ echo "Python's venv module is missing: install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup  ## Load the example documents and answer `kg query talent-schemes`
	@$(BIN)/kg load documents --store $(DEMO)
	@$(BIN)/kg query talent-schemes --store $(DEMO)
	@echo
	@echo "This was: kg load documents; kg query talent-schemes"
	@echo "To ask with SPARQL, and to browse: make serve"

serve: setup  ## Serve the example documents: SPARQL on http://HOST:PORT/sparql
	@test -e $(DEMO)/current || $(BIN)/kg load documents --store $(DEMO)
	$(BIN)/kg serve --store $(DEMO) --host $(HOST) --port $(PORT)

test: setup  ## Run the tests, all but the slow ones (those run in make check)
	$(BIN)/pytest -q -n 2 -m "not slow"

check: lint types layers coverage package  ## All that CI runs: style, types, layers, tests with coverage, the wheel

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

coverage: setup
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q -n 2 -m "not bulk"
	$(BIN)/coverage combine -q
	$(BIN)/coverage report
	$(BIN)/pytest -q -n 2 -m bulk

package: setup
	$(BIN)/python tests/wheel.py

bench: setup  ## Measure, side by side in one run
	$(BIN)/python -m tests.bench

fix: setup  ## Format, and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: setup  ## Pin the newest versions of all that pyproject.toml asks for
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --group dev --output-file .ci/requirements.txt pyproject.toml

clean:     ## Remove what the other targets made
	rm -rf $(VENV) .kg dist build .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis
