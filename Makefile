# The one door. Every target installs what it needs, the first time and after the lists changed.

SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
LISTS := pyproject.toml constraints.txt
# Collections of other people's texts, for measuring only; they are not part of the project.
export BENCH_DATA ?= $(firstword $(wildcard data ../data ../shared/data) data)
comma := ,
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

.PHONY: help run demo test check fix bench screenshots chromium-there

help: ## lists these, one sentence each
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo 'Add ARGS="..." to hand arguments on, PYTHON=... to choose the Python for .venv.'

run: .venv/.stamp ## starts the workshop and prints the links to join, to the desk and to the wall
	@exec $(BIN)/common-thread serve $(ARGS)

demo: .venv/.stamp ## lets scripted people go through a whole workshop and writes var/demo/principles.docx
	@exec $(BIN)/common-thread demo $(ARGS)

test: .venv/.dev chromium-there ## runs every test
	@if $(THERE); then exec $(BIN)/python -m pytest $(ARGS); \
	else exec $(BIN)/python -m pytest -m 'not browser' $(ARGS); fi

check: .venv/.dev ## checks format, lint, types and layers, then runs every test
	@echo 'Format ...'; $(BIN)/ruff format --check --quiet --diff .
	@echo 'Lint ...'; $(BIN)/ruff check --quiet .
	@echo 'Types, a minute the first time ...'; $(BIN)/mypy
	@echo 'Layers ...'; $(BIN)/lint-imports --no-logo
	@$(MAKE) test

fix: .venv/.dev ## formats, and mends what a machine can mend
	@$(BIN)/ruff check --quiet --fix . || true
	@$(BIN)/ruff format .

bench: .venv/.bench ## measures, one table after the other
	@for script in benchmarks/[!_]*.py; do \
		echo "$$script ..."; $(BIN)/python "$$script" $(ARGS) || exit 1; \
	done

screenshots: .venv/.dev chromium-there ## photographs the demo for the documentation
	@$(BIN)/python docs/screenshots/take.py $(ARGS)

# --- what the targets stand on ---------------------------------------------------------------

.venv/.stamp: $(LISTS)
	@$(call ready,.)
	@touch $@

.venv/.dev: $(LISTS)
	@$(call ready,.[dev])
	@touch .venv/.stamp $@

.venv/.bench: $(LISTS)
	@$(call ready,.[dev$(comma)bench])
	@touch .venv/.stamp .venv/.dev $@

# $(call ready,WHAT): .venv with WHAT in it. Talks to stderr, so that stdout holds links and no news.
define ready
set -eu -o pipefail; exec >&2; \
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1 | tail -n 1)."; \
	echo "Choose another one: make PYTHON=python3.12"; exit 1; }; \
echo "Installing into .venv, a few minutes the first time ..."; \
$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv; \
: >.venv/pip.log; $(NEWS) & trap "kill $$! 2>/dev/null" EXIT; \
$(BIN)/python -m pip --disable-pip-version-check install -c constraints.txt -e '$(1)' >>.venv/pip.log 2>&1 || { \
	tail -n 20 .venv/pip.log; echo "That did not work; the whole story is in .venv/pip.log."; exit 1; }; \
$(BIN)/python -c "$$WEIGHTS"
endef

# Every eight seconds: how long it has taken, how much is in .venv, what pip is at.
NEWS = while sleep 1 && kill -0 $$$$ 2>/dev/null; do s=$$(($${s:-0} + 1)); (($$s % 8)) || \
	echo "  $$SECONDS s, $$(du -sm .venv | cut -f 1) MB in .venv$$(sed -nE "$$AT" .venv/pip.log | tail -n 1)"; done
export AT := s/^Installing collected.*/, unpacking/p; s/^ *Downloading ([^ ]+).*/, fetching \1/p; \
	s/^ *Collecting ([^ (<=>]+).*/, looking for \1/p

# The workshop falls back to simpler means, so damaged weights are worth a sentence and no stop.
define WEIGHTS
from clustering.embedding import check_weights
for problem in check_weights():
    print(f"{problem}.")
    print("The workshop runs all the same and groups by simpler means. To mend it: rm -r .venv, then again.")
endef
export WEIGHTS

# Debian's Chromium. Without it the tests that open pages are left out, except where CI counts on them.
THERE := command -v chromium >/dev/null
chromium-there:
	@if ! $(THERE) && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo 'Installing Chromium for the tests that open pages, a minute or two ...'; \
		{ apt-get update && DEBIAN_FRONTEND=noninteractive \
			apt-get install --yes --no-install-recommends chromium; \
		} >.venv/apt.log 2>&1 </dev/null || tail -n 5 .venv/apt.log; \
	fi; \
	if ! $(THERE) && [ "$${CI:-}" = true ]; then \
		echo 'Chromium is missing, and with CI=true no test is left out.' >&2; exit 1; \
	elif ! $(THERE); then \
		echo 'Chromium is missing, so what opens pages is left out. On Debian: apt-get install chromium' >&2; \
	fi
