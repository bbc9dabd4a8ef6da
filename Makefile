# Astra's commands. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
UV     := $(BIN)/uv
UV_PIN := 0.13.8
WEB_SOURCES := $(shell find web -path web/node_modules -prune -o -path web/dist -prune -o -type f -print 2>/dev/null)
PYTEST := $(BIN)/python -m pytest
# Two files at once; whole conversations in real time come after the rest, and have the machine to themselves.
SILENT_PAGES := $(addprefix tests/e2e/test_browser_,accounts_pages.py chart.py platforms.py)
TALKING := tests/scenarios/test_scenarios.py tests/scenarios/test_killings.py tests/bench/test_bench_voice.py \
	$(filter-out $(SILENT_PAGES),$(wildcard tests/e2e/test_*.py))

export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS := 1
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1
export NPM_CONFIG_UPDATE_NOTIFIER := false
# Empty is off: a shell that has it on would compile all of our code anew at each start.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test test-long check format bench doctor lock chromium clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/.runtime web/dist/.built ## set everything up and run Astra on http://localhost:8000
	@$(BIN)/python -m launch up

doctor: $(VENV)/.runtime ## say which parts are real, which are stand-ins, and what is broken
	@$(BIN)/python -m launch doctor

test: $(VENV)/.dev $(VENV)/.places web/dist/.built chromium ## set up what tests need and run all of them
	cd web && npm test --silent
	$(PYTEST) -m "not slow" -n 2 --dist loadfile --no-loadscope-reorder $(addprefix --ignore=,$(TALKING)) tests
	$(PYTEST) -m "not slow" $(TALKING)

test-long: $(VENV)/.dev $(VENV)/.places web/dist/.built chromium ## the long forms: soak, chaos, load
	$(PYTEST) -m slow

check: $(VENV)/.dev web/node_modules/.installed ## lint, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	cd web && npm run --silent check

format: $(VENV)/.dev web/node_modules/.installed ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	cd web && npm run --silent format

bench: $(VENV)/.dev ## measure against the peers named in docs/benchmarks.md
	$(BIN)/python -m bench

lock: $(VENV)/.uv ## pin the dependencies anew
	$(UV) pip compile -q --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	$(UV) pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

chromium: $(VENV)/.dev ## find a Chromium for the browser tests, or get one
	@bash tests/find-chromium.sh $(BIN)/python

clean: ## remove what was installed and built; keeps .astra
	rm -rf $(VENV) web/node_modules web/dist

$(VENV)/.uv:
	@command -v $(PYTHON) >/dev/null || { echo "Astra needs Python 3.11, 3.12 or 3.13: install it, or name it with PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' || { echo "Astra needs Python 3.11, 3.12 or 3.13; $$($(PYTHON) --version) was found. Name another with PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "This Python has no venv: install it (Debian and Ubuntu: apt install python3-venv)."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check uv==$(UV_PIN)
	@touch $@

$(VENV)/.runtime: $(VENV)/.uv requirements.lock
	$(UV) pip install -q --python $(BIN)/python --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	$(UV) pip install -q --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.places: $(VENV)/.runtime $(wildcard astra/places/*.py astra/places/data/*)
	$(BIN)/python -m astra.places $(VENV)/places.sqlite
	@touch $@

web/node_modules/.installed: web/package.json web/package-lock.json
	@command -v npm >/dev/null || { echo "Astra's page is built with Node.js 20 or newer and npm: install them (https://nodejs.org, or your system's package)."; exit 1; }
	@node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' || { echo "Astra's page needs Node.js 20 or newer; $$(node --version) was found."; exit 1; }
	cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

web/dist/.built: web/node_modules/.installed $(WEB_SOURCES)
	cd web && npm run --silent build
	@touch $@
