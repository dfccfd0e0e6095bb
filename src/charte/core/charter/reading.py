"""Reads the document by its shape: every value checked at the door, every problem kept, none repeated."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from charte.core.charter.lines import Lines
from charte.core.charter.shape import SCHEMA, Field
from charte.core.charter.template import template_fault
from charte.core.duration import parse_duration, parse_lifetime
from charte.core.errors import Problem

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_WORD = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_HOST = re.compile(r"(?:\*\.)?[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LONGEST_TEXT = 4000


class Reader:
    """Walks a document with its shape and gathers `problems`; what is wrong is left out of the values."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.problems: list[Problem] = []

    def fault(self, key: str, what: str, mend: str) -> None:
        self.problems.append(Problem(self.lines[key], key, what, mend))

    def table(self, values: Mapping[str, Any], fields: Mapping[str, Field], at: str) -> dict[str, Any]:
        """The values of a table, read; unknown and missing keys are faults. Adds its `line`."""
        read: dict[str, Any] = {"line": self.lines[at] if at else 1}
        for name, value in values.items():
            key = f"{at}.{name}".lstrip(".")
            if name not in fields:
                self._unknown(key, name, fields)
                continue
            result = self._value(value, fields[name], key)
            if result is not None:
                read[name] = result
        for name, field in fields.items():
            if field.required and name not in values:
                key = f"{at}.{name}".lstrip(".")
                self.fault(key, "This key is missing.", f"Add {name} = …; expected: {_expected(field)}.")
        return read

    def _unknown(self, key: str, name: str, fields: Mapping[str, Field]) -> None:
        close = get_close_matches(name, fields, n=1)
        mend = f"Did you mean {close[0]}?" if close else f"Expected one of: {', '.join(fields)}."
        self.fault(key, "There is no such key.", mend)

    def _value(self, value: Any, field: Field, key: str) -> Any:
        if field.type == "table":
            if isinstance(value, dict):
                return self.table(value, field.fields, key)
        elif field.type == "tables":
            if isinstance(value, list) and all(isinstance(item, dict) for item in value):
                return [self.table(item, field.fields, f"{key}[{n}]") for n, item in enumerate(value)]
        else:
            try:
                return READERS[field.type](value, field)
            except ValueError as fault:
                self.fault(key, str(fault), f"Expected: {_expected(field)}.")
                return None
        self.fault(key, f"{_name(value)} cannot stand here.", f"Expected: {_expected(field)}.")
        return None


def _name(value: Any) -> str:
    names = {
        bool: "A boolean",
        str: "A text",
        int: "A number",
        float: "A number",
        list: "A list",
        dict: "A table",
    }
    return names.get(type(value), "A date")


def _text(value: Any, field: Field) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{_name(value)} cannot stand here.")
    if len(value) > _LONGEST_TEXT:
        raise ValueError(f"This text has {len(value)} characters; {_LONGEST_TEXT} is the most.")
    if any(ord(character) < 32 and character not in "\n\t" for character in value):
        raise ValueError("This text holds a control character.")
    return value


def _matching(pattern: re.Pattern[str]) -> Callable[[Any, Field], str]:
    def read(value: Any, field: Field) -> str:
        if not pattern.fullmatch(_text(value, field)):
            raise ValueError(f"{value!r} cannot stand here.")
        return str(value)

    return read


def _list_of(read: Callable[[Any, Field], str]) -> Callable[[Any, Field], tuple[str, ...]]:
    def read_all(value: Any, field: Field) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise ValueError(f"{_name(value)} cannot stand here.")
        items = tuple(read(item, field) for item in value)
        if len(set(items)) < len(items):
            raise ValueError("The same value stands here twice.")
        return items

    return read_all


def _some(read: Callable[[Any, Field], tuple[str, ...]]) -> Callable[[Any, Field], tuple[str, ...]]:
    def read_some(value: Any, field: Field) -> tuple[str, ...]:
        items = read(value, field)
        if not items:
            raise ValueError("This list is empty.")
        return items

    return read_some


def _texts(value: Any, field: Field) -> Mapping[str, str]:
    if not isinstance(value, dict) or not value:
        raise ValueError(f"{_name(value)} cannot stand here.")
    for language, words in value.items():
        if not _LANGUAGE.fullmatch(language):
            raise ValueError(f"{language!r} is no language tag.")
        if not _text(words, field).strip():
            raise ValueError(f"The text in {language} is empty.")
    return MappingProxyType(dict(value))


def _map(value: Any, field: Field) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise ValueError(f"{_name(value)} cannot stand here.")
    paths = _some(_list_of(_path))
    return MappingProxyType({_word(name, field): paths(items, field) for name, items in value.items()})


def _path(value: Any, field: Field) -> str:
    if not _text(value, field).startswith("/"):
        raise ValueError(f"{value!r} does not begin with a slash.")
    return str(value)


def _bool(value: Any, field: Field) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{_name(value)} cannot stand here.")
    return value


def _date(value: Any, field: Field) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"{value!r} is no day.")
    return value


def _choice(value: Any, field: Field) -> str:
    if value not in field.among:
        raise ValueError(f"{value!r} is not known.")
    return str(value)


def _schema(value: Any, field: Field) -> int:
    if value != SCHEMA or isinstance(value, bool):
        raise ValueError(f"This version of Charte reads schema {SCHEMA}, not {value!r}.")
    return SCHEMA


def _template(value: Any, field: Field) -> str:
    if fault := template_fault(_text(value, field)):
        raise ValueError(fault)
    return str(value)


_word = _matching(_WORD)
_host = _matching(_HOST)
_language = _matching(_LANGUAGE)

READERS: Mapping[str, Callable[[Any, Field], Any]] = {
    "text": _text,
    "slug": _matching(_SLUG),
    "word": _word,
    "words": _some(_list_of(_word)),
    "host": _host,
    "hosts": _list_of(_host),
    "path": _path,
    "language": _language,
    "languages": _some(_list_of(_language)),
    "country": _matching(_COUNTRY),
    "list": _list_of(_text),
    "texts": _texts,
    "map": _map,
    "bool": _bool,
    "date": _date,
    "duration": lambda value, field: parse_duration(_text(value, field)),
    "lifetime": lambda value, field: parse_lifetime(_text(value, field)),
    "choice": _choice,
    "template": _template,
    "schema": _schema,
}
EXPECTED = {
    "text": "a text",
    "slug": "lower-case letters, digits and hyphens, such as my-site",
    "word": "a key of lower-case letters, digits, hyphens and underscores",
    "words": "a list of keys, at least one",
    "host": "a host name such as www.example.org, without scheme, port or path",
    "hosts": "a list of host names such as www.example.org, without scheme, port or path",
    "path": "a path that begins with a slash",
    "language": "a language tag such as fr or pt-BR",
    "languages": "a list of language tags such as fr or pt-BR, at least one",
    "country": "a country code of two capitals, such as FR",
    "list": "a list of texts, each once",
    "texts": 'texts by language, such as { fr = "…", en = "…" }',
    "map": 'paths by name, such as back = ["/back/*"]',
    "bool": "true or false",
    "date": "a day such as 2026-11-20, without quotes",
    "duration": 'an ISO 8601 duration such as "P13M"',
    "lifetime": '"session", or an ISO 8601 duration such as "P6M"',
    "template": "a name or template such as _ga_<ID>: three literal characters or more, at most four wildcards",
    "schema": f"schema = {SCHEMA}",
    "table": "a table",
    "tables": "an array of tables, such as [[purposes]]",
}


def _expected(field: Field) -> str:
    return "one of " + ", ".join(field.among) if field.among else EXPECTED[field.type]
