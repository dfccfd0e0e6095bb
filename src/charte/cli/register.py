"""Reads the register that a command was given; the one door from a file to a charter."""

from __future__ import annotations

from pathlib import Path

from charte.core.charter import Charter, read
from charte.core.errors import OperatorError

_MOST_BYTES = 16_000_000  # the largest text that core reads, at four bytes a character


def load(path: Path) -> Charter:
    """The charter in this file. Raises `OperatorError` for a file that cannot be read, `InvalidCharter`."""
    return read(text_of(path))


def text_of(path: Path) -> str:
    """The text of a register's file. Raises `OperatorError` with what to do."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise OperatorError(
            f"There is no file {path}.", "Name an existing register, or make one with charte draft."
        ) from None
    except IsADirectoryError:
        raise OperatorError(
            f"{path} is a folder.", f"Name the register in it: {path / 'charte.toml'}."
        ) from None
    except PermissionError:
        raise OperatorError(f"{path} may not be read.", "Check its permissions.") from None
    except OSError as error:
        raise OperatorError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from None
    if len(data) > _MOST_BYTES:
        raise OperatorError(f"{path} is too large for a register.", "Is this the right file?")
    return _decoded(path, data)


def _decoded(path: Path, data: bytes) -> str:
    """UTF-8, with or without the mark that Windows editors put before it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise OperatorError(
            f"{path} is not UTF-8 text (line {line}).", "Save it as UTF-8; TOML knows no other."
        ) from None
