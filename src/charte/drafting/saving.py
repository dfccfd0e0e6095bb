"""Puts a text at its place in one move: written beside, then renamed, so that nothing is ever half-written."""

from __future__ import annotations

import os
from pathlib import Path

from charte.core.errors import OperatorError


def check_place(path: Path, *, force: bool) -> None:
    """Raises `OperatorError` when nothing may be written there: known before any work is done."""
    if path.is_dir():
        raise OperatorError(f"{path} is a folder.", f"Name a file in it: {path / 'charte.toml'}.")
    if path.exists() and not force:
        raise OperatorError(
            f"{path} exists already.", "Name another file with --out, or replace it with --force."
        )
    if not path.parent.is_dir():
        raise OperatorError(f"There is no folder {path.parent}.", "Make it, or name another file with --out.")


def save(path: Path, text: str, *, force: bool = False) -> None:
    """Writes the text. Raises `OperatorError` for a file that exists, unless `force`, or a place that refuses."""
    check_place(path, force=force)
    target = path.resolve()  # through a link: the file that it names is replaced, not the link
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            with part.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise OperatorError(
            f"{path} cannot be written: {error.strerror}.",
            "Choose a folder that you can write to, with --out.",
        ) from None
