# Every habit is one word. `make` alone lists them.
# Only a shorthand: each line also works typed by hand, and nothing depends on make.

BIN := .venv/bin

.PHONY: help setup test lint format rules readme pages bench load build pins ci clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(BIN)/perflint  ## the virtual environment, from pinned versions

$(BIN)/perflint: requirements/dev.txt
	python3 -m venv .venv
	$(BIN)/python -m pip install -q -r requirements/dev.txt
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

test: setup  ## the tests, in random order
	$(BIN)/pytest -q

lint: setup  ## ruff (lint, format) and mypy, changing nothing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: setup  ## put the code in shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

rules: setup  ## the examples inside every rule, and what they leave open
	$(BIN)/perflint test-rules --strict rules

readme: setup  ## renew the pasted output in both READMEs; read the difference before committing
	$(BIN)/python -m tests.readme

pages: setup  ## renew the pages of the rules in docs/rules/, after a change of a rule or profile
	$(BIN)/python -m tests.rule_pages

bench: setup  ## the benchmarks, with their ratios
	$(BIN)/python -m benchmarks

load: setup  ## the page: its first result, and 20 users with 200 files at once
	$(BIN)/python -m benchmarks.page

build: setup  ## source distribution and wheel, in dist/
	$(BIN)/python -m build --no-isolation

pins:  ## renew requirements/dev.txt (needs uv)
	head -n 2 requirements/dev.txt > requirements/dev.new
	uv pip compile -q --upgrade --universal --python-version 3.11 --extra dev --generate-hashes --no-annotate --no-header \
		--no-emit-index-url --no-emit-find-links pyproject.toml >> requirements/dev.new
	mv requirements/dev.new requirements/dev.txt

ci:  ## everything that must hold, from a clean environment
	.ci/run

clean:  ## remove what can be made again
	rm -rf .venv .ci-venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
