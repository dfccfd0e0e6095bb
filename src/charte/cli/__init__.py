"""The `charte` command. Each command lives in its own file and is imported only when it is asked for."""

from __future__ import annotations

import sys

from charte.cli.app import run


def main() -> None:
    """The entry point: runs one command and leaves with its exit code (docs: formats, exit codes)."""
    sys.exit(run(sys.argv[1:]))
