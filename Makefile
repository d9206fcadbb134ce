# make demo   sets up and runs the whole journey on the shipped rules
# make test   sets up and passes the tests
# make check  format, lint, types, import contracts (make lint), then the tests
# make laws   the laws of the planner over thousands of seasons; make reliability: every crash; make bench: figures
# make fuzz   by hand, ten minutes at most: damaged documents, TURNS times as many as the tests try, and MAILS mails (SEED)
# make mutants  by hand: 300 small changes of meaning (MUTANTS, SEED, ONLY, WORKERS), each against the tests that reach it
# make bare   make demo and make test as on a Debian that has nothing (root, mmdebstrap)
.DEFAULT_GOAL := help
.PHONY: help setup demo test lint check bare bench laws fuzz reliability mutants lock clean

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SEASONS ?= 2000
MUTANTS ?= 300
SEED ?= 1
TURNS ?= 10
MAILS ?= 100000
WORKERS ?= 1
ONLY ?= core directory engine store rulefile
FORMAT ?= table
# The tests start hundreds of processes: each would compile anew every module that is not kept compiled.
unexport PYTHONDONTWRITEBYTECODE

help:
	@sed -n 's/^# //p' Makefile

setup: $(READY)

$(READY): requirements/dev.txt pyproject.toml
	test -x $(BIN)/python || python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q reminder
	touch $(READY)

demo: $(READY)
	$(BIN)/reminder demo --lang vi

test: $(READY)
	$(BIN)/python -m pytest -n auto

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

bare:
	.ci/bare

bench: $(VENV)/.bench
	for b in benchmarks/*.py; do echo "== $$b"; $(BIN)/python $$b || exit 1; done

laws: $(READY)
	REMINDER_SEASONS=$(SEASONS) $(BIN)/python -m pytest -n auto tests/laws

# Seconds for as much as is asked for: of what is set above ten minutes, on two processors with others at work too.
fuzz: $(READY)
	REMINDER_FUZZ=$(TURNS) REMINDER_FUZZ_SEED=$(SEED) timeout $$((95 + $(TURNS) * 28)) $(BIN)/python -m pytest -n auto tests/documents/test_fuzz.py
	REMINDER_FUZZ_MAILS=$(MAILS) REMINDER_FUZZ_SEED=$(SEED) timeout $$((80 + $(MAILS) / 700)) $(BIN)/python -m pytest -n auto tests/mail/test_received.py -k damaged

reliability: $(READY)
	$(BIN)/python -m pytest -n auto -m reliability -rP tests/reliability

mutants: $(VENV)/.mutants
	$(BIN)/python -m tests.mutants --mutants $(MUTANTS) --seed $(SEED) --workers $(WORKERS) --format $(FORMAT) --only $(ONLY)

$(VENV)/.bench $(VENV)/.mutants: $(VENV)/.%: $(READY) requirements/%.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/$*.txt
	touch $@

lock:
	uv pip compile --quiet --custom-compile-command "make lock" --generate-hashes --universal --python-version 3.11 --no-emit-index-url pyproject.toml -o requirements/run.txt
	uv pip compile --quiet --custom-compile-command "make lock" --generate-hashes --universal --python-version 3.11 --no-emit-index-url --extra dev pyproject.toml -o requirements/dev.txt
	uv pip compile --quiet --custom-compile-command "make lock" --generate-hashes --universal --python-version 3.11 --no-emit-index-url --extra dev --extra bench pyproject.toml -o requirements/bench.txt
	uv pip compile --quiet --custom-compile-command "make lock" --generate-hashes --universal --python-version 3.11 --no-emit-index-url --extra dev --extra mutants pyproject.toml -o requirements/mutants.txt

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .hypothesis .import_linter_cache .mutants
