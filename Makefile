# Two commands on a fresh machine: make demo, make test. See README.md.
PYTHON ?= python3
PORT ?= 8000
DESK_PORT ?= 8001
HOME_DIR ?= var
BIN := .venv/bin
STAMP := .venv/.set-up

.PHONY: setup system demo test drills check bench format lock clean

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Habeas needs Python 3.11 or newer")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m pip --disable-pip-version-check check
	$(BIN)/python -m habeas.public.portal.catalogues
	$(BIN)/python -m habeas.desk.catalogues
	@touch $(STAMP)

# What the browser tests need of the system.
system:
	@sh deploy/system-parts.sh

demo: setup
	@$(BIN)/habeas --home "$(HOME_DIR)" demo --port $(PORT) --desk-port $(DESK_PORT)

test: setup system
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term:skip-covered -m "not drill"

drills: setup system
	$(BIN)/python -m pytest -m drill

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/habeas --home build/check init >/dev/null
	HABEAS_HOME=build/check DJANGO_SETTINGS_MODULE=habeas.project.desk_settings $(BIN)/django-admin makemigrations --check --dry-run
	$(BIN)/python -m pytest -q tests/test_documents.py

bench: setup
	$(BIN)/habeas bench

format:
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Names versions and hashes, and no address.
lock:
	$(BIN)/uv pip compile pyproject.toml --extra dev --generate-hashes --no-emit-index-url --no-header --no-annotate --universal --python-version 3.11 -o requirements.lock

clean:
	rm -rf .venv build
