#!/bin/sh
# Resolve pyproject.toml for every platform and Python that it allows: exact versions with hashes, no addresses.
set -eu
options="--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet"
.venv/bin/uv pip compile pyproject.toml --group build $options "$@" -o requirements.lock
.venv/bin/uv pip compile pyproject.toml --group build --extra dev $options -c requirements.lock -o requirements-dev.lock
