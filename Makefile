# The front door. On a new machine with Python >= 3.11, Node >= 20.19 and make:
#   make run    sets up and starts the product with demonstration data
#   make test   sets up and passes the tests
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
BUILD := src/kuangtu/web/static/build/manifest.json
# Some shells forbid Python to keep what it compiled: every process of a test would start anew.
export PYTHONDONTWRITEBYTECODE :=
SOURCES := $(shell find frontend -path frontend/node_modules -prune -o -type f -print 2>/dev/null)

.PHONY: run setup test test-postgres check lint types imports fix bench docs

run: setup
	$(BIN)/kuangtu serve --demo

setup: $(READY) $(BUILD)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("需要 Python 3.11 以上：make PYTHON=python3.11 … · Python 3.11 or newer is needed")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(BUILD): $(SOURCES)
	@command -v npm >/dev/null || { echo "需要 Node 20.19 以上（含 npm）· Node 20.19 or newer with npm is needed" >&2; exit 1; }
	cd frontend && npm ci --no-audit --no-fund && npm run build
	touch $@

test: setup
	$(BIN)/pytest -n 2 --dist loadgroup

test-postgres: setup
	$(BIN)/python tools/with_postgres.py $(BIN)/pytest -n 2 --dist loadgroup -m "database and not journey"

check: lint types imports test

lint: setup
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy
	cd frontend && npm run --silent check

imports: setup
	$(BIN)/lint-imports

fix: setup
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

bench: setup
	$(BIN)/python -m bench

docs: setup
	$(BIN)/python tools/make_reference.py
