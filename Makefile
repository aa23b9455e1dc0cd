# The truth that README and .ci/run call. `make help` lists the targets.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
INDEX ?= var/index
BIN := .venv/bin
# Tests and benchmarks read real records from here where the folder exists.
export THUTUC_SHARED ?= ../shared

.PHONY: help run test check lint types contracts unit format e2e faults fuzz whoosh3 wheel judge bench bench-large lock clean

help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

run: .venv/runtime ## set up, build the bundled index, serve on http://127.0.0.1:8000 (PORT=)
	@$(BIN)/thutuc build --out $(INDEX)
	@$(BIN)/thutuc serve --index $(INDEX) --host $(HOST) --port $(PORT)

test: .venv/dev ## set up and run all tests that need only Python
	$(BIN)/pytest -n auto -m "not browser and not whoosh3 and not faults"

check: .venv/dev lint types contracts unit ## format, lint, types, import contracts, unit tests

lint: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/thutuc check
types: .venv/dev
	$(BIN)/mypy
contracts: .venv/dev
	$(BIN)/lint-imports --no-logo
unit: .venv/dev
	$(BIN)/pytest -n auto tests/unit

format: .venv/dev ## format the code and the committed schemas
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/thutuc schema > docs/schema/procedure.json
	$(BIN)/thutuc schema --draft-07 > docs/schema/procedure.draft-07.json

e2e: .venv/e2e ## a real browser on the bundled site (needs Chromium; CHROMIUM=path)
	cd tests/e2e && npm ci --silent
	$(BIN)/pytest tests/e2e -m browser

faults: .venv/dev ## builds killed, failing and racing, full disks, damaged indexes: 20 minutes (SHORT=1: 3; EVERY=1: hours; SEED=)
	FAULTS=$(if $(SHORT),short,$(if $(EVERY),every,full)) $(BIN)/pytest -s -rs tests/faults -m faults

fuzz: .venv/dev ## Schemathesis against a running server of the bundled data
	$(BIN)/python tests/fuzz_api.py

whoosh3: ## the engine contract in an environment that holds whoosh3 instead of Whoosh
	$(PYTHON) -m venv .venv-whoosh3
	.venv-whoosh3/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	.venv-whoosh3/bin/pip uninstall -q -y Whoosh
	.venv-whoosh3/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/whoosh3.txt
	.venv-whoosh3/bin/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	.venv-whoosh3/bin/python -m pytest -n auto -m "not browser" $(WHOOSH_TESTS)
WHOOSH_TESTS := tests/test_whoosh_engine.py tests/unit/indexer/test_scores.py

wheel: .venv/dev ## build the wheel into dist/ and try it in an empty environment elsewhere
	$(BIN)/python tests/try_wheel.py

judge: .venv/runtime ## figures of the bundled index on the held-out queries
	@$(BIN)/thutuc build --out $(INDEX) 2> /dev/null
	@$(BIN)/thutuc judge data/judgements/own_held_out.tsv --index $(INDEX)

bench: .venv-bench/ready ## figures beside peers (HTTP needs wrk, one peer groonga-httpd); also in var/bench.md
	.venv-bench/bin/python -m benchmarks --fresh

bench-large: .venv-bench/ready ## the same with 100,000 procedures; also in var/bench-large.md
	.venv-bench/bin/python -m benchmarks --fresh --sizes 100000 --work var/bench-large --out var/bench-large.md

lock: export CUSTOM_COMPILE_COMMAND = make lock
lock: ## write the lock files anew (two minutes)
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install -q 'pip-tools>=7.6'
	.venv-lock/bin/pip-compile -q --upgrade $(LOCK) -o requirements/runtime.txt pyproject.toml
	.venv-lock/bin/pip-compile -q --upgrade $(LOCK) --extra dev -c requirements/runtime.txt -o requirements/dev.txt pyproject.toml
	.venv-lock/bin/pip-compile -q --upgrade $(LOCK) --extra dev --extra e2e -c requirements/dev.txt -o requirements/e2e.txt pyproject.toml
	.venv-lock/bin/pip-compile -q --upgrade $(LOCK) -o requirements/whoosh3.txt requirements/whoosh3.in
	.venv-lock/bin/pip-compile -q --upgrade $(filter-out --all-build-deps,$(LOCK)) --allow-unsafe -c requirements/runtime.txt -o requirements/bench.txt requirements/bench.in pyproject.toml
LOCK := --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras --all-build-deps

clean: ## remove environments, caches and the built index
	rm -rf .venv .venv-* var dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .schemathesis

# Environments: each stamp installs a lock file and then the project itself, without asking for more.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else f"Python 3.11 or newer is needed, this is {v.major}.{v.minor}: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
.venv/runtime .venv/dev .venv/e2e: .venv/%: requirements/%.txt pyproject.toml | .venv/bin/python
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r $<
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
.venv-bench/ready: requirements/bench.txt pyproject.toml
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/pip install -q --disable-pip-version-check --require-hashes -r $<
	.venv-bench/bin/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
