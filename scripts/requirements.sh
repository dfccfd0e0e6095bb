#!/usr/bin/env bash
# Pins what pyproject.toml asks for, with hashes and without addresses, for every machine alike.
set -euo pipefail
cd "$(dirname "$0")/.."
pin() { .tools/uv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 --no-emit-index-url "$@"; }
pin pyproject.toml --extra all --group dev -o requirements/dev.txt
echo uv | pin - -o requirements/uv.txt
