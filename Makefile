# make run    serve the corpus: virtual environment, install, index what changed, print the address
# make test   everything the tests need, then tests, ruff and mypy
# make evaluate   ask every question over the corpus, report, and fail where one that passed now fails; ARGS for other plan-evaluate commands
#
# TORCH_INDEX  URL of a package index for torch alone, such as PyTorch's CPU wheel index: a small build without GPU packages.

PYTHON ?= python3
PORT ?= 8000
INDEX ?= index
TORCH_INDEX ?=
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: run test corpus evaluate clean
.DELETE_ON_ERROR:

run: $(VENV)/.installed
	@exec $(BIN)/plan-assistant serve --port $(PORT) --index $(INDEX) --ingest corpus

test: $(VENV)/.installed-dev
	$(BIN)/pytest -n 2 --dist loadfile $(ARGS)
	$(BIN)/ruff check .
	$(BIN)/mypy

corpus: $(VENV)/.installed-dev
	$(BIN)/python corpus/build.py

evaluate: $(VENV)/.installed-dev
	$(BIN)/plan-evaluate $(or $(ARGS),gate)

clean:
	rm -rf $(VENV) $(INDEX) build dist

# Not the Python's own time stamp: a virtual environment is made once, and again only after `make clean`.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, this is " + sys.version.split()[0] + "; run make PYTHON=python3.12, say.")'
	@echo "Making a virtual environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

# torch goes first and by itself, so that no range in another package ever pulls another build of it.
$(VENV)/.installed-torch: | $(BIN)/python
	@echo "Installing torch ..."
	@$(PIP) $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) torch==2.13.0
	@touch $@

$(VENV)/.installed: pyproject.toml | $(VENV)/.installed-torch
	@echo "Installing what the assistant needs ..."
	@$(PIP) --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/.installed-torch
	@echo "Installing what the tests and the evaluation need ..."
	@$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.installed
