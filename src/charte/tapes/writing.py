"""Writes a tape line by line, beside its place, and moves it there when it is whole."""

from __future__ import annotations

import json
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import zstandard

from charte.core.errors import OperatorError
from charte.core.observation import Event, Provenance
from charte.core.transcript import to_document

_LINES_AT_RISK = 64  # lines that a killed run may lose


class TapeWriter:
    """A tape being written. While it runs its file is `NAME.tape.part`, readable up to the last `flush`.

    Used as a context: leaving it moves the file to its place; leaving it by an error does so without an end, so
    that the tape says it was cut.
    Raises OperatorError when the folder cannot be written.
    """

    def __init__(self, path: Path, provenance: Provenance) -> None:
        self.path = path
        self._part = path.with_name(path.name + ".part")
        self._unflushed = 0
        try:
            self._file = self._part.open("wb")
        except OSError as error:
            raise OperatorError(
                f"The tape {path} cannot be written: {error.strerror}.",
                "Choose a folder that you can write to.",
            ) from error
        self._zstd = zstandard.ZstdCompressor(level=3, write_checksum=True).stream_writer(
            self._file, closefd=False
        )
        self._line(to_document(provenance))
        self.flush()

    def write(self, event: Event) -> None:
        """Adds an event. Events come in the order of their numbers."""
        self._line(to_document(event))
        self._unflushed += 1
        if self._unflushed >= _LINES_AT_RISK:
            self.flush()

    def flush(self) -> None:
        """Makes all that was written so far readable by others."""
        self._zstd.flush(zstandard.FLUSH_BLOCK)
        self._file.flush()
        self._unflushed = 0

    def close(self, *, complete: bool = True) -> None:
        """Moves the file to its place, with an end when it is `complete`."""
        if complete:
            self._line({"kind": "end", "complete": True})
        self._zstd.close()  # type: ignore[no-untyped-call]
        self._file.close()
        self._part.replace(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(complete=error is None)

    def _line(self, document: dict[str, Any]) -> None:
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        self._zstd.write(text.encode("utf-8", "replace") + b"\n")
