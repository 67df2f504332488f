#!/bin/sh
# Writes requirements.lock anew from pyproject.toml: every library that factcheck and its tests need, with
# the hashes of all its files, for Python 3.12 and later on Linux and macOS. Versions that still fit
# are kept; `scripts/lock.sh --upgrade` takes the newest. uv does the resolving, in a folder of its own.
set -eu
cd "$(dirname "$0")/.."

python=$(scripts/find_python.sh)
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"$python" -m venv "$tools/venv"
"$tools/venv/bin/python" -m pip install --quiet --disable-pip-version-check uv

lock=$tools/requirements.lock
if [ -f requirements.lock ]; then
    cp requirements.lock "$lock"
fi
"$tools/venv/bin/python" -m uv pip compile pyproject.toml --extra dev --quiet --output-file "$lock" "$@" \
    --universal --python-version 3.12 --python "$tools/venv/bin/python" --generate-hashes \
    --no-header --no-annotate --no-emit-index-url --no-emit-find-links --no-emit-build-options
{
    echo "# What factcheck and its tests run with, for Python 3.12 to 3.14 on Linux and macOS."
    echo "# Written by scripts/lock.sh from pyproject.toml: change that, then run this again."
    cat "$lock"
} >"$tools/out"
mv "$tools/out" requirements.lock
