#!/bin/sh
# What `make test` runs: lint first, then every test on two or more processes. pytest has the last word.
set -eu
.venv/bin/python -m scripts.prepare
sh scripts/lint.sh
exec .venv/bin/python -m pytest -n auto --dist worksteal
