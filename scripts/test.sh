#!/bin/sh
# What `make test` runs: lint first, then every test on two or more processes. pytest has the last word.
# A test that fails is run again, twice at most, and named in the summary (RERUN): real browsers and databases share
# two cores here, and one late answer among thousands must not hide what the others say.
set -eu
.venv/bin/python -m scripts.prepare
sh scripts/lint.sh
exec .venv/bin/python -m pytest -n auto --dist worksteal --reruns 2 --reruns-delay 1 -rR "$@"
