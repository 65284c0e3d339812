# FGTE Analysverkstad. `make` alone lists what can be done. Works with GNU make 3.81 and later.
# Settings: PYTHON=/path/to/python3  VENV=.venv  WORKERS=2

VENV ?= .venv
WORKERS ?= 2
BIN = $(VENV)/bin
PIP = PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
	PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install -q -c constraints.txt
PINS = pyproject.toml constraints.txt

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test check lint types contracts notebooks docs lab clean

help: ## list what can be done
	@echo "FGTE Analysverkstad: make <what>"
	@sed -n 's/^\([a-z.]*\):[^#]*## \(.*\)/  \1|\2/p' Makefile | awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'

run: $(VENV)/run.stamp ## set up, then make the reports from the figures that ship
	$(BIN)/fgte report

test: $(VENV)/test.stamp ## set up, then run every test (Chromium and PostgreSQL included)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadscope --no-loadscope-reorder --nbval-lax --nbval-current-env \
		--nbval-kernel-startup-timeout=300 -rs

check: lint types contracts notebooks docs test ## what CI runs: lint, types, contracts, notebooks, docs, then test

lint: $(VENV)/dev.stamp ## style of the code and docstrings, registry hosts, environment.yml
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/numpydoc lint $$(find fgte tools -name '*.py')
	$(BIN)/python tools/hosts.py
	$(BIN)/python tools/environment_yml.py --check

types: $(VENV)/dev.stamp ## mypy --strict
	$(BIN)/mypy

contracts: $(VENV)/dev.stamp ## who may import whom
	$(BIN)/lint-imports

notebooks: $(VENV)/run.stamp ## notebooks are essays: prose, short cells, no outputs
	$(BIN)/python tools/notebook_lint.py

docs: $(VENV)/dev.stamp ## the documentation as pages, in build/docs
	$(BIN)/sphinx-build -q -W --keep-going -d build/doctrees docs build/docs

lab: $(VENV)/run.stamp ## JupyterLab with the guides, in a copy to work in
	$(BIN)/fgte lab

clean: ## remove the set-up and caches (data/ stays)
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

environment.yml: pyproject.toml tools/environment_yml.py | $(BIN)/python
	$(BIN)/python tools/environment_yml.py

# The set-up: each stamp says that an install was done after the last change of the pins.
$(BIN)/python:
	@python=$$(sh tools/find_python.sh "$(PYTHON)") && \
		echo "Setting up $(VENV) with $$("$$python" --version)" && "$$python" -m venv --clear $(VENV)

$(VENV)/run.stamp: $(PINS) | $(BIN)/python
	@echo "Installing the workbench (a minute or two the first time)"
	@$(PIP) -e .
	@touch $@

$(VENV)/test.stamp: $(PINS) | $(BIN)/python
	@echo "Installing the workbench and its tests (a minute or two the first time)"
	@$(PIP) -e '.[test]'
	$(BIN)/python tools/chromium.py --install
	$(BIN)/python tools/postgresql.py --install
	@touch $(VENV)/run.stamp $@

$(VENV)/dev.stamp: $(PINS) | $(BIN)/python
	@echo "Installing the workbench, its tests and the checks (a minute or two the first time)"
	@$(PIP) -e '.[test,dev,docs]'
	$(BIN)/python tools/chromium.py --install
	$(BIN)/python tools/postgresql.py --install
	@touch $(VENV)/run.stamp $(VENV)/test.stamp $@
