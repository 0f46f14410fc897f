# Therapytool: `make` lists what can be done here.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

BIN := .venv/bin
MANIFEST := pyproject.toml $(wildcard requirements/*.lock)

# A folder that was moved or copied needs its environment made anew.
ifneq ($(shell cat .venv/made-for 2>/dev/null),$(CURDIR))
MOVED := moved
endif

.PHONY: help
help: ## List these targets
	@awk 'BEGIN { FS = ":.*## "; print "Therapytool. Type make and one of these words:\n" } \
	  /^[a-z-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 } \
	  END { print "\nVariables: HOST=0.0.0.0 PORT=8000 (run, demo)   ARGS=\"tests/plans -x\" (test)  PYTHON=python3.12" }' \
	  $(MAKEFILE_LIST)

.PHONY: run
run: .venv/run.stamp ## Install what is missing and serve Therapytool on this machine
	@exec $(BIN)/therapytool serve

.PHONY: postgresql
postgresql: .venv/postgresql.stamp ## Install the driver for PostgreSQL as well (then DATABASE_URL=postgresql://... make run)

.PHONY: demo
demo: .venv/run.stamp ## The same in a temporary folder, signed in, with invented cases
	@exec $(BIN)/therapytool demo

.PHONY: test
test: .venv/test.stamp ## Install what is missing and run the tests
	@exec scripts/test.sh $(ARGS)

.PHONY: check
check: lint types test ## Everything a change must pass: lint, types, test

.PHONY: lint
lint: .venv/test.stamp ## Style, formatting, import contracts and templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint templates --lint --quiet

.PHONY: types
types: .venv/test.stamp ## Types, strictly
	$(BIN)/mypy

.PHONY: format
format: .venv/test.stamp ## Put code in the house format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: coverage
coverage: .venv/test.stamp ## Run the tests and list the lines none of them reached
	@scripts/test.sh --cov $(ARGS)

.PHONY: fonts
fonts: ## Install fonts for other scripts than Latin, and emoji (Debian: about 80 MB to fetch)
	@exec scripts/fonts.sh

.PHONY: bench
bench: .venv/test.stamp .venv/bench.stamp ## Measure what printing costs, beside other programs, as tables (some minutes)
	@$(BIN)/python -m bench.rendering $(ARGS)
	@$(BIN)/python -m bench.shortcuts
	@$(BIN)/python -m bench.growth
	@$(BIN)/python -m bench.hostile

.PHONY: bench-library
bench-library: .venv/test.stamp ## Measure the library with 10,000 own exercises beside ours, as a table (five to ten minutes)
	@$(BIN)/python -m bench.library $(ARGS)

.PHONY: bench-filling
bench-filling: .venv/test.stamp ## Measure how full the pages of the library's sheets are, and how many layouts that takes (a minute)
	@$(BIN)/python -m bench.filling

.PHONY: bench-durability
bench-durability: .venv/test.stamp ## Kill the server and cut the power under saves, and count what is lost (ARGS=--full for all of it)
	@$(BIN)/python -m bench.durability $(ARGS)

.PHONY: test-postgres
test-postgres: .venv/test.stamp ## Run tests on PostgreSQL instead of SQLite (ARGS="tests/plans"; needs its server and psycopg)
	@TEST_DATABASE=postgresql scripts/test.sh $(or $(ARGS),tests/postgresql)

.PHONY: schema
schema: .venv/run.stamp ## Write worksheets/schema.json from the types
	$(BIN)/therapytool library schema > .venv/schema.json
	mv .venv/schema.json worksheets/schema.json

.PHONY: pictures
pictures: .venv/test.stamp ## Draw the pictures of the README
	$(BIN)/python scripts/pictures.py

.PHONY: samples
samples: .venv/run.stamp ## Print every sheet, plan, program and block to build/samples, as PDF and PNG
	@$(BIN)/python scripts/samples.py $(ARGS)

.PHONY: lock
lock: ## Write requirements/*.lock from pyproject.toml (needs uv; UPGRADE=--upgrade for newest versions)
	@scripts/lock.sh

.PHONY: check-lock
check-lock: ## Fail when requirements/*.lock and pyproject.toml disagree (needs uv and the network)
	@fresh=$$(mktemp -d) && trap 'rm -rf "$$fresh"' EXIT && cp requirements/*.lock "$$fresh" \
	  && scripts/lock.sh "$$fresh" && diff -ru requirements "$$fresh" && echo "The locks are up to date."

.PHONY: clean
clean: ## Remove .venv and every cache; instance/ with your data stays
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.* dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A peer that only measuring needs; without it the table says so.
.venv/bench.stamp: | .venv/test.stamp
	@uv pip install --quiet --target .venv/bench typst==0.15.2 || echo "Typst cannot be had here and is left out."
	@touch $@

.venv/run.stamp: $(MANIFEST) scripts/install.sh $(MOVED)
	@scripts/install.sh run

.venv/postgresql.stamp: $(MANIFEST) scripts/install.sh $(MOVED)
	@scripts/install.sh postgresql

.venv/test.stamp: $(MANIFEST) scripts/install.sh $(MOVED)
	@scripts/install.sh test

.PHONY: moved
moved:
