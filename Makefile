# make run    set everything up and run the bot (on Slack with tokens in .env, else in a workspace in your browser)
# make test   set everything up and run the tests
# make check  check the fact base
# make bench  measure speed and accuracy, also against other engines
# make lint   style and types
# make docs   write docs/cli.md again
# make pictures  make the pictures of the README again, from the running product (needs Chromium: make browser)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check bench lint docs pictures browser postgresql
.DELETE_ON_ERROR:

run: $(VENV)/.ready
	$(BIN)/python -m bot run

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/.ready
	$(BIN)/python -m bot check

bench: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/python -m bench

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/.ready
	$(BIN)/python -m docs.cli > docs/cli.md

pictures: $(VENV)/.ready-dev
	$(BIN)/python -m docs.pictures

# Debian's browser, for the page tests (they say so and skip where there is none).
browser:
	apt-get update && apt-get install -y --no-install-recommends chromium

# Debian's database server, for the tests of records kept in one; they start a server of their own.
postgresql:
	apt-get update && apt-get install -y --no-install-recommends postgresql

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; run: make PYTHON=python3.12 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	$(BIN)/python -m bot ask "help" >/dev/null
	touch $@

$(VENV)/.ready-dev: pyproject.toml $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@
