"""Reads single values of the document: a text, a host, a date. What cannot stand says what would."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from charte.core.charter.countries import COUNTRIES, OFTEN_MEANT
from charte.core.charter.shape import LONGEST_HOST, LONGEST_NAME, LONGEST_TEXT, SCHEMA, Field
from charte.core.charter.template import template_fault
from charte.core.duration import parse_duration, parse_lifetime
from charte.core.host import canonical_host

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_WORD = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_HOST = re.compile(r"(?:\*\.)?[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
# A link that a page may show: never javascript: or another scheme that runs.
_ADDRESS = re.compile(r"|/(?![/\\])\S*|https?://[^\s/]\S*")
_UNITS = {
    "Y": ("y", "year", "years", "an", "ans", "année", "années"),
    "M": ("month", "months", "mois"),
    "W": ("week", "weeks", "semaine", "semaines"),
    "D": ("d", "day", "days", "jour", "jours"),
}


class CannotStand(ValueError):
    """Why a value cannot stand where it does; `instead` is what was probably meant, if anything."""

    def __init__(self, what: str, instead: str = "") -> None:
        super().__init__(what)
        self.instead = instead


def type_name(value: Any) -> str:
    names = {
        bool: "A boolean",
        str: "A text",
        int: "A number",
        float: "A number",
        list: "A list",
        dict: "A table",
        datetime: "A moment",
    }
    return names.get(type(value), f"A {type(value).__name__}")


def expected(field: Field, name: str) -> str:
    """What may stand at a key of this shape, in words."""
    if field.among:
        return "one of " + ", ".join(field.among)
    if field.type == "tables":
        return f"tables, each under its own [[{name}]]"
    return _EXPECTED[field.type]


def _text(value: Any, field: Field) -> str:
    if not isinstance(value, str):
        raise CannotStand(f"{type_name(value)} cannot stand here.")
    if len(value) > LONGEST_TEXT:
        raise CannotStand(f"This text has {len(value)} characters; {LONGEST_TEXT} is the most.")
    if any(ord(character) < 32 and character not in "\n\t" for character in value):
        raise CannotStand("This text holds a control character.")
    if field.required and not value.strip():
        raise CannotStand("This text is empty.")
    return value


def _said(value: Any, field: Field) -> str:
    if not _text(value, field).strip():
        raise CannotStand("This text is empty.")
    return str(value)


def _matching(
    pattern: re.Pattern[str], instead: Callable[[str], str], longest: int = LONGEST_TEXT
) -> Callable[[Any, Field], str]:
    """Reads texts of one form; what has another is offered back in that form where that can be done."""

    def read(value: Any, field: Field) -> str:
        text = _text(value, field)
        if len(text) > longest:
            raise CannotStand(f"This text has {len(text)} characters; {longest} is the most.")
        if not pattern.fullmatch(text):
            meant = instead(text)
            raise CannotStand(
                f"{_quoted(text)} cannot stand here.", meant if pattern.fullmatch(meant) else ""
            )
        return text

    return read


def _quoted(text: str) -> str:
    return repr(text if len(text) <= 80 else f"{text[:79]}…")


def _as_word(text: str) -> str:
    return re.sub(r"[^a-z0-9_]+", "-", text.lower()).strip("-_")


def _as_slug(text: str) -> str:
    return _as_word(text).replace("_", "-")


def _as_host(text: str) -> str:
    host = re.sub(
        r"^[a-z+]+://|[/?#].*$|:[0-9]+(?=$|[/?#])", "", text.strip(), flags=re.IGNORECASE | re.DOTALL
    )
    return canonical_host(host.strip(".")) if host.strip(".") else ""


def _as_path(text: str) -> str:
    return f"/{re.sub(r'^[a-z+]+://[^/]*/?', '', text.strip())}"


def _as_address(text: str) -> str:
    return f"https://{text}" if re.match(r"(?:[\w-]+\.)+[a-z]{2,}(?:/|$)", text) else ""


def _as_language(text: str) -> str:
    first, *rest = re.split("[-_]", text)
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part.title() for part in rest)])


def _country(value: Any, field: Field) -> str:
    code = _text(value, field)
    if code not in COUNTRIES:
        meant = OFTEN_MEANT.get(code.upper(), code.upper())
        raise CannotStand(f"There is no country {_quoted(code)}.", meant if meant in COUNTRIES else "")
    return code


def _bool(value: Any, field: Field) -> bool:
    if not isinstance(value, bool):
        raise CannotStand(f"{type_name(value)} cannot stand here.")
    return value


def _date(value: Any, field: Field) -> date:
    if isinstance(value, datetime):
        raise CannotStand("This is a moment, not a day.", value.date().isoformat())
    if not isinstance(value, date):
        text = str(value)
        is_day = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text)
        raise CannotStand(f"{type_name(value)} is no day.", text if is_day else "")
    return value


def _choice(value: Any, field: Field) -> str:
    if value not in field.among:
        close = get_close_matches(value, field.among, n=1) if isinstance(value, str) else []
        named = _quoted(value) if isinstance(value, str) else type_name(value)
        raise CannotStand(f"{named} cannot stand here.", str(close[0]) if close else "")
    return str(value)


def _schema(value: Any, field: Field) -> int:
    if type(value) is not int or value != SCHEMA:
        raise CannotStand(f"This version of Charte reads schema {SCHEMA}, not {value!r}.")
    return SCHEMA


def _template(value: Any, field: Field) -> str:
    name = _text(value, field)
    if len(name) > LONGEST_NAME:
        raise CannotStand(f"This name has {len(name)} characters; {LONGEST_NAME} is the most.")
    if fault := template_fault(name):
        raise CannotStand(fault)
    return name


def _span(parse: Callable[[str], Any]) -> Callable[[Any, Field], Any]:
    """Reads durations; "13 months" or « 13 mois » is offered back as P13M."""

    def read(value: Any, field: Field) -> Any:
        text = _text(value, field)
        try:
            return parse(text)
        except ValueError as fault:
            said = re.fullmatch(r"\s*([0-9]{1,4})\s*(\w+)\s*", text.lower())
            unit = next((unit for unit, words in _UNITS.items() if said and said[2] in words), "")
            raise CannotStand(str(fault), f"P{int(said[1])}{unit}" if said and unit else "") from None

    return read


READERS: Mapping[str, Callable[[Any, Field], Any]] = {
    "text": _text,
    "said": _said,
    "slug": _matching(_SLUG, _as_slug),
    "word": _matching(_WORD, _as_word),
    "host": _matching(_HOST, _as_host, LONGEST_HOST),
    "path": _matching(re.compile("/.*", re.DOTALL), _as_path),
    "address": _matching(_ADDRESS, _as_address),
    "language": _matching(_LANGUAGE, _as_language),
    "country": _country,
    "bool": _bool,
    "date": _date,
    "duration": _span(parse_duration),
    "lifetime": _span(parse_lifetime),
    "choice": _choice,
    "template": _template,
    "schema": _schema,
}
_EXPECTED = {
    "text": "a text",
    "said": "a text",
    "slug": "lower-case letters, digits and hyphens, such as my-site",
    "word": "a key of lower-case letters, digits, hyphens and underscores",
    "words": "a list of keys, at least one",
    "host": "a host name such as www.example.org, without scheme, port or path",
    "hosts": "a list of host names such as www.example.org, without scheme, port or path",
    "path": "a path that begins with a slash",
    "paths": "a list of paths that begin with a slash, at least one",
    "address": "an address that begins with https://, or a path of the site",
    "language": "a language tag such as fr or pt-BR",
    "languages": "a list of language tags such as fr or pt-BR, at least one",
    "country": "a country code of two capitals (ISO 3166), such as FR",
    "list": "a list of texts",
    "texts": 'texts by language, such as { fr = "…", en = "…" }',
    "map": 'paths by name, such as back = ["/back/*"]',
    "bool": "true or false, without quotes",
    "date": "a day such as 2026-11-20, without quotes",
    "duration": 'an ISO 8601 duration such as "P13M"',
    "lifetime": '"session", or an ISO 8601 duration such as "P6M"',
    "template": "a name or template such as _ga_<ID>: three literal characters or more, at most four wildcards",
    "schema": f"schema = {SCHEMA}",
    "table": "a table",
}
