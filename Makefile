SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest
UV := var/tools/bin/uv

## —— Run ——
up: setup-run setup-aws ## Set up everything and start WP Wingman locally (DETACH=1 returns when ready, FRESH=1 starts clean)
	$(PYTHON) -m localstack.up $(if $(DETACH),--detach) $(if $(FRESH),--fresh)

down: ## Stop everything that `make up` started, and only that
	@test -x $(PYTHON) && $(PYTHON) -m localstack.down || echo "nothing was ever started here"

status: ## Say what runs
	@$(PYTHON) -m localstack.status

logs: ## Follow the logs of the local stack
	@tail -n 50 -F var/log/*.log

demo-site: setup-run ## Start one more WordPress with the plugin installed but not paired
	$(PYTHON) -m localstack.demo_site

## —— Prove ——
test: setup setup-aws setup-cdk setup-system setup-security ## Everything CI runs
	$(PYTHON) -m tests.run

test-slow: setup setup-aws setup-system ## The longer proofs (chaos, fuzzing, the outage simulator)
	cd frontend && npm ci --no-audit --no-fund
	$(PYTEST) tests -m slow

test-localstack: setup setup-localstack ## The adapters' contract tests against a real LocalStack in host mode
	$(PYTEST) tests/contract/adapters --emulator=localstack

security: setup setup-security ## semgrep with our own rules, bandit, secrets, known vulnerabilities
	$(PYTHON) -m tools.security

lint: setup ## ruff and the dependency rule
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports

types: setup ## mypy --strict
	.venv/bin/mypy

format: setup ## Put the Python code in order
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

soak: setup setup-aws setup-system ## The whole minute with 10,000 sites, counted (MINUTES=5 for a short form), then ten minutes of kill -9
	$(PYTHON) -m tests.soak $(if $(MINUTES),--minutes $(MINUTES))
	$(if $(MINUTES),CHAOS_MINUTES=1) $(PYTEST) -s tests/chaos/test_long_storm.py -m slow

bench: setup setup-aws setup-system ## Ratios against a reference, printed and written to var/bench/*.json; a missed promise fails at the end
	cd frontend && npm ci --no-audit --no-fund
	missed=0; $(PYTHON) -m tests.bench || missed=1; \
	  $(PYTHON) -m tests.e2e.screens.bench_sites_screen || missed=1; \
	  $(PYTEST) -q tests/e2e/screens/test_landing.py -m e2e -k lighthouse || missed=1; exit $$missed

## —— Make ——
openapi: setup ## Write docs/openapi.json from the routes, and the frontend's types from it
	$(PYTHON) -m chalicelib.api.openapi docs/openapi.json
	cd frontend && npm ci --no-audit --no-fund && npm run generate

plugin-zip: ## Build dist/wp-wingman.zip, the plugin as agencies install it
	python3 wp_plugin/build_zip.py

synth: setup setup-cdk ## Synthesise the CloudFormation templates, with cfn-lint and cdk-nag (WRITE=1 renews the local one)
	$(PYTHON) -m infra.packaging --platform lambda
	.venv-cdk/bin/python -m infra.synth $(if $(WRITE),--write)

LOCK := $(UV) pip compile -q --generate-hashes --no-emit-index-url --no-emit-find-links \
  --python-version 3.13 --no-annotate --no-header

lock: $(UV) ## Write every requirements*.txt anew from its .in file (hashes, no index address)
	for source in requirements requirements-run requirements-dev localstack/requirements infra/requirements tools/requirements; do \
	  $(LOCK) --universal -o $$source.txt $$source.in; done
	$(LOCK) -o localstack/requirements-localstack.txt localstack/requirements-localstack.in # LocalStack has no set for 3.14

## —— Set up (each is done once, and again when its requirements change) ——
setup: .venv/.done ## Python 3.13, the product's packages and the judges in .venv
setup-run: .venv/.run ## Only what `make up` needs, in .venv
setup-aws: .venv-aws/.done ## The local AWS in .venv-aws
setup-cdk: .venv-cdk/.done ## The CDK in .venv-cdk (heavy; only for `make synth` and deployments)
setup-security: .venv-security/.done ## The tools of `make security` in .venv-security
setup-localstack: .venv-localstack/.done ## A real LocalStack in .venv-localstack
setup-system: var/tools/system.done ## Debian packages for tests: PHP, MariaDB, Chromium

$(UV):
	@echo "• uv"
	@python3 -m venv var/tools 2>/dev/null || { apt-get install -qy python3-venv >/dev/null && python3 -m venv var/tools; } || \
	  { echo "Python 3 with venv is needed: apt-get install python3-venv"; exit 1; }
	@var/tools/bin/pip install --quiet --disable-pip-version-check uv

# Newest first; pyenv keeps its versions off PATH, so they are looked for where it puts them; else uv fetches one.
define find_python
$$(for candidate in $$(command -v python3.13) $$(ls -d $${PYENV_ROOT:-$$HOME/.pyenv}/versions/3.13*/bin/python3.13 2>/dev/null) \
   $$(command -v python3.12) $$(ls -d $${PYENV_ROOT:-$$HOME/.pyenv}/versions/3.12*/bin/python3.12 2>/dev/null); do \
   "$$candidate" -c 'import ssl, sqlite3' 2>/dev/null && echo "$$candidate" && exit; done; echo 3.13)
endef

define venv
@echo "• $(1) from $(2)"
@$(UV) venv --quiet --allow-existing --python "$(find_python)" $(1)
@$(UV) pip $(or $(3),sync) --quiet --python $(1)/bin/python --require-hashes $(if $(3),-r) $(2)
@touch $@
endef

.venv/.done: requirements-dev.txt | $(UV)
	$(call venv,.venv,requirements-dev.txt)
	@touch .venv/.run
# Adds to what is there: it must not take the judges away from whoever has them.
.venv/.run: requirements-run.txt | $(UV)
	$(call venv,.venv,requirements-run.txt,install)
.venv-aws/.done: localstack/requirements.txt | $(UV)
	$(call venv,.venv-aws,localstack/requirements.txt)
.venv-cdk/.done: infra/requirements.txt | $(UV)
	$(call venv,.venv-cdk,infra/requirements.txt)
.venv-security/.done: tools/requirements.txt | $(UV)
	$(call venv,.venv-security,tools/requirements.txt)
.venv-localstack/.done: localstack/requirements-localstack.txt | $(UV)
	$(call venv,.venv-localstack,localstack/requirements-localstack.txt)
var/tools/system.done: localstack/system_packages.py | .venv/.done
	$(PYTHON) -m localstack.system_packages --for-tests
	@touch $@

help: ## This list
	@awk 'BEGIN {FS = ":.*## "} /^## —/ {gsub(/## |—/, ""); printf "\n\033[1m%s\033[0m\n", $$0} \
	  /^[a-z-]+:.*## / {printf "  \033[36m%-16s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: up down status logs demo-site test test-slow test-localstack lint types security format soak bench openapi plugin-zip synth lock \
  setup setup-aws setup-cdk setup-localstack setup-security setup-system help
