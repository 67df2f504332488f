#!/bin/sh
# Writes requirements.lock anew from pyproject.toml: every library that factcheck and its tests need, with
# the hashes of all its files, for Python 3.12 and later on Linux and macOS; and requirements-bench.lock, with
# what the benchmarks compare it with besides. Versions that still fit are kept; `scripts/lock.sh --upgrade` takes the newest. uv does the resolving, in a folder of its own.
set -eu
cd "$(dirname "$0")/.."

python=$(scripts/find_python.sh)
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"$python" -m venv "$tools/venv"
"$tools/venv/bin/python" -m pip install --quiet --disable-pip-version-check uv

# write FILE WHAT OPTION...: resolves pyproject.toml with the options.
write() {
    file=$1
    what=$2
    shift 2
    lock=$tools/$file
    if [ -f "$file" ]; then
        cp "$file" "$lock"
    fi
    "$tools/venv/bin/python" -m uv pip compile pyproject.toml --quiet --output-file "$lock" "$@" \
        --universal --python-version 3.12 --python "$tools/venv/bin/python" --generate-hashes \
        --no-header --no-annotate --no-emit-index-url --no-emit-find-links --no-emit-build-options
    {
        echo "# $what, for Python 3.12 to 3.14 on Linux and macOS."
        echo "# Written by scripts/lock.sh from pyproject.toml: change that, then run this again."
        cat "$lock"
    } >"$tools/out"
    mv "$tools/out" "$file"
}

write requirements.lock "What factcheck and its tests run with" --extra dev "$@"
write requirements-bench.lock "What the benchmarks run with" --extra dev --extra bench \
    --constraints requirements.lock "$@"
