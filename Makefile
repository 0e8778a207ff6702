# Every target sets up what it needs. PYTHON may name another interpreter (3.11 or later).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
.DEFAULT_GOAL := help
.PHONY: help demo test check eval bench clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("Tiaokuai needs Python 3.11 or later: make PYTHON=python3.11 …" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: $(VENV)/.ready ## load the sample corpus and serve the pages on 127.0.0.1:8000
	$(BIN)/tiaokuai demo --port $(PORT)

test: $(VENV)/.ready ## run all tests
	$(BIN)/python -m pytest

check: $(VENV)/.ready ## lint, format, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(VENV)/.ready ## score facts and links against gold facts (GOLD="DIR…" NOTICES="DIR…")
	$(BIN)/python -m benchmarks.evaluate $(addprefix --gold ,$(GOLD)) $(addprefix --notices ,$(NOTICES))

bench: $(VENV)/.ready ## measure readers, extraction, search, linking and matrices (SHELF=notices, 10000: minutes)
	$(BIN)/python -m benchmarks.readers
	$(BIN)/python -m benchmarks.extraction
	$(BIN)/python -m benchmarks.search
	$(BIN)/python -m benchmarks.linking $(SHELF)
	$(BIN)/python -m benchmarks.matrix

clean: ## remove the environment, caches and the demo's data
	rm -rf $(VENV) demo-home .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist *.egg-info
