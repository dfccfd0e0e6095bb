"""Finds the command that was asked for, runs it, and turns every error into a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from importlib import import_module

from charte import __version__
from charte.cli.parameters import Command, read_line
from charte.core.errors import CharteError, InvalidCharter, OperatorError

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
HELP = """Keep a site's cookie charter true.

Usage: charte COMMAND [OPTIONS]

Commands (charte COMMAND --help says more):
{commands}

Options:
  -h, --help  Show this help.
  --version   Print the version.

Examples:
  charte draft https://www.example.org/cookies
  charte check charte.toml
  charte audit https://www.example.org --charter charte.toml

Exit codes: 0 all true, 1 the answer is no, 2 bad use or unusable input, 3 could not conclude."""
Load = Callable[[str], Command]
BAD_USE, OWN_FAULT, INTERRUPTED = 2, 70, 130


def run(argv: Sequence[str], load: Load | None = None) -> int:
    """Runs `charte` with these arguments and returns its exit code. `load` finds a command's function."""
    try:
        code = _run(argv, load or _load)
        sys.stdout.flush()  # here, where an answer that nobody reads can still be dealt with
        return code
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
    except BrokenPipeError:
        return _unread()
    except ModuleNotFoundError as error:
        return _own_fault(error) if _is_ours(error) else _not_installed(argv[0], error)
    except Exception as error:
        return _own_fault(error)


def _run(argv: Sequence[str], load: Load) -> int:
    asked, *line = argv or ["--help"]
    if asked in ("-h", "--help"):
        print(HELP.format(commands="\n".join(f"  {name:<9} {about}" for name, about in COMMANDS.items())))
        return 0
    if asked == "--version":
        print(f"charte {__version__}")
        return 0
    if asked not in COMMANDS:
        raise OperatorError(_unknown(asked), _instead(asked))
    command = load(asked)
    return command(**read_line(command, asked, line)) or 0


def _unknown(asked: str) -> str:
    return f"There is no {'option' if asked.startswith('-') else 'command'} {asked}."


def _instead(asked: str) -> str:
    close = get_close_matches(asked.lower(), [*COMMANDS, "--help", "--version"], n=1)
    return f"Did you mean charte {close[0]}?" if close else "charte --help lists the commands."


def _load(name: str) -> Command:
    """The command's function. Its module is imported only now, so that the others cost nothing."""
    command: Command = getattr(import_module(f"charte.cli.{name}"), name)
    return command


def _say(text: str) -> None:
    print(f"charte: {text}", file=sys.stderr)


def _unread() -> int:
    """Whoever read the answer stopped reading (`charte check | head`): nothing more can be said there."""
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115 (Python flushes it on leaving)
    return BAD_USE


def _is_ours(error: ModuleNotFoundError) -> bool:
    return not error.name or error.name.partition(".")[0] == "charte"


def _not_installed(name: str, error: ModuleNotFoundError) -> int:
    """A site that wants only the gate installs little; the other parts are extras of the package."""
    package = (error.name or "").partition(".")[0]
    _say(
        f"charte {name} needs {package}, which is not installed. "
        "Install Charte with all its parts: pip install 'charte[all]'."
    )
    return BAD_USE


def _own_fault(error: Exception) -> int:
    if os.environ.get("CHARTE_DEBUG"):
        import traceback  # here, since only our own faults need it

        traceback.print_exception(error)
    _say(
        f"Charte itself failed ({type(error).__name__}: {error}). "
        "Run the command again with CHARTE_DEBUG=1 and report what it prints."
    )
    return OWN_FAULT
