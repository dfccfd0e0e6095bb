"""The `charte` command: help, unknown words, errors as sentences, exit codes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pytest

from charte import __version__
from charte.cli.app import COMMANDS, run
from charte.cli.parameters import Argument, Option, read_line
from charte.core.errors import InvalidCharter, OperatorError, OwnFault, Problem, SiteError

CHARTE = [sys.executable, "-c", "from charte.cli import main; main()"]


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def command(
    file: Annotated[Path, Argument("What to read.")],
    more: Annotated[list[str], Argument("What else.")],
    fast: Annotated[bool, Option("--fast", "Hurry.")] = False,
    port: Annotated[int | None, Option("--port", "Where.")] = None,
    colour: Annotated[Colour, Option("--colour", "Which.")] = Colour.RED,
    add: Annotated[list[str], Option("--add", "One more.")] = [],  # noqa: B006
) -> None:
    """Do a thing.

    Examples:
      charte thing a
    """


def raising(error: BaseException):
    """A command that ends with this error."""

    def fails() -> None:
        raise error

    return lambda name: fails


@pytest.mark.parametrize("line", [[], ["--help"], ["-h"]])
def test_charte_alone_shows_its_commands_and_examples(line, capsys):
    """A person who types nothing is told what there is, on stdout, and did nothing wrong."""
    assert run(line) == 0
    said = capsys.readouterr()
    assert "Examples:\n  charte draft " in said.out
    assert all(f"  {name} " in said.out and about in said.out for name, about in COMMANDS.items())
    assert said.err == ""


def test_the_version_is_that_of_the_package(capsys):
    """One number in one place."""
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"charte {__version__}\n"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("chek", "There is no command chek. Did you mean charte check?"),
        ("VERIFY", "There is no command VERIFY. Did you mean charte verify?"),
        ("qqq", "There is no command qqq. charte --help lists the commands."),
        ("--versoin", "There is no option --versoin. Did you mean charte --version?"),
    ],
)
def test_an_unknown_word_brings_the_nearest_known(asked, sentence, capsys):
    """On stderr, with exit code 2."""
    assert run([asked]) == 2
    assert capsys.readouterr() == ("", f"charte: {sentence}\n")


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (OperatorError("Port 80 is taken.", "Take another."), 2, "charte: Port 80 is taken. Take another.\n"),
        (SiteError("It does not answer."), 3, "charte: It does not answer.\n"),
        (OwnFault("It is broken."), 70, "charte: It is broken.\n"),
        (KeyboardInterrupt(), 130, ""),
        (SystemExit(3), 3, ""),
        (SystemExit(None), 0, ""),
        (
            InvalidCharter((Problem(3, "site.key", "It is wrong.", "Mend it."),)),
            1,
            (
                "charte: line 3: site.key: It is wrong. Mend it.\n"
                "charte: The charter has 1 error. Mend it and check again.\n"
            ),
        ),
    ],
)
def test_an_error_is_a_sentence_and_the_exit_code_of_its_fault(error, code, sentence, capsys):
    """Never a traceback, and nothing on stdout."""
    assert run(["check"], load=raising(error)) == code
    assert capsys.readouterr() == ("", sentence)


def test_our_own_fault_asks_for_a_report(capsys, monkeypatch):
    """Exit code 70 and one sentence; the traceback only for who asks for it."""
    monkeypatch.delenv("CHARTE_DEBUG", raising=False)
    assert run(["check"], load=raising(RuntimeError("a bolt is loose"))) == 70
    said = capsys.readouterr().err
    assert said.startswith("charte: Charte itself failed (RuntimeError: a bolt is loose). ")
    assert "Traceback" not in said
    monkeypatch.setenv("CHARTE_DEBUG", "1")
    assert run(["check"], load=raising(RuntimeError("a bolt is loose"))) == 70
    assert "Traceback (most recent call last)" in capsys.readouterr().err


def test_a_part_that_is_not_installed_is_named_with_how_to_install_it(capsys):
    """A site that wants only the gate installs nothing else; the command says what it lacks."""
    assert run(["audit"], load=raising(ModuleNotFoundError("No module", name="playwright.async_api"))) == 2
    assert capsys.readouterr().err == (
        "charte: charte audit needs playwright, which is not installed. "
        "Install Charte with all its parts: pip install 'charte[all]'.\n"
    )


def test_a_module_of_ours_that_is_missing_is_our_own_fault(capsys):
    """The person who runs Charte cannot mend that."""
    assert run(["audit"], load=raising(ModuleNotFoundError("No module", name="charte.nothing"))) == 70
    assert "Charte itself failed" in capsys.readouterr().err


def test_ctrl_c_ends_with_130():
    """What the shell expects, without a word."""
    waiting = "from charte.cli.app import run; import sys, time\ndef wait(): print('up', flush=True); time.sleep(60)\n"
    with subprocess.Popen(
        [sys.executable, "-c", f"{waiting}sys.exit(run(['check'], load=lambda name: wait))"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout.readline() == b"up\n"
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=20) == (b"", b"")
        assert process.returncode == 130


@pytest.mark.parametrize("line", ["schema", "--version"])
def test_a_reader_that_stops_reading_gets_no_traceback(line):
    """`charte … | head -1`: the pipe breaks, and no one is told of it, be the answer long or short."""
    ends_early, hangs_up = os.pipe()
    os.close(ends_early)
    done = subprocess.run([*CHARTE, line], stdout=hangs_up, stderr=subprocess.PIPE, check=False)
    os.close(hangs_up)
    assert (done.returncode, done.stderr) == (2, b"")


def test_a_signature_says_what_a_command_takes():
    """Types, defaults, flags, lists and choices come from the function itself."""
    read = read_line(command, "thing", ["a.toml", "b", "c", "--port", "80", "--add", "x", "--add", "y"])
    assert read == {
        "file": Path("a.toml"),
        "more": ["b", "c"],
        "fast": False,
        "port": 80,
        "colour": Colour.RED,
        "add": ["x", "y"],
    }
    assert read_line(command, "thing", ["a", "--fast", "--colour", "blue"])["colour"] is Colour.BLUE


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ([], "The following arguments are required: file, more. See charte thing --help."),
        (["a", "--port", "x"], "--port: invalid int value: 'x'. See charte thing --help."),
        (["a", "--colour", "rde"], "--colour: 'rde' is not one of red, blue. See charte thing --help."),
        (["a", "--port"], "--port: expected one argument. See charte thing --help."),
        (
            ["a", "--fats"],
            "charte thing takes no option --fats. Did you mean --fast? See charte thing --help.",
        ),
        (["a", "--zzz=1"], "charte thing takes no option --zzz=1. See charte thing --help."),
    ],
)
def test_a_command_line_that_cannot_be_read_says_how_to_write_it(line, sentence):
    """One sentence each, with the nearest option."""
    with pytest.raises(OperatorError) as caught:
        read_line(command, "thing", line)
    assert caught.value.explain() == sentence


def test_a_commands_help_is_its_docstring_and_what_it_takes(capsys):
    """Lines stay as they were written; defaults are shown."""
    assert run(["check", "--help"]) == 0
    said = capsys.readouterr().out
    assert "Examples:\n  charte check\n" in said
    assert "--format text|json" in said
    assert "Default: charte.toml." in said


def test_a_parameter_that_says_nothing_is_our_own_mistake():
    """It is found the first time that the command is tried."""

    def wordless(file: str) -> None:
        """Says nothing of its file."""

    with pytest.raises(TypeError, match="file says not"):
        read_line(wordless, "wordless", [])


def test_what_checks_a_register_starts_without_the_slow_parts():
    """`charte check` promises to answer at once: it loads no typer, rich or pydantic."""
    script = "import sys; from charte.cli.app import run; run(['check', 'nothing']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    roots = {name.partition(".")[0] for name in done.stdout.split()}
    assert not roots & {"typer", "click", "rich", "pydantic", "httpx", "django", "playwright", "cryptography"}
