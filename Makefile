# make run    set everything up and run the bot (on Slack with tokens in .env, else in a workspace in your browser)
# make test   set everything up and run the tests
# make check  check the fact base
# make bench  measure speed and accuracy, also against other engines
# make lint   style and types
# make coverage  the tests, and how much of bot/ they run
# make audit  look the locked dependencies up in the list of known vulnerabilities (needs the network)
# make lock   take the newest dependencies that pyproject.toml allows into the lock files
# make docs   write all again that is made from the program: docs/cli.md, .env.example, the manifests
# make pictures  make the pictures of the README again, from the running product (needs Chromium: make browser)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TOOLS := $(VENV)/tools/bin
# Nothing is installed but what a lock file names, with its hash; then the project itself, which needs nothing more.
LOCKED = -m pip install --quiet --disable-pip-version-check --require-hashes --requirement
ITSELF = -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
COMPILE = $(TOOLS)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

.PHONY: run test check bench coverage lint audit lock docs pictures browser postgresql
.DELETE_ON_ERROR:

run: $(VENV)/.ready
	$(BIN)/python -m bot run

# In the order of the folders: those with long tests and few, which would come last by number, are not what is waited for.
# The bots that tests start find compiled what others have, whatever the environment says of that.
test: $(VENV)/.ready-dev
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

check: $(VENV)/.ready
	$(BIN)/python -m bot check

bench: $(VENV)/.ready
	$(BIN)/python $(LOCKED) requirements-bench.lock
	$(BIN)/python -m bench

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Lines and branches of bot/ that the tests run, the processes that they start included.
coverage: $(VENV)/.ready-dev
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 3 --dist loadfile
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

audit: $(VENV)/.ready-tools
	for lock in requirements*.lock; do $(TOOLS)/pip-audit --strict --require-hashes --disable-pip --requirement $$lock || exit 1; done

lock: $(VENV)/.ready-tools
	$(COMPILE) pyproject.toml --group build --output-file requirements.lock
	$(COMPILE) pyproject.toml --group build --extra dev --constraints requirements.lock --output-file requirements-dev.lock
	$(COMPILE) pyproject.toml --group build --extra bench --constraints requirements.lock --output-file requirements-bench.lock
	$(COMPILE) --group tools --output-file requirements-tools.lock

docs: $(VENV)/.ready
	$(BIN)/python -m docs.cli > docs/cli.md
	$(BIN)/python -c 'from bot.settings import env_example; print(env_example(), end="")' > .env.example
	$(BIN)/python -m bot manifest --knowledge knowledge > manifest.json
	$(BIN)/python -m bot manifest --knowledge knowledge --enterprise-search > manifest-enterprise-search.json

pictures: $(VENV)/.ready-dev
	$(BIN)/python -m docs.pictures

# Debian's browser, for the page tests (they say so and skip where there is none).
browser:
	apt-get update && apt-get install -y --no-install-recommends chromium

# Debian's database server, for the tests of records kept in one; they start a server of their own.
postgresql:
	apt-get update && apt-get install -y --no-install-recommends postgresql

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; run: make PYTHON=python3.12 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python $(LOCKED) requirements.lock
	$(BIN)/python $(ITSELF)
	$(BIN)/python -m bot ask "help" >/dev/null
	touch $@

$(VENV)/.ready-dev: requirements-dev.lock $(VENV)/.ready
	$(BIN)/python $(LOCKED) requirements-dev.lock
	touch $@

# Apart from the rest, whose versions they must not change.
$(VENV)/.ready-tools: requirements-tools.lock $(VENV)/.ready
	test -x $(TOOLS)/python || $(BIN)/python -m venv $(VENV)/tools
	$(TOOLS)/python $(LOCKED) requirements-tools.lock
	touch $@
