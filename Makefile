# The truth that README and .ci/run call. `make help` lists the targets.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
INDEX ?= var/index
BIN := .venv/bin
# Tests and benchmarks read real records from here where the folder exists.
export THUTUC_SHARED ?= ../shared

.PHONY: help run test check lint types contracts unit format e2e faults dossiers-postgres oidc fuzz whoosh3 wheel judge judge-national judge-public bench bench-large lock widget-release clean

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
	FAULTS=$(if $(SHORT),short,$(if $(EVERY),every,full)) $(BIN)/pytest -s -rs tests/faults tests/faults_dossiers -m faults

dossiers-postgres: .venv/dev ## tests of accounts and dossiers on PostgreSQL too (started here where it is installed, or THUTUC_TEST_POSTGRES=)
	$(BIN)/python tests/on_postgres.py

oidc: .venv/dev ## single sign-on against npm's oidc-provider (needs Node 20 or newer)
	cd tests/oidc && npm ci --silent
	$(BIN)/pytest -rs tests/web/dossiers/test_oidc_peer.py

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

judge: .venv/runtime ## how good search is: rules, judged queries, each step's worth (RECORD=1 records the runs)
	@$(BIN)/thutuc build --out $(INDEX) 2> /dev/null
	@printf '\n== held-out queries, bundled index: measured, never tuned to\n'
	@$(JUDGE) $(HELD_OUT) --index $(INDEX) --ablate --twins $(call recorded,own_held_out)
	@printf '\n== queries that nothing answers, bundled index\n'
	@$(JUDGE) $(JUDGED)/unanswerable.tsv --index $(INDEX) --goals $(JUDGED)/goals_unanswerable.tsv
	@if [ -f "$(NATIONAL)" ]; then $(MAKE) --no-print-directory judge-national; \
		else printf '\nno %s: the national records and the tune set are left out\n' "$(NATIONAL)"; fi
	@printf '\n== rules that must hold, bundled index\n'
	@$(JUDGE) --names --order $(JUDGED)/order.tsv --index $(INDEX)

judge-national: .venv/runtime ## the part of it on the imported national records: tune set and held-out queries
	@rm -rf var/judge/data && mkdir -p var/judge
	@$(BIN)/thutuc import national "$(NATIONAL)" var/judge/data > /dev/null
	@$(BIN)/thutuc build var/judge/data --out var/judge/index > /dev/null 2>&1
	@printf '\n== held-out queries, national records: measured, never tuned to\n'
	@$(JUDGE) $(HELD_OUT) --index var/judge/index --loo $(call recorded,own_held_out_national)
	@printf '\n== queries that nothing answers, national records\n'
	@$(JUDGE) $(JUDGED)/unanswerable.tsv --index var/judge/index --goals $(JUDGED)/goals_unanswerable.tsv
	@printf '\n== tune set, national records\n'
	@$(JUDGE) "$(TUNE)" --index var/judge/index --loo --bare --ablate --twins --misses \
		--goals $(JUDGED)/goals_tune.tsv $(call recorded,tune)

judge-public: .venv/runtime ## our scoring on three public sets beside published rows (WORDS=1: what pyvi brings)
	@$(BIN)/python -m benchmarks.vire $(if $(WORDS),--words)

JUDGE := $(BIN)/thutuc judge
JUDGED := data/judgements
HELD_OUT := $(JUDGED)/own_held_out.tsv
NATIONAL := $(THUTUC_SHARED)/data/national/procedures.jsonl.gz
TUNE := $(THUTUC_SHARED)/data/queries_tune.tsv
recorded = $(if $(RECORD),--record,--against) $(JUDGED)/recorded_$(1).tsv

bench: .venv-bench/ready ## figures beside peers (HTTP needs wrk, one peer groonga-httpd); also in var/bench.md
	.venv-bench/bin/python -m benchmarks --fresh

bench-large: .venv-bench/ready ## the same with 100,000 procedures; also in var/bench-large.md
	.venv-bench/bin/python -m benchmarks --fresh --sizes 100000 --work var/bench-large --out var/bench-large.md

lock: export CUSTOM_COMPILE_COMMAND = make lock
lock: ## write the lock files anew (two minutes)
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install -q 'pip-tools>=7.6'
	.venv-lock/bin/pip-compile -q $(UPGRADE) $(LOCK) -o requirements/runtime.txt pyproject.toml
	.venv-lock/bin/pip-compile -q $(UPGRADE) $(LOCK) $(EXTRAS) --extra dev -c requirements/runtime.txt -o requirements/dev.txt pyproject.toml
	.venv-lock/bin/pip-compile -q $(UPGRADE) $(LOCK) $(EXTRAS) --extra dev --extra e2e -c requirements/dev.txt -o requirements/e2e.txt pyproject.toml
	.venv-lock/bin/pip-compile -q $(UPGRADE) $(LOCK) -o requirements/whoosh3.txt requirements/whoosh3.in
	.venv-lock/bin/pip-compile -q $(UPGRADE) $(filter-out --all-build-deps,$(LOCK)) --allow-unsafe -c requirements/runtime.txt -o requirements/bench.txt requirements/bench.in pyproject.toml
UPGRADE ?= --upgrade
EXTRAS := --extra postgres --extra s3 --extra oidc
LOCK := --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras --all-build-deps

widget-release: .venv/runtime ## keep a version of the box for other sites for ever (VERSION=1.0.1)
	$(BIN)/python -m search_api.releasing $(VERSION)

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
