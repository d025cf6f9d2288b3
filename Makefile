# Needs Python 3.11 or later, and make. Everything else is installed into .venv/ from the lock files.
# Another Python: make demo PYTHON=python3.13

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
SIZE ?= S
PORT ?= 8501
MINUTES ?= 5
WORKERS ?= auto

.DEFAULT_GOAL := help
.PHONY: help demo test lint format bench soak fuzz neo4j lock words docs clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.demo ## load CONNECT's own facts, tell a peer path, and open the dashboard (PORT=8501)
	@$(BIN)/connect-explorer demo --port $(PORT) $(ARGS)

test: $(VENV)/.test ## run the tests, one process a core (ARGS="-k path" for some of them)
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile $(ARGS)

lint: $(VENV)/.test ## formatting, lint, types, import contracts, catalogues
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m wording.build --check
	@$(BIN)/python -m tools.make_docs --check

format: $(VENV)/.test ## format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(VENV)/.test ## measure against Neo4j and NetworkX (SIZE=S|M|L)
	@$(BIN)/python -m benchmarks.bench --size $(SIZE) $(ARGS)

soak: $(VENV)/.test ## let 40 programs write to one store (MINUTES=5)
	@$(BIN)/python -m benchmarks.soak --minutes $(MINUTES) $(ARGS)

fuzz: $(VENV)/.test ## look much longer for inputs that break a reader or a store
	@HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -q tests/loaders tests/contract/test_store_stateful.py $(ARGS)

neo4j: $(VENV)/.test ## start a real Neo4j on 127.0.0.1:7687 (needs Java 17 and Maven)
	@$(BIN)/python tools/neo4j/server.py $(ARGS)

words: $(VENV)/.test ## collect the texts for translation and compile the catalogues
	@$(BIN)/python -m wording.build

docs: $(VENV)/.test ## renew the generated pages of docs/
	@$(BIN)/python -m tools.make_docs

lock: ## choose versions anew (needs uv); the lock files hold versions and hashes, never addresses
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--quiet pyproject.toml requirements-build.in --output-file requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--quiet --group dev --constraint requirements.lock pyproject.toml requirements-build.in \
		--output-file requirements-dev.lock

clean: ## remove what was installed and built
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed. Install it, or name one: make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Making .venv/ with $(PYTHON) ..."
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.demo: $(VENV)/.made requirements.lock pyproject.toml
	@echo "Installing what the explorer needs (about 60 packages; a minute or two the first time) ..."
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.demo requirements-dev.lock
	@echo "Installing what the tests need ..."
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@
