"""Log lines for a person: one sentence; the traceback only where it was asked for."""

from __future__ import annotations

import logging


class Plain(logging.Formatter):
    """Leaves the traceback out, and names the fault instead, unless `traceback` is set."""

    def __init__(self, *, format: str, style: str, traceback: bool, **_: object) -> None:
        super().__init__(format, style="{")
        self.traceback = traceback

    def format(self, record: logging.LogRecord) -> str:
        if self.traceback or not record.exc_info:
            return super().format(record)
        fault = record.exc_info[1]
        brief = logging.makeLogRecord(
            {**record.__dict__, "exc_info": None, "exc_text": None, "stack_info": None}
        )
        line = super().format(brief)
        return f"{line} ({type(fault).__name__}: {fault}). Start with CHARTE_DEBUG=1 to see where."
