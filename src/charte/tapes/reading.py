"""Reads a tape back, up to its end or to where it was cut."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import zstandard

from charte.core.errors import OperatorError, Problem
from charte.core.observation import TAPE, Event, Tape
from charte.core.transcript import read_event, read_provenance

_LARGEST = 1 << 30  # bytes of text; a tape of an hour is a hundredth of it
_CHUNK = 1 << 16
_NOT_A_TAPE = "Name a file that charte audit wrote, such as charte-report/none.tape."


def read_tape(path: Path, *, largest: int = _LARGEST) -> Tape:
    """The tape in this file. A cut tape comes back with `complete` false and all that stands before the cut.

    `largest` is how many bytes of text it may hold. Raises OperatorError: no such file, not a tape, a later
    version, damaged, too large, or lines that break the format (all of them named).
    """
    lines = list(_documents(path, largest))
    if not lines:
        raise OperatorError(f"{path} is not a tape: it holds no line.", _NOT_A_TAPE)
    _refuse_later(path, lines[0])
    problems: list[Problem] = []
    provenance = read_provenance(lines[0], problems=problems)
    events, complete = _events(lines, problems)
    if provenance is None or problems:
        faults = "\n".join(f"  {problem.explain()}" for problem in problems)
        raise OperatorError(f"{path} is not a tape of version {TAPE}:\n{faults}\n", _NOT_A_TAPE)
    return Tape(provenance, events, complete)


def _refuse_later(path: Path, first: Any) -> None:
    version = first.get("tape") if isinstance(first, dict) else None
    if isinstance(version, int) and version > TAPE:
        raise OperatorError(
            f"{path} is a tape of version {version}; this Charte reads version {TAPE}.",
            "Read it with the version of Charte that its first line names, or a later one.",
        )


def _events(lines: list[Any], problems: list[Problem]) -> tuple[tuple[Event, ...], bool]:
    events: list[Event] = []
    for number, document in enumerate(lines[1:], start=2):
        if isinstance(document, dict) and document.get("kind") == "end":
            if number < len(lines):
                problems.append(Problem(number + 1, "kind", "a line follows the end of the tape.", ""))
            return tuple(events), document.get("complete") is True
        event = read_event(document, line=number, problems=problems)
        if event is not None:
            events.append(event)
    return tuple(events), False


def _documents(path: Path, largest: int) -> Iterator[Any]:
    """Each whole line as JSON. A last line without its end was cut in the middle: it is left out."""
    for number, line in enumerate(_lines(_text(path, largest)), start=1):
        try:
            yield json.loads(line)
        except (ValueError, RecursionError) as error:
            raise OperatorError(f"{path} is not a tape: line {number} is no JSON.", _NOT_A_TAPE) from error


def _lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    begun: list[bytes] = []
    for chunk in chunks:
        first, *others = chunk.split(b"\n")
        begun.append(first)
        if others:
            *whole, rest = others
            yield b"".join(begun)
            yield from whole
            begun = [rest]


def _text(path: Path, largest: int) -> Iterator[bytes]:
    size = 0
    try:
        with path.open("rb") as file:
            reader = zstandard.ZstdDecompressor().stream_reader(file)
            while chunk := reader.read(_CHUNK):
                size += len(chunk)
                if size > largest:
                    raise OperatorError(f"{path} unpacks to more than {largest >> 20} MiB.", _NOT_A_TAPE)
                yield chunk
    except OSError as error:
        raise OperatorError(f"{path} cannot be read: {error.strerror}.", _NOT_A_TAPE) from error
    except zstandard.ZstdError as error:
        raise OperatorError(
            f"{path} is not a tape, or it is damaged.",
            "Name a file that charte audit wrote, or take it from a copy.",
        ) from error
