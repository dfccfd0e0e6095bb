"""Addresses as they stand on a tape: whatever a site made of them, reading one never fails."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import SplitResult, urlsplit

from charte.core.errors import OperatorError
from charte.core.host import canonical_host


def host_of(url: str) -> str:
    """The host, in canonical form, without port and brackets; empty where the address names none."""
    return canonical_host(_split(url).hostname or "").removesuffix(".")


def scheme_of(url: str) -> str:
    return _split(url).scheme


def path_of(url: str) -> str:
    """The path, at least `/`."""
    return _split(url).path or "/"


def without_query(url: str) -> str:
    """The address as it names a writer: its query varies, and may hold an identifier."""
    return url.partition("?")[0].partition("#")[0]


def moment(text: str) -> datetime:
    """A moment on a tape, aware. Raises `OperatorError` for a tape whose time is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise OperatorError(
            f"A tape holds a time that is none: {text[:40]!r}.", "Is it a tape that charte audit wrote?"
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")
