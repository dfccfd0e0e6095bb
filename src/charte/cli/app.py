"""Finds the command that was asked for, runs it, and turns every error into a sentence and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from charte import __version__
from charte.core.errors import CharteError, InvalidCharter

# In the order in which a person meets them. The one line is what `charte --help` shows.
COMMANDS = {
    "draft": "Draft a register from a published cookie policy.",
    "check": "Check a register: every error at once, then what a person must review.",
    "schema": "Print the JSON Schema of charte.toml.",
    "publish": "Bring a complete charter into the platform.",
    "serve": "Start the platform: front office, back office, API, collector.",
    "audit": "Audit a site in a real browser, in every consent state.",
    "verify": "Verify a receipt, with no server running.",
}
OWN_FAULT = 70
INTERRUPTED = 130


def run(argv: Sequence[str]) -> int:
    """Runs `charte` with these arguments and returns its exit code."""
    try:
        _program(argv)(args=list(argv), prog_name="charte")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    except InvalidCharter as error:
        for problem in error.problems:
            _say(problem.explain())
        _say(error.explain())
        return error.exit_code
    except CharteError as error:
        _say(error.explain())
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _own_fault(error)
    return 0


def _program(argv: Sequence[str]) -> typer.Typer:
    """The program with the asked command loaded; the others are only named, so that none is imported."""
    program = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    program.callback()(_root)
    asked = next((word for word in argv if not word.startswith("-")), None)
    for name, line in COMMANDS.items():
        if name == asked:
            program.command(name)(_load(name))
        elif asked not in COMMANDS:
            program.command(name, help=line, short_help=line)(_named_only)
    return program


def _load(name: str) -> Callable[..., Any]:
    command: Callable[..., Any] = getattr(import_module(f"charte.cli.{name}"), name)
    return command


def _named_only() -> None:
    """Stands in the list of commands; the real one is loaded when it is asked for."""


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"charte {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Keep a site's cookie charter true.

    Exit codes: 0 all true, 1 the answer is no, 2 bad use or unusable input, 3 could not conclude.
    """


def _say(text: str) -> None:
    print(f"charte: {text}", file=sys.stderr)


def _own_fault(error: Exception) -> int:
    if os.environ.get("CHARTE_DEBUG"):
        traceback.print_exception(error)
    _say(
        f"Charte itself failed ({type(error).__name__}: {error}). "
        "Run the command again with CHARTE_DEBUG=1 and report what it prints."
    )
    return OWN_FAULT
