# Everything a person or a machine does with this repository. `make` alone lists it.
PYTHON ?= python3
BIN := .venv/bin
PYTEST_ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup setup-test run test lint format types imports unit postgres browser lock screenshots screenshots-docs bench clean

help:            ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1  /p' Makefile

setup:           ## prepare .venv with everything, from the lock
	@$(PYTHON) scripts/bootstrap.py run

setup-test:      ## the same with the test tools and a browser
	@$(PYTHON) scripts/bootstrap.py test

run: setup       ## plan the example cluster and serve it
	@$(BIN)/remeslo demo

test: setup-test ## every check, as CI runs it
	@$(BIN)/python scripts/checks.py -- $(PYTEST_ARGS)

lint: setup-test ## formatting and lint
	@$(BIN)/python scripts/checks.py format lint

format: setup-test ## put the formatting right
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

types: setup-test ## mypy
	@$(BIN)/python scripts/checks.py types

imports: setup-test ## the architecture contract
	@$(BIN)/python scripts/checks.py imports

unit: setup-test ## tests without a browser
	@$(BIN)/python scripts/checks.py unit -- $(PYTEST_ARGS)

postgres: setup-test ## the web's tests on PostgreSQL, where the system has it
	@$(BIN)/python scripts/checks.py postgres -- $(PYTEST_ARGS)

browser: setup-test ## tests in a real browser
	@$(BIN)/python scripts/checks.py browser -- $(PYTEST_ARGS)

lock:            ## resolve the dependencies again, within pyproject.toml
	@$(PYTHON) scripts/lock.py $(LOCK_ARGS)

screenshots: setup-test ## pictures of the main pages, into var/screenshots
	@$(BIN)/python scripts/screenshots.py

screenshots-docs: setup-test ## the pictures that docs/screenshots shows
	@$(BIN)/python scripts/screenshots.py --docs

bench: setup     ## fixed work on the solvers, compared with the record
	@$(BIN)/python -m benchmarks.micro

clean:           ## remove what setup and the program made
	rm -rf .venv .boot var .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov
