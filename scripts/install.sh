#!/bin/sh
# install.sh LOCK: make .venv hold exactly what LOCK names, and this checkout. Does nothing when neither has changed.
set -eu
lock=$1
stamp=.venv/$lock.installed

new_enough() { "$@" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14; do
        if new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    echo "Forbear needs Python 3.11 or newer with its venv module (on Debian: apt-get install python3 python3-venv)." >&2
    echo "If it is somewhere else: make run PYTHON=/path/to/python3" >&2
    return 1
}

if new_enough .venv/bin/python && cat "$lock" pyproject.toml | cmp -s - "$stamp" && [ -x .venv/bin/forbear ]; then
    exit 0
fi
if ! new_enough .venv/bin/python; then
    python=$(find_python)
    echo "Creating .venv with $($python --version)."
    "$python" -m venv --clear .venv
fi
echo "Installing what $lock names; this takes a minute the first time."
.venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "$lock"
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
cat "$lock" pyproject.toml > "$stamp"
