"""Between frozen dataclasses and plain JSON values: a dataclass's own types are the shape of its document.

A field with a default may be absent from the document. Unknown keys, absent keys and wrong types are
collected as problems; nothing is guessed or converted, except text into the enumeration that it names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from types import MappingProxyType, NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from charte.core.errors import Problem

T = TypeVar("T")
_WRONG = object()
_NAMES = {str: "a text", int: "a whole number", float: "a number", bool: "true or false", NoneType: "null"}


def to_plain(value: Any) -> Any:
    """The JSON value of a dataclass, or of what a dataclass may hold."""
    if is_dataclass(value):
        return {item.name: to_plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_plain(item) for key, item in value.items()}
    return value


def from_plain(
    kind: type[T], document: Any, *, line: int = 0, key: str = "", problems: list[Problem]
) -> T | None:
    """A `kind` made of `document`; None when anything is wrong, each fault added to `problems`.

    `line` and `key` say where the document stands; a problem's key is the path from there.
    """
    made = _Reader(line, problems).read(kind, document, key)
    return None if made is _WRONG else made


_SHAPES: dict[type[Any], tuple[tuple[Field[Any], Any], ...]] = {}


def _shape(kind: type[Any]) -> tuple[tuple[Field[Any], Any], ...]:
    if kind not in _SHAPES:
        hints = get_type_hints(kind)
        _SHAPES[kind] = tuple((item, hints[item.name]) for item in fields(kind))
    return _SHAPES[kind]


class _Reader:
    """Reads one document. `_WRONG` stands for a value whose fault has been noted."""

    def __init__(self, line: int, problems: list[Problem]) -> None:
        self._line = line
        self._problems = problems

    def read(self, kind: Any, value: Any, key: str) -> Any:
        origin = get_origin(kind)
        if origin in (Union, UnionType):
            return self._union(get_args(kind), value, key)
        if origin is tuple:
            return self._tuple(get_args(kind)[0], value, key)
        if origin is not None and issubclass(origin, Mapping):
            return self._mapping(get_args(kind)[1], value, key)
        if isinstance(kind, type) and is_dataclass(kind):
            return self._dataclass(kind, value, key)
        if issubclass(kind, StrEnum):
            return self._enum(kind, value, key)
        return self._scalar(kind, value, key)

    def _wrong(self, key: str, what: str, mend: str = "") -> Any:
        self._problems.append(Problem(self._line, key, what, mend))
        return _WRONG

    def _scalar(self, kind: Any, value: Any, key: str) -> Any:
        if kind is float and type(value) is int:
            return float(value)
        if type(value) is kind:
            return value
        return self._wrong(key, f"expected {_NAMES[kind]}, found {_NAMES.get(type(value), 'another shape')}.")

    def _enum(self, kind: type[StrEnum], value: Any, key: str) -> Any:
        if isinstance(value, str) and value in kind.__members__.values():
            return kind(value)
        return self._wrong(key, f"“{value}” is not known.", f"Write one of: {', '.join(kind)}.")

    def _union(self, kinds: tuple[Any, ...], value: Any, key: str) -> Any:
        if value is None and NoneType in kinds:
            return None
        return self.read(next(kind for kind in kinds if kind is not NoneType), value, key)

    def _tuple(self, kind: Any, value: Any, key: str) -> Any:
        if not isinstance(value, list):
            return self._wrong(key, "expected a list.")
        read = [self.read(kind, item, f"{key}[{index}]") for index, item in enumerate(value)]
        return _WRONG if _WRONG in read else tuple(read)

    def _mapping(self, kind: Any, value: Any, key: str) -> Any:
        if not isinstance(value, dict):
            return self._wrong(key, "expected an object.")
        read = {str(name): self.read(kind, item, f"{key}.{name}") for name, item in value.items()}
        return _WRONG if _WRONG in read.values() else MappingProxyType(read)

    def _dataclass(self, kind: type[Any], value: Any, key: str) -> Any:
        if not isinstance(value, dict):
            return self._wrong(key, "expected an object.")
        made: dict[str, Any] = {}
        for item, hint in _shape(kind):
            path = f"{key}.{item.name}" if key else item.name
            if item.name in value:
                made[item.name] = self.read(hint, value[item.name], path)
            elif item.default is MISSING and item.default_factory is MISSING:
                made[item.name] = self._wrong(path, "is missing.")
        for name in value.keys() - {item.name for item, _ in _shape(kind)}:
            made[name] = self._wrong(f"{key}.{name}" if key else name, "is not a known key.")
        return _WRONG if _WRONG in made.values() else kind(**made)
