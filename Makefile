# Two commands for a newcomer: `make demo` and `make test`. Each sets up all it needs in .venv.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
export SEMGREP_SEND_METRICS := off
export SEMGREP_ENABLE_VERSION_CHECK := 0

.PHONY: demo test lint generated docs bench test-all clean

demo: $(VENV)/ready
	$(RUN) bench.demo examples/orders

test: lint generated docs
	$(VENV)/bin/semgrep test semgrep-rules
	$(RUN) pytest -n auto

lint: $(VENV)/ready
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/vibe-audit check .

generated: $(VENV)/ready
	$(RUN) vibe_audit.exporters.semgrep --check
	$(RUN) vibe_audit.exporters.pages --check

docs: $(VENV)/ready
	$(VENV)/bin/mkdocs build --strict --quiet

bench: $(VENV)/ready
	$(RUN) bench.speed

test-all: $(VENV)/ready
	$(VENV)/bin/nox

clean:
	rm -rf $(VENV) build dist site .hypothesis .mypy_cache .nox .pytest_cache .ruff_cache

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(RUN) pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@
