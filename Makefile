# Everything goes through a virtual environment in .venv; nothing is installed outside it but a browser for the tests.
# A fresh machine needs Python 3.11 or newer, make and a C compiler.

PYTHON ?= python3
BIN := .venv/bin
export NUMBA_CACHE_DIR ?= $(CURDIR)/.cache/numba
DEMO := demo-shop
SHOP := $(DEMO)/shop
OWN := shop
SAMPLE ?= --profiles 20000 --months 24
# More workers than processors: many tests wait for other processes.
PYTEST := $(BIN)/python -m pytest -n 3

.PHONY: help run test test-all bench lint docs stories clean

help:  ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/run  ## Open your shop, or an artificial one of two years, which is made first
	@test -e $(OWN)/parcours.toml || $(BIN)/parcours demo $(DEMO)/data --shop $(SHOP) $(SAMPLE)
	@exec $(BIN)/parcours run --open $$(test -e $(OWN)/parcours.toml && echo $(OWN) || echo $(SHOP))

test: .venv/test browser lint  ## Check style, types and walls, then run the tests (under 10 minutes)
	$(PYTEST)

test-all: .venv/test .venv/docs browser  ## Run what `make test` leaves out: soaks, kills, every screen, PostgreSQL
	.ci/postgresql $(PYTEST) -m "django_db and not slow"
	$(PYTEST) -m slow

lint: .venv/test  ## Check style, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/bench  ## Measure beside ClickHouse and DuckDB on this machine
	$(BIN)/python -m bench

docs: .venv/docs  ## Generate the reference and build the documentation into docs/_build
	$(BIN)/python docs/_generate.py
	$(BIN)/python docs/_cli.py
	$(BIN)/python docs/_api.py
	$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build
	@echo "docs/_build/index.html"

stories: .venv/test  ## Run the lines of the demo shop's stories again and draw their pictures
	$(BIN)/python docs/_stories.py

clean:  ## Remove what was made, the environment and the demo shop included
	rm -rf .venv .cache demo-shop docs/_build build dist

# One stamp for each set of extras: installing again happens only when pyproject.toml has changed.
.venv/run: EXTRAS :=
.venv/test: EXTRAS := [test,lint]
.venv/bench: EXTRAS := [bench]
.venv/docs: EXTRAS := [docs]
.venv/run .venv/test .venv/bench .venv/docs: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Parcours needs Python 3.11 or newer: make PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.$(EXTRAS)'
	@touch $@

# Browser tests take Debian's Chromium or Playwright's own; without either they are skipped, visibly.
.PHONY: browser
browser: .venv/test
	@.ci/browser
