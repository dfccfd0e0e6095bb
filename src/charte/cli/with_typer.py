"""Runs a command whose signature is written for typer: what takes long may take its 0.3 s to start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import typer
from typer.exceptions import TyperException

from charte.core.errors import OperatorError


def run_with_typer(command: Callable[..., Any], name: str, line: Sequence[str]) -> int:
    """The exit code of the command. Raises `OperatorError` for a command line that it cannot take."""
    program = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    program.command(name, context_settings={"help_option_names": ["-h", "--help"]})(command)
    try:
        code = program(args=list(line), prog_name=f"charte {name}", standalone_mode=False)
    except TyperException as error:
        raise OperatorError(error.format_message(), f"See charte {name} --help.") from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    return code if isinstance(code, int) else 0
