"""The JSON Schema (2020-12) of `charte.toml`, from the same shape that the reader follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charte.core.charter.shape import DOCUMENT, SCHEMA, Field

_TEXT = {"type": "string", "minLength": 1}
_DURATION = r"^P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$"
_HOST = r"^(\*\.)?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$"
_LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$"


def _pattern(pattern: str) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern}


def _many(items: dict[str, Any], least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": items, "uniqueItems": True, "minItems": least}


_WORD = _pattern(r"^[a-z0-9][a-z0-9_-]{0,63}$")
_TYPES: Mapping[str, dict[str, Any]] = {
    "text": {"type": "string", "maxLength": 4000},
    "slug": _pattern(r"^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$"),
    "word": _WORD,
    "words": _many(_WORD, 1),
    "host": _pattern(_HOST),
    "hosts": _many(_pattern(_HOST)),
    "path": _pattern("^/"),
    "language": _pattern(_LANGUAGE),
    "languages": _many(_pattern(_LANGUAGE), 1),
    "country": _pattern("^[A-Z]{2}$"),
    "list": _many({"type": "string", "maxLength": 4000}),
    "texts": {
        "type": "object",
        "propertyNames": _pattern(_LANGUAGE),
        "additionalProperties": _TEXT,
        "minProperties": 1,
    },
    "map": {
        "type": "object",
        "propertyNames": _WORD,
        "additionalProperties": _many(_pattern("^/"), 1),
    },
    "bool": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "duration": _pattern(_DURATION),
    "lifetime": {"anyOf": [{"const": "session"}, _pattern(_DURATION)]},
    "template": {"type": "string", "minLength": 1},
    "schema": {"const": SCHEMA},
}


def json_schema() -> dict[str, Any]:
    """The schema as a plain document. TOML days are strings with format `date`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"charte.toml, schema {SCHEMA}",
        **_table(DOCUMENT),
    }


def _table(fields: Mapping[str, Field]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: _one(field) for name, field in fields.items()},
        "required": [name for name, field in fields.items() if field.required],
        "additionalProperties": False,
    }


def _one(field: Field) -> dict[str, Any]:
    if field.type == "table":
        schema = _table(field.fields)
    elif field.type == "tables":
        schema = {"type": "array", "items": _table(field.fields)}
    elif field.type == "choice":
        schema = {"enum": [str(value) for value in field.among]}
    else:
        schema = dict(_TYPES[field.type])
    return {**schema, "description": field.about} if field.about else schema
