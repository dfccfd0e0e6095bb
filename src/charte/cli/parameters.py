"""What a command takes, read from its own signature, and the reading of a command line by it.

A library would do it from the same signatures, and take as long to start as `charte check` may take in all.
"""

from __future__ import annotations

import inspect
import re
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from functools import partial
from types import NoneType, UnionType
from typing import Annotated, Any, NoReturn, get_args, get_origin, get_type_hints

from charte.core.errors import OperatorError

_WIDTH = 100  # argparse would load much to ask the terminal
Command = Callable[..., int | None]


@dataclass(frozen=True, slots=True)
class Argument:
    """What stands on the command line by its place."""

    help: str


@dataclass(frozen=True, slots=True)
class Option:
    """What is named on the command line: `--strict`, or `--format json`. A list may be named repeatedly."""

    name: str
    help: str


def read_line(command: Command, name: str, line: Sequence[str]) -> dict[str, Any]:
    """The values that a command line gives a command. Raises `OperatorError` with what to write instead.

    Each parameter is annotated with its type (text, number, path, `bool`, an `Enum`, a list of one of
    these) and an `Argument` or `Option`. Prints the help and ends the program where it is asked for.
    """
    parser = _Parser(
        prog=f"charte {name}",
        description=inspect.getdoc(command),
        formatter_class=partial(RawDescriptionHelpFormatter, width=_WIDTH),
        allow_abbrev=False,
    )
    hints = get_type_hints(command, include_extras=True)
    for parameter in inspect.signature(command).parameters.values():
        _add(parser, parameter, hints[parameter.name])
    read, surplus = parser.parse_known_args(line)
    if surplus:
        parser.refuse(surplus[0])
    return vars(read)


class _Parser(ArgumentParser):
    """Says what is wrong as one sentence, as every error of Charte does."""

    def error(self, message: str) -> NoReturn:
        what = re.sub(r"^argument ([^:]+): (.)", lambda found: f"{found[1]}: {found[2].lower()}", message)
        raise OperatorError(f"{what[0].upper()}{what[1:]}.", f"See {self.prog} --help.")

    def refuse(self, surplus: str) -> NoReturn:
        known = [name for action in self._actions for name in action.option_strings]
        close = get_close_matches(surplus.partition("=")[0], known, n=1)
        what = "option" if surplus.startswith("-") else "argument"
        hint = f"Did you mean {close[0]}? " if close else ""
        raise OperatorError(f"{self.prog} takes no {what} {surplus}.", f"{hint}See {self.prog} --help.")


def _add(parser: ArgumentParser, parameter: inspect.Parameter, hint: Any) -> None:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"{parameter.name} says not whether it is an argument or an option.")
    kind, about, *_ = get_args(hint)
    required = parameter.default is inspect.Parameter.empty
    settings: dict[str, Any] = {"help": about.help}
    if not required:
        settings["default"] = parameter.default
    if kind is bool:
        settings["action"] = "store_true"
    else:
        settings |= _typed(kind, about, parameter.default)
    if isinstance(about, Option):
        parser.add_argument(about.name, dest=parameter.name, required=required, **settings)
    else:
        parser.add_argument(parameter.name, **{"nargs": None if required else "?"} | settings)


def _typed(kind: Any, about: Argument | Option, default: Any) -> dict[str, Any]:
    """How argparse reads a value of this type."""
    if isinstance(kind, UnionType):
        kind = next(each for each in get_args(kind) if each is not NoneType)
    settings: dict[str, Any] = {}
    if get_origin(kind) is list:
        (kind,) = get_args(kind)
        settings = {"action": "append"} if isinstance(about, Option) else {"nargs": "*"}
    if isinstance(kind, type) and issubclass(kind, Enum):
        values = [str(each.value) for each in kind]
        settings |= {"type": _among(kind), "metavar": "|".join(values)}
    else:
        settings["type"] = kind
        if isinstance(about, Option):
            settings["metavar"] = {int: "N", float: "N"}.get(
                kind, "TEXT" if kind is str else kind.__name__.upper()
            )
    if default not in (inspect.Parameter.empty, None, [], ""):
        said = default.value if isinstance(default, Enum) else default
        settings["help"] = f"{about.help} Default: {said}."
    return settings


def _among(kind: type[Enum]) -> Callable[[str], Enum]:
    def read(text: str) -> Enum:
        try:
            return kind(text)
        except ValueError:
            known = ", ".join(str(each.value) for each in kind)
            raise ArgumentTypeError(f"{text!r} is not one of {known}") from None

    return read
