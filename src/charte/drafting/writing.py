"""Writes a register as `charte.toml`: in the order of the schema, readable, saying only what is set.

Generic over the shape, so that every field of schema 1 can be written; `core.charter.read` gives the same
register back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

from charte.core.charter import Charter
from charte.core.charter.shape import DOCUMENT, SCHEMA, Field
from charte.core.duration import Duration, Lifetime

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_CONTROL = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]")
# What a field holds when nothing was said, beside None and what is empty; not written.
_UNSAID: Mapping[str, object] = {"objectable": False, "path": "/", "proof": "anonymous"}


def to_toml(charter: Charter, header: Sequence[str] = (), remarks: Mapping[str, str] | None = None) -> str:
    """The register as TOML. `header` are lines of comment above it, `remarks` comments by key of an entry
    (`services[0].trackers[0]`).
    """
    lines = [f"# {_comment(line)}".rstrip() for line in header]
    lines += [""] * bool(header)
    lines += [
        f"schema = {SCHEMA}",
        *_values(charter, DOCUMENT),
        "",
        "[site]",
        *_values(charter.site, DOCUMENT["site"].fields),
    ]
    if charter.site.locations:
        lines += [
            "",
            "[site.locations]",
            *(f"{key(name)} = {_value(paths)}" for name, paths in charter.site.locations.items()),
        ]
    if charter.log:
        lines += ["", "[log]", *_values(charter.log, DOCUMENT["log"].fields)]
    lines += _entries("purposes", charter.purposes, "purposes", DOCUMENT["purposes"], remarks or {})
    lines += _entries("services", charter.services, "services", DOCUMENT["services"], remarks or {})
    lines += _entries("review", charter.notes, "review", DOCUMENT["review"], remarks or {})
    return "\n".join(lines) + "\n"


def _entries(
    name: str, entries: Sequence[Any], at: str, shape: Field, remarks: Mapping[str, str]
) -> Iterator[str]:
    for index, entry in enumerate(entries):
        place = f"{at}[{index}]"
        yield ""
        if place in remarks:
            yield f"# {_comment(remarks[place])}"
        yield f"[[{name}]]"
        yield from _values(entry, shape.fields)
        for inner, field in shape.fields.items():
            if field.type == "tables":
                yield from _entries(
                    f"{name}.{inner}", getattr(entry, inner), f"{place}.{inner}", field, remarks
                )


def _values(entry: Any, fields: Mapping[str, Field]) -> Iterator[str]:
    """The keys of a table that are set, without those that are tables of their own."""
    for name, field in fields.items():
        if name == "schema" or field.type in ("tables", "map") or name in ("site", "log"):
            continue
        value = getattr(entry, name)
        if _is_said(name, value, field):
            yield f"{key(name)} = {_value(value)}"


def _is_said(name: str, value: Any, field: Field) -> bool:
    if name in _UNSAID and value == _UNSAID[name]:
        return False
    if field.required or (name == "recipients" and value is not None):
        return True
    return value is not None and value not in ("", ()) and value != {}


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Duration | Lifetime):
        return string(value.text)
    if isinstance(value, Enum):
        return string(str(value.value))
    if isinstance(value, str):
        return string(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key(name)} = {_value(item)}" for name, item in value.items()) + " }"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(_value, value)) + "]"
    # A contact or an assessment: a value of the model whose unset fields are left out.
    said = ((name, getattr(value, name)) for name in value.__dataclass_fields__)
    return (
        "{ "
        + ", ".join(f"{key(name)} = {_value(item)}" for name, item in said if item not in ("", None))
        + " }"
    )


def key(name: str) -> str:
    """A key, quoted where TOML asks for it."""
    return name if _BARE_KEY.fullmatch(name) else string(name)


def string(text: str) -> str:
    """A basic string on one line (TOML 1.0, "String")."""
    escaped = "".join(_ESCAPES.get(character, character) for character in text)
    return '"' + _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04X}", escaped) + '"'


def _comment(line: str) -> str:
    return _CONTROL.sub(" ", line)
