#!/bin/sh
# Everything that is known about the code without running it. Stops at the first tool that objects.
set -eu
step() { echo "== $*"; "$@"; }
PATH="$PWD/.venv/bin:$PATH"
step ruff check --quiet .
step ruff format --quiet --check .
step mypy --no-error-summary
step lint-imports --no-logo
