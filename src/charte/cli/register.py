"""Reads the register that a command was given; the one door from a file to a charter."""

from __future__ import annotations

from pathlib import Path

from charte.core.charter import Charter, read
from charte.core.errors import OperatorError


def load(path: Path) -> Charter:
    """The charter in this file. Raises `OperatorError` for a file that cannot be read, `InvalidCharter`."""
    return read(text_of(path))


def text_of(path: Path) -> str:
    """The text of a register's file. Raises `OperatorError` with what to do."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise OperatorError(
            f"There is no file {path}.", "Name an existing register, or make one with charte draft."
        ) from None
    except IsADirectoryError:
        raise OperatorError(
            f"{path} is a folder.", f"Name the register in it: {path / 'charte.toml'}."
        ) from None
    except UnicodeDecodeError:
        raise OperatorError(f"{path} is not UTF-8 text.", "Save it as UTF-8; TOML knows no other.") from None
    except OSError as error:
        raise OperatorError(f"{path} cannot be read: {error.strerror}.", "Check its permissions.") from None
