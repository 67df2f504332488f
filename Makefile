# `make demo` shows what factcheck does, `make test` that it works. Each target builds what it needs.

PY := .venv/bin/python
STAMP := .venv/.installed
BENCH_STAMP := .venv/.bench-installed
CODE := factcheck tests scripts benchmarks
BENCHES := archive rereading killing linking linkers growing standing reading recognition jobs streaming

.PHONY: help setup demo test check format rules eval bench lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

setup: $(STAMP) ## .venv with factcheck and all it needs

demo: $(STAMP) ## compares the sample articles: a summary here, the report in reports/demo.html
	@.venv/bin/factcheck compare corpus/articles -o html:reports/demo.html -o text:-
	@echo "The whole report: reports/demo.html"

test: $(STAMP) ## the tests
	$(PY) -m pytest -q -n 2 --dist loadfile

check: $(STAMP) ## style, types and the direction of imports
	$(PY) -m ruff check $(CODE)
	$(PY) -m ruff format --check $(CODE)
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo

format: $(STAMP) ## puts the code into shape
	$(PY) -m ruff check --fix $(CODE)
	$(PY) -m ruff format $(CODE)

rules: $(STAMP) ## docs/rules/ from factcheck/rules/codes.yml
	$(PY) scripts/rule_docs.py

eval: $(STAMP) ## how well claims and findings are found, on the sample articles
	$(PY) scripts/evaluate.py

bench: $(STAMP) $(BENCH_STAMP) ## how long checks take, and how that grows: each script in benchmarks/ (more than an hour)
	@for script in $(BENCHES); do echo "== $$script"; $(PY) -m benchmarks.$$script || exit 1; done

lock: ## requirements.lock from pyproject.toml (scripts/lock.sh --upgrade takes the newest versions)
	scripts/lock.sh

clean: ## removes .venv and what the tools left
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find factcheck tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

# A .venv whose Python is gone, or which was made for another folder, is built again.
ifneq ($(shell $(PY) -c '' 2>/dev/null && cat $(STAMP) 2>/dev/null || echo none),$(shell pwd -P))
.PHONY: $(STAMP)
endif

$(STAMP): pyproject.toml requirements.lock
	@scripts/make_venv.sh

$(BENCH_STAMP): $(STAMP) requirements-bench.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@
