"""Charte's own words for what a register must name and a policy leaves unnamed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from charte.look import words as look_words

_NONE: Mapping[str, Any] = MappingProxyType({"purposes": {}, "drafting": {"purposes": {}}})


def purpose_words(key: str, language: str) -> Mapping[str, str]:
    """The `title` and `text` of a purpose; empty for a language that Charte does not speak yet."""
    texts = _texts(language)
    words: Mapping[str, str] = texts["purposes"].get(key) or texts["drafting"]["purposes"].get(key, {})
    return words


def no_provider(language: str) -> str:
    """What stands in the place of a provider that a policy does not name."""
    return str(_texts(language)["drafting"].get("provider", "?"))


def _texts(language: str) -> Mapping[str, Any]:
    try:
        return look_words(language)
    except KeyError:
        return _NONE
