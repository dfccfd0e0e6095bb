"""A validator of the part of JSON Schema 2020-12 that `charte schema` prints; it knows nothing of our reader."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

IGNORED = {"$schema", "title", "description"}


def accepts(schema: dict[str, Any], value: Any) -> bool:
    """Whether a JSON value is valid. A keyword that is not known here is a mistake, never passed over."""
    return all(_keyword(schema, keyword, value) for keyword in schema if keyword not in IGNORED)


def _keyword(schema: dict[str, Any], keyword: str, value: Any) -> bool:
    asked = schema[keyword]
    if keyword == "type":
        kinds = {"object": dict, "array": list, "string": str, "boolean": bool}
        return isinstance(value, kinds[asked])
    if keyword in ("enum", "const"):
        return any(_equal(value, each) for each in (asked if keyword == "enum" else [asked]))
    if keyword == "anyOf":
        return any(accepts(each, value) for each in asked)
    if isinstance(value, dict):
        return _of_an_object(schema, keyword, value)
    if isinstance(value, list):
        return _of_a_list(keyword, asked, value)
    return _of_a_text(keyword, asked, value) if isinstance(value, str) else True


def _of_an_object(schema: dict[str, Any], keyword: str, value: dict[str, Any]) -> bool:
    asked, known = schema[keyword], schema.get("properties", {})
    if keyword == "properties":
        return all(accepts(asked[key], item) for key, item in value.items() if key in asked)
    if keyword == "additionalProperties":
        others = {key: item for key, item in value.items() if key not in known}
        return not others if asked is False else all(accepts(asked, item) for item in others.values())
    if keyword == "propertyNames":
        return all(accepts(asked, key) for key in value)
    if keyword == "required":
        return all(key in value for key in asked)
    if keyword == "minProperties":
        return len(value) >= asked
    raise AssertionError(keyword)


def _of_a_list(keyword: str, asked: Any, value: list[Any]) -> bool:
    if keyword == "items":
        return all(accepts(asked, item) for item in value)
    if keyword == "uniqueItems":
        return not any(_equal(item, other) for place, item in enumerate(value) for other in value[:place])
    if keyword == "minItems":
        return len(value) >= asked
    raise AssertionError(keyword)


def _of_a_text(keyword: str, asked: Any, value: str) -> bool:
    if keyword == "pattern":
        # ECMA-262: $ is the very end.
        return bool(re.search(re.sub(r"\$$", r"\\Z", asked), value))
    if keyword == "maxLength":
        return len(value) <= asked
    if keyword == "format":
        return bool(asked == "date" and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) and _is_day(value))
    raise AssertionError(keyword)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _equal(one: Any, other: Any) -> bool:
    """JSON's true is no number, and 1.0 is 1."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)
