#!/bin/sh
# Builds .venv, or brings it up to date: the libraries of requirements.lock, each checked against its
# hash, and factcheck itself, so that an edit takes effect at once. The stamp .venv/.installed says
# for which folder that was done; the Makefile compares it and calls this script when it has to.
set -eu
cd "$(dirname "$0")/.."

stamp=.venv/.installed
here=$(pwd -P)

# The scripts of a .venv name its folder, so one that was moved is as useless as one without its Python.
if [ -e .venv ] || [ -L .venv ]; then
    if ! .venv/bin/python -c 'import sys; sys.exit(not (3, 12) <= sys.version_info < (3, 15))' 2>/dev/null; then
        echo "The Python of .venv is gone or too old: building .venv again." >&2
        rm -rf .venv
    elif [ -f "$stamp" ] && [ "$(cat "$stamp")" != "$here" ]; then
        echo "This folder was moved: building .venv again." >&2
        rm -rf .venv
    fi
fi

if [ ! -e .venv ]; then
    python=$(scripts/find_python.sh)
    echo "Building .venv with $python" >&2
    "$python" -m venv .venv
fi

rm -f "$stamp"
echo "Installing the libraries of requirements.lock: some minutes the first time" >&2
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
# Where Python is told not to write bytecode, as in many containers, each start would compile the package anew.
.venv/bin/python -m compileall -q factcheck
printf '%s' "$here" >"$stamp"
