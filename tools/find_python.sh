#!/bin/sh
# Print a Python that can carry this project (3.11 to 3.14, able to make a venv), or say what is missing.
# Usage: sh tools/find_python.sh [PYTHON]
fits='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))'
able='import ensurepip, venv'
asked=${1:-}
unable=

[ -n "$asked" ] || set -- python3.14 python3.13 python3.12 python3.11 python3
for python in "$@"; do
    "$python" -c "$fits" >/dev/null 2>&1 || continue
    if "$python" -c "$able" >/dev/null 2>&1; then
        printf '%s\n' "$python"
        exit 0
    fi
    unable=$python
done

if [ -n "$unable" ]; then
    echo "$unable cannot make a virtual environment. On Debian: apt-get install python3-venv" >&2
else
    echo "No Python from 3.11 to 3.14 found${asked:+ at $asked}. Install one (Debian: apt-get install" \
        "python3 python3-venv; macOS: brew install python) or name yours: make PYTHON=/path/to/python3" >&2
fi
exit 1
