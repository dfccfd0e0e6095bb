#!/usr/bin/env bash
# Installs the pinned requirements and Charte itself into .venv; uv goes into the project's own .tools.
set -euo pipefail
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}

say() { printf 'charte: %s\n' "$1" >&2; }
fail() { say "$1"; exit 2; }

command -v "$PYTHON" >/dev/null || fail "There is no $PYTHON on this machine. Install Python 3.11 or later, or name it: make PYTHON=python3.12 …"
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  fail "$("$PYTHON" --version) is too old: Charte needs Python 3.11 or later. Name another: make PYTHON=python3.12 …"

make_environment() { "$PYTHON" -m venv --clear .tools/uv >/dev/null 2>&1; }
unfinished() { fail "What Charte needs could not be installed; the reason stands above. Mend it, then run make again: it goes on from here."; }

mkdir -p .tools 2>/dev/null && [ -w . ] || fail "Nothing can be written in $PWD. Clone Charte into a folder of your own."
if ! .tools/uv/bin/uv --version >/dev/null 2>&1 || ! cmp -s requirements/uv.txt .tools/uv/requirements.txt; then
  say "Installing uv into .tools."
  # Debian keeps venv in a package of its own.
  make_environment || { scripts/debian.sh "${PYTHON##*/}-venv" && make_environment; } ||
    fail "$PYTHON cannot make a virtual environment. On Debian or Ubuntu: apt-get install ${PYTHON##*/}-venv"
  .tools/uv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt || unfinished
  cp requirements/uv.txt .tools/uv/requirements.txt
fi

uv() { UV_PYTHON_DOWNLOADS=never .tools/uv/bin/uv "$@"; }
if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  uv venv --quiet --clear --python "$(command -v "$PYTHON")" .venv || unfinished
fi
say "Installing the requirements into .venv."
uv pip sync --quiet --python .venv/bin/python --require-hashes requirements/dev.txt || unfinished
# What builds Charte is among the requirements: nothing unpinned is fetched.
uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable . || unfinished
