"""Tells what goes on while a command works: one line that changes on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self, TextIO


class Progress:
    """Called with each line as it becomes true. Used as a context, so that the terminal is left as it was."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._stack = ExitStack()
        self._status: Any = None
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        if self._stream.isatty() and os.environ.get("TERM") != "dumb":
            from rich.console import Console  # here, for most runs have no terminal

            self._status = self._stack.enter_context(Console(file=self._stream).status("", spinner="dots"))
        return self

    def __call__(self, line: str) -> None:
        if self._status is None:
            print(line, file=self._stream, flush=True)
        else:
            from rich.text import Text

            self._status.update(Text(f"{line}  ({time.monotonic() - self._began:.0f} s)", style="dim"))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()
