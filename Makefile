# The two commands are `make run` and `make test`; `make help` lists the rest.
PYTHON_BIN = .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test test-fast lint format lock vendor bench-gate bench-turns states flows texts pictures train bench-understanding clean install install-dev

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

run: install config.toml ## install what is missing, then start everything with the sample portfolio (Ctrl-C stops it)
	@exec $(PYTHON_BIN)/forbear run --sample

test: install-dev ## everything: lint, types, layers, unit, stories, real PostgreSQL, real Chromium
	@exec sh scripts/test.sh

test-fast: install-dev ## only what needs no PostgreSQL, no Chromium and little time
	@exec $(PYTHON_BIN)/python -m pytest -n auto --dist worksteal -m "not postgres and not browser and not slow"

lint: install-dev ## ruff, format, mypy, import layers
	@exec sh scripts/lint.sh

format: install-dev ## let ruff order imports, mend what is plain and lay the code out
	@$(PYTHON_BIN)/ruff check --quiet --fix-only . && $(PYTHON_BIN)/ruff format --quiet .

lock: install-dev ## write requirements.lock and requirements-dev.lock anew from pyproject.toml
	@exec sh scripts/lock.sh

vendor: install-dev ## fetch desk/static/vendor anew, as scripts/vendor.toml says (needs npm)
	@exec $(PYTHON_BIN)/python -m scripts.vendor

bench-gate: install-dev ## how fast the gate decides, part by part
	@$(PYTHON_BIN)/python -m bench.gate

bench-turns: install-dev ## what a turn costs beside two bare updates of aiogram's state machine
	@$(PYTHON_BIN)/python -m bench.turns

states: install-dev ## write docs/states.md from the treatment table
	@exec $(PYTHON_BIN)/python -m scripts.states

flows: install-dev ## write docs/flows.md from the conversations
	@exec $(PYTHON_BIN)/python -m scripts.flows

texts: install-dev ## collect what the desk says into desk/locale, and name what has no translation
	@exec $(PYTHON_BIN)/python -m scripts.texts

pictures: install-dev ## take docs/pictures anew by going the README's tour (needs Chromium)
	@exec $(PYTHON_BIN)/python -m scripts.pictures

train: install-dev ## write understanding/weights.bin from the examples, and say how well it reads writers held aside
	@exec $(PYTHON_BIN)/python -m scripts.train

bench-understanding: install-dev ## how fast messages are read, what that takes, and how much of the unrelated is acted on
	@$(PYTHON_BIN)/python -m bench.understanding

clean: ## remove caches and build output; leaves .venv, config.toml and the database
	@rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

config.toml:
	@cp config.example.toml config.toml
	@echo 'Wrote config.toml from config.example.toml.'

install:
	@sh scripts/install.sh requirements.lock

install-dev:
	@sh scripts/install.sh requirements-dev.lock
