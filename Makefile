# The front door. On a new machine with Python >= 3.11, Node and make:
#   make run    sets up and starts the product with demonstration data
#   make test   sets up and passes the tests
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
BUILD := src/kuangtu/web/static/build/manifest.json
SOURCES := $(shell find frontend -path frontend/node_modules -prune -o -type f -print 2>/dev/null)

.PHONY: run setup test test-postgres check lint types imports fix bench docs

run: setup
	$(BIN)/kuangtu serve --demo

setup: $(READY) $(BUILD)

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(BUILD): $(SOURCES)
	cd frontend && npm ci --no-audit --no-fund && npm run build
	touch $@

test: setup
	$(BIN)/pytest -n 2 --dist loadgroup

test-postgres: setup
	$(BIN)/python tools/with_postgres.py $(BIN)/pytest -n 2 --dist loadgroup -m "not journey"

check: lint types imports test

lint: setup
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

imports: setup
	$(BIN)/lint-imports

fix: setup
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

bench: setup
	$(BIN)/python -m bench

docs: setup
	$(BIN)/python tools/make_reference.py
