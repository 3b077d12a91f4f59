# Casebase. `make help` tells what can be done here.
#
# Settings, given as `make run PORT=8600`: PORT, CASEBASE_HOME (where records lie), CASEBASE_DEMO=0 (no demo data),
# PYTHON (what makes the virtual environment), JOBS (test processes at once).

PORT ?= 8501
PYTHON ?= python3
# One more than there are processors: while a test waits for its browser, another works.
JOBS ?= $(shell expr $$(nproc 2>/dev/null || echo 2) + 1)

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help run test check bench soak screens

help:  ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: export CASEBASE_HOME ?= var
run: export CASEBASE_DEMO ?= 1
run: .venv/installed  ## serve the app on PORT (8501); an empty CASEBASE_HOME (var/) is filled with demo data
	@if [ "$$CASEBASE_DEMO" = 1 ]; then $(BIN)/python -m casebase demo; fi
	@echo "Open http://localhost:$(PORT) (stop with Ctrl-C)"
	@exec $(BIN)/streamlit run app.py --server.port $(PORT)

test:  ## install system packages, check, and run every test
	@PYTHON=$(PYTHON) scripts/install-system-packages.sh
	@$(MAKE) --no-print-directory check
	@if scripts/install-system-packages.sh --left; then export CASEBASE_ALL_TESTS=1; fi; \
	$(PYTEST) --numprocesses $(JOBS) --dist loadfile --timeout 600

check: .venv/installed-dev  ## format, lint, types, import walls, known holes, shape
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive casebase pages app.py
	$(BIN)/python -m scripts.audit
	$(PYTEST) -q tests/test_shape.py

bench: .venv/installed-bench  ## measure against peers; the table goes into benchmarks/README.md
	$(BIN)/python -m benchmarks

soak: .venv/installed-dev  ## the long forms of the property, sequence and kill tests (an hour or two)
	CASEBASE_KILLS=1000 CASEBASE_SEQUENCES=300 \
	$(PYTEST) -p scripts.soak_profile --hypothesis-profile soak tests/korean tests/law tests/store tests/insight
	CASEBASE_SOAK=1 $(PYTEST) tests/accessibility
	CASEBASE_SOAK=1 $(PYTEST) --timeout 0 tests/hostile
	CASEBASE_SOAK=1 $(BIN)/python -m scripts.scan
	CASEBASE_SOAK=1 CASEBASE_KILLS=1000 $(PYTEST) tests/faults
	$(BIN)/python -m scripts.reliability

screens: .venv/installed-dev  ## pictures of every screen and state, at both sizes, into docs/screens/
	$(BIN)/python -m scripts.screens

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Casebase needs Python 3.11 or newer; name one: make PYTHON=python3.12 run" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
	    { echo "Python's venv is missing. On Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: .venv/made requirements.txt
	$(PIP) -r requirements.txt
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	$(PIP) -r requirements-dev.txt
	@touch $@

.venv/installed-bench: .venv/installed-dev benchmarks/requirements.txt
	$(PIP) -r benchmarks/requirements.txt
	@touch $@
