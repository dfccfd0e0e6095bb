"""The lines of a tape: each a JSON object, read into the types of observation with every fault kept."""

from __future__ import annotations

from typing import Any, TypeVar

from charte.core.errors import Problem
from charte.core.observation import EVENTS, Event, Provenance
from charte.core.plain import from_plain, to_plain

T = TypeVar("T")


def to_document(line: Provenance | Event) -> dict[str, Any]:
    """The JSON object of a line of the tape."""
    return {"kind": line.kind, **to_plain(line)}


def read_event(document: Any, *, line: int = 0, problems: list[Problem]) -> Event | None:
    """An event from its JSON object; None when anything is wrong, each fault added to `problems`."""
    kind = document.get("kind") if isinstance(document, dict) else None
    if not isinstance(kind, str) or kind not in EVENTS:
        known = ", ".join(EVENTS)
        problems.append(Problem(line, "kind", f"“{kind}” is no kind of event.", f"Known kinds: {known}."))
        return None
    return _read(EVENTS[kind], document, line, problems)


def read_provenance(document: Any, *, line: int = 1, problems: list[Problem]) -> Provenance | None:
    """The provenance from its JSON object; None when anything is wrong, each fault added to `problems`."""
    if not isinstance(document, dict) or document.get("kind") != Provenance.kind:
        problems.append(Problem(line, "kind", "the first line is no provenance.", "Is this a tape?"))
        return None
    return _read(Provenance, document, line, problems)


def _read(shape: type[T], document: dict[str, Any], line: int, problems: list[Problem]) -> T | None:
    rest = {key: value for key, value in document.items() if key != "kind"}
    return from_plain(shape, rest, line=line, problems=problems)
