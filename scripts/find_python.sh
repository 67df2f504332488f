#!/bin/sh
# Prints the path of a Python that can run factcheck: 3.12 to 3.14, with its venv module. Later ones are
# refused: the libraries in requirements.lock are not packaged for them.
#
# Looks on the PATH, then among the versions that pyenv has installed. Each candidate is run, since a
# name on the PATH may be a shim for a version that is not selected. $PYTHON, where set, is the only candidate.
# Exit code 0 with the path on standard output, or 1 with what was tried on standard error.
set -eu

names='python3.12 python3.13 python3.14 python3 python'
probe='import sys
if not (3, 12) <= sys.version_info < (3, 15):
    sys.exit("is Python %d.%d" % sys.version_info[:2])
try:
    import ensurepip, venv
except ImportError:
    sys.exit("has no venv module (Debian and Ubuntu: apt install python3-venv)")
print(sys.executable)'
tried=''

# Prints the candidate's own idea of its path and ends, or notes why it will not do.
try() {
    if out=$("$1" -c "$probe" 2>&1 </dev/null) && [ -x "$out" ]; then
        printf '%s\n' "$out"
        exit 0
    fi
    why=$(printf '%s\n' "$out" | sed -n '/[^[:space:]]/{p;q;}')
    tried="$tried
  $1: ${why:-does not run}"
}

if [ -n "${PYTHON:-}" ]; then
    try "$PYTHON"
else
    for name in $names; do
        if found=$(command -v "$name" 2>/dev/null); then
            try "$found"
        fi
    done
    for found in "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/*/bin/python; do
        if [ -x "$found" ]; then
            try "$found"
        fi
    done
fi

cat >&2 <<END
factcheck needs Python 3.12, 3.13 or 3.14, with its venv module. None was found.
Tried:${tried:-
  nothing: no $names on the PATH, no version installed by pyenv}
Get one from https://www.python.org/downloads/, your system's packages or "pyenv install 3.12",
or name one: make setup PYTHON=/path/to/python3.12
END
exit 1
