"""The part of a Set-Cookie behind its name and value. A server gives most of its cookies one of a few, so that
reading one is reading it for all."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from charte.core.cookie import parse_set_cookie

_REMEMBERED = 1024
_LONGEST = 512  # bytes; longer ones are read each time, so that memory stays bounded
_TWICE = frozenset({"max-age", "expires"})


class Attributes(NamedTuple):
    """`domain` and `path` are empty where they are absent. `max_age` is in seconds, `expires` aware; both None
    where the cookie ends with the session, or where it says so twice or not readably: browsers differ then."""

    domain: str
    path: str
    max_age: int | None
    expires: datetime | None

    def delete(self, at: datetime) -> bool:
        """Whether every browser takes this for a deletion. Max-Age counts before Expires (RFC 6265bis, 5.7)."""
        if self.max_age is not None:
            return self.max_age == 0
        return self.expires is not None and self.expires <= at


NONE = Attributes("", "", None, None)


def attributes_of(tail: bytes) -> Attributes:
    """Reads what follows the first semicolon. What a browser would ignore whole says nothing."""
    if not tail:
        return NONE
    return _remembered(tail) if len(tail) <= _LONGEST else _read(tail)


def _read(tail: bytes) -> Attributes:
    cookie = parse_set_cookie(b"x=;" + tail)
    if cookie is None:
        return NONE
    life = (None, None) if _TWICE & set(cookie.ignored) else (cookie.max_age, cookie.expires)
    return Attributes(cookie.domain or "", cookie.path or "", *life)


_remembered = lru_cache(maxsize=_REMEMBERED)(_read)
