"""Reads the document by its shape: every value checked at the door, every problem kept, none repeated."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from charte.core.charter.lines import Lines
from charte.core.charter.shape import LISTS, Field
from charte.core.charter.values import READERS, CannotStand, expected, type_name
from charte.core.errors import Problem

_LANGUAGE, _SAID, _WORD = Field("language"), Field("said"), Field("word")
_PATHS = Field("paths")


class Reader:
    """Walks a document with its shape and gathers `problems`; what is wrong is left out of the values.

    `texts` holds every table of texts that was read, by its key.
    """

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.problems: list[Problem] = []
        self.texts: dict[str, Mapping[str, str]] = {}
        self._walks: Mapping[str, Callable[[Any, Field, str], Any]] = {
            "table": self._table,
            "tables": self._tables,
            "texts": self._texts,
            "map": self._map,
        }

    def fault(self, key: str, what: str, mend: str) -> None:
        # A key is any text, and may reach a terminal: what cannot be seen there is not passed on.
        shown = "".join(character if character.isprintable() else "\ufffd" for character in key)
        self.problems.append(Problem(self.lines[key], shown, what, mend))

    def sound(self, key: str) -> bool:
        """Whether nothing was wrong at this key or below it."""
        below = (f"{key}.", f"{key}[")
        return not any(problem.key == key or problem.key.startswith(below) for problem in self.problems)

    def table(self, values: Mapping[str, Any], fields: Mapping[str, Field], at: str) -> dict[str, Any]:
        """The values of a table, read; unknown and missing keys are faults. Adds its `line`."""
        read: dict[str, Any] = {"line": self.lines[at] if at else 1}
        for name, value in values.items():
            key = f"{at}.{name}" if at else name
            if name not in fields:
                self._unknown(key, name, fields)
            elif (result := self._value(value, fields[name], key)) is not None:
                read[name] = result
        for name, field in fields.items():
            if field.required and name not in values:
                key = f"{at}.{name}" if at else name
                self.fault(key, "This key is missing.", _addition(name, field))
        return read

    def _unknown(self, key: str, name: str, fields: Mapping[str, Field]) -> None:
        close = get_close_matches(name.lower().replace("-", "_"), fields, n=1)
        mend = f"Did you mean {close[0]}?" if close else f"Expected one of: {', '.join(fields)}."
        self.fault(key, "There is no such key.", mend)

    def _value(self, value: Any, field: Field, key: str) -> Any:
        """The value at a key, read; None where nothing of it can be used."""
        try:
            if field.type in self._walks:
                return self._walks[field.type](value, field, key)
            if field.type in LISTS:
                return self._list(value, field, key)
            return READERS[field.type](value, field)
        except CannotStand as fault:
            meant = f"Did you mean {fault.instead}? " if fault.instead else ""
            self.fault(key, str(fault), f"{meant}Expected: {expected(field, _unplaced(key))}.")
            return None

    def _table(self, value: Any, field: Field, key: str) -> dict[str, Any]:
        return self.table(_as(dict, value), field.fields, key)

    def _tables(self, value: Any, field: Field, key: str) -> list[dict[str, Any]]:
        each = Field("table", fields=field.fields)
        read = [self._value(item, each, f"{key}[{index}]") for index, item in enumerate(_as(list, value))]
        # A table that cannot be read keeps its place, so that the others keep their keys.
        return [item or {} for item in read]

    def _list(self, value: Any, field: Field, key: str) -> tuple[Any, ...]:
        item_type, least = LISTS[field.type]
        if len(_as(list, value)) < least:
            raise CannotStand("This list is empty.")
        read: dict[Any, None] = {}
        for index, item in enumerate(value):
            at = f"{key}[{index}]"
            if (result := self._value(item, Field(item_type), at)) in read:
                self.fault(at, f"{result!r} stands here twice.", "Remove one of the two.")
            elif result is not None:
                read[result] = None
        return tuple(read)

    def _texts(self, value: Any, field: Field, key: str) -> Mapping[str, str] | None:
        if not _as(dict, value):
            raise CannotStand("There is no text in any language.")
        read, before = {}, len(self.problems)
        for language, words in value.items():
            at = f"{key}.{language}"
            tag = self._value(language, _LANGUAGE, at)
            if (said := self._value(words, _SAID, at)) is not None and tag is not None:
                read[tag] = said
        if len(self.problems) == before:
            self.texts[key] = read
        return MappingProxyType(read)

    def _map(self, value: Any, field: Field, key: str) -> Mapping[str, tuple[str, ...]]:
        read = {}
        for name, paths in _as(dict, value).items():
            word = self._value(name, _WORD, f"{key}.{name}")
            if (result := self._value(paths, _PATHS, f"{key}.{name}")) and word is not None:
                read[word] = result
        return MappingProxyType(read)


def _as(kind: type, value: Any) -> Any:
    if not isinstance(value, kind):
        raise CannotStand(f"{type_name(value)} cannot stand here.")
    return value


def _unplaced(key: str) -> str:
    """The key without indexes, as a table header writes it: services.trackers."""
    return re.sub(r"\[[0-9]+\]", "", key)


def _addition(name: str, field: Field) -> str:
    """How to add a key that is missing."""
    if field.type == "table":
        return f"Add a table [{name}] with its keys."
    if field.type == "schema":
        return f"Write {expected(field, name)} as the first line."
    return f"Add {name} = …; expected: {expected(field, name)}."
