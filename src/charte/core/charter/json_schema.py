"""The JSON Schema (2020-12) of `charte.toml`, from the same shape that the reader follows.

It says what each key may hold; what only two keys together show (a purpose that is not declared, a text in
each language) is said by `charte check` alone. Patterns are those of ECMA-262.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charte.core.charter.countries import COUNTRIES
from charte.core.charter.shape import (
    DOCUMENT,
    LISTS,
    LONGEST_HOST,
    LONGEST_NAME,
    LONGEST_TEXT,
    SCHEMA,
    Field,
)
from charte.core.charter.template import LEAST_LITERALS, MOST_WILDCARDS
from charte.core.duration import MOST_DIGITS

_Y, _M, _W, _D, _TH, _TM, _TS = (rf"([0-9]{{1,{digits}}}{unit[-1]})?" for unit, digits in MOST_DIGITS.items())
_DURATION = rf"^P(?=[0-9T]){_Y}{_M}{_W}{_D}(T(?=[0-9]){_TH}{_TM}{_TS})?$"
_HOST = r"^(\*\.)?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$"
_LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"
_NO_CONTROL = r"[^\u0000-\u0008\u000B-\u001F]"
_WILDCARD, _LITERAL = r"(?:<[A-Z][A-Z0-9_]*>|\*)", rf"(?![<>*]){_NO_CONTROL}"
# Literals alone, or enough literals with few wildcards, never two in a row.
_TEMPLATE = (
    rf"^(?=[\s\S]*\S)(?:(?:{_LITERAL})+|(?=(?:{_WILDCARD}?{_LITERAL}){{{LEAST_LITERALS}}})(?:{_LITERAL})*{_WILDCARD}"
    rf"(?:(?:{_LITERAL})+{_WILDCARD}){{0,{MOST_WILDCARDS - 1}}}(?:{_LITERAL})*)$"
)


def _pattern(pattern: str, longest: int = LONGEST_TEXT) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern, "maxLength": longest}


_TEXT = _pattern(rf"^{_NO_CONTROL}*$")
_SAID = _pattern(rf"^(?=[\s\S]*\S){_NO_CONTROL}*$")
_SCALARS: Mapping[str, dict[str, Any]] = {
    "text": _TEXT,
    "said": _SAID,
    "slug": _pattern(r"^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$"),
    "word": _pattern(r"^[a-z0-9][a-z0-9_-]{0,63}$"),
    "host": _pattern(_HOST, LONGEST_HOST),
    "path": _pattern(rf"^/{_NO_CONTROL}*$"),
    "address": _pattern(r"^(/(?![/\\])\S*|https?://[^\s/]\S*)?$"),
    "language": _pattern(_LANGUAGE),
    "country": {"enum": sorted(COUNTRIES)},
    "bool": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "duration": _pattern(_DURATION),
    "lifetime": {"anyOf": [{"const": "session"}, _pattern(_DURATION)]},
    "template": _pattern(_TEMPLATE, LONGEST_NAME),
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
        "properties": {name: _described(field) for name, field in fields.items()},
        "required": [name for name, field in fields.items() if field.required],
        "additionalProperties": False,
    }


def _described(field: Field) -> dict[str, Any]:
    schema = _one(field)
    return {**schema, "description": field.about} if field.about else schema


def _one(field: Field) -> dict[str, Any]:
    if field.type == "table":
        return _table(field.fields)
    if field.type == "tables":
        return {"type": "array", "items": _table(field.fields)}
    if field.type == "choice":
        return {"enum": [str(value) for value in field.among]}
    if field.type == "texts":
        return {**_map(_SCALARS["language"], _SAID), "minProperties": 1}
    if field.type == "map":
        return _map(_SCALARS["word"], _list("paths"))
    if field.type in LISTS:
        return _list(field.type)
    return _SAID if field.type == "text" and field.required else _SCALARS[field.type]


def _map(names: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "propertyNames": names, "additionalProperties": values}


def _list(name: str) -> dict[str, Any]:
    item, least = LISTS[name]
    return {"type": "array", "items": _SCALARS[item], "uniqueItems": True, "minItems": least}
