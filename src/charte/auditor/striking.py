"""Strikes a scenario's secrets out of events before they are written down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar
from urllib.parse import quote, quote_plus

T = TypeVar("T")
STRUCK = "…"
_SHORTEST = 3  # shorter ones would hide ordinary letters and protect nothing
_SHORTEST_IN_PATH = 8  # a sign-in name may well be a word of the site's own paths
_WORDS = frozenset({"why", "text", "label"})
_ADDRESSES = frozenset({"url", "final_url", "frame", "author", "stack", "chain", "target"})
_QUERY = re.compile(r"[?#]")


class Secrets:
    """`secrets` are texts that must not be written: they are struck out of every sentence, of the query of every
    address, and of its path where a whole segment is one. Hosts and names stay: verdicts rest on them."""

    def __init__(self, secrets: Iterable[str]) -> None:
        kept = [secret for secret in secrets if len(secret) >= _SHORTEST]
        # The longest first: one secret may hold another.
        self._forms = sorted(
            {form for secret in kept for form in (secret, quote(secret, safe=""), quote_plus(secret))},
            key=lambda form: (-len(form), form),
        )
        self._segments = {form for form in self._forms if len(form) >= _SHORTEST_IN_PATH}

    def __bool__(self) -> bool:
        return bool(self._forms)

    def strike(self, event: T) -> T:
        """The event without any of them."""
        struck: T = self._value("", event)
        return struck

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, str):
            if name in _WORDS:
                return self._words(value)
            return self._address(value) if name in _ADDRESSES else value
        if isinstance(value, tuple):
            return tuple(self._value(name, item) for item in value)
        if isinstance(value, Mapping):
            return {key: self._value(key, item) for key, item in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            parts = {item.name: getattr(value, item.name) for item in fields(value)}
            return replace(value, **{key: self._value(key, part) for key, part in parts.items()})
        return value

    def _words(self, text: str) -> str:
        for form in self._forms:
            text = text.replace(form, STRUCK)
        return text

    def _address(self, text: str) -> str:
        found = _QUERY.search(text)
        cut = found.start() if found else len(text)
        segments = [STRUCK if part in self._segments else part for part in text[:cut].split("/")]
        return "/".join(segments) + self._words(text[cut:])
