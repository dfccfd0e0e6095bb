"""Reads Set-Cookie and Cookie header fields as a browser reads them (RFC 6265bis draft 22, section 5.6).

Octets that are no UTF-8 survive as lone surrogates (`surrogateescape`), so that a name or a value can
always be turned back into what was sent.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from charte.core.cookie.dates import parse_cookie_date

MAX_PAIR = 4096  # octets of name and value together (section 5.6, step 5)
MAX_ATTRIBUTE = 1024  # octets of one attribute's value (section 5.6, attributes, step 6)

_WSP = " \t"
# Section 5.6, step 1: every control character but HTAB.
_CONTROLS = frozenset(map(chr, [*range(0x09), *range(0x0A, 0x20), 0x7F]))


class SameSite(StrEnum):
    """The SameSite attribute (section 5.6.7); absent or unknown is `Default`, enforced as Lax."""

    DEFAULT = "Default"
    NONE = "None"
    LAX = "Lax"
    STRICT = "Strict"


class SetCookie(NamedTuple):
    """What one Set-Cookie header asks for, before any browser judged it. A value; never changed.

    `domain` and `path` are None where the attribute is absent; an empty `domain` means the host itself, an
    empty `path` the default path of the request. `expires` is aware, in UTC. `max_age` is in seconds and
    zero for everything in the past. `ignored` names, in lower case and in order, the attributes without
    effect: unknown, unusable, longer than 1024 octets, or overruled by a later one of the same name.
    `raw` is the header's value as it came.

    (A named tuple, for it is made in a fifth of the time of a frozen dataclass.)
    """

    name: str
    value: str
    domain: str | None = None
    path: str | None = None
    expires: datetime | None = None
    max_age: int | None = None
    secure: bool = False
    http_only: bool = False
    same_site: SameSite = SameSite.DEFAULT
    partitioned: bool = False
    ignored: tuple[str, ...] = ()
    raw: str = ""


def cookie_name(header: bytes) -> bytes:
    """The name in a Set-Cookie header's value, found without reading further (section 5.6, steps 2 to 4).

    Empty where the cookie has none. Says nothing about whether a browser would accept the header.
    """
    pair = header.partition(b";")[0]
    name, equals, _ = pair.partition(b"=")
    return name.strip(b" \t") if equals else b""


def parse_set_cookie(header: bytes | str) -> SetCookie | None:
    """Reads a Set-Cookie header's value, or None where a browser ignores it whole (section 5.6).

    Ignored are: control characters other than HTAB, more than 4096 octets of name and value, and an empty
    name with an empty value (section 5.7, step 2).
    """
    raw = header if isinstance(header, str) else header.decode("utf-8", "surrogateescape")
    pair, _, rest = raw.partition(";")
    name, equals, value = pair.partition("=")
    if not equals:
        name, value = "", pair
    name, value = name.strip(_WSP), value.strip(_WSP)
    if not (name or value) or _has_controls(pair) or _exceeds(MAX_PAIR, name + value):
        return None
    attributes = _remembered_attributes(rest) if len(rest) <= _REMEMBERED else _attributes(rest)
    if attributes is None:
        return None
    return SetCookie._make((name, value, *attributes, raw))


def parse_cookie_header(header: bytes | str) -> tuple[tuple[str, str], ...]:
    """The (name, value) pairs of a Cookie header's value, in order; repeated names stay.

    The reverse of section 5.8.3, step 5: a crumb without `=` is a value without a name. Empty crumbs,
    which no browser sends, are passed over.
    """
    text = header if isinstance(header, str) else header.decode("utf-8", "surrogateescape")
    pairs = []
    for crumb in text.split(";"):
        name, equals, value = crumb.strip(_WSP).partition("=")
        if equals:
            pairs.append((name.strip(_WSP), value.strip(_WSP)))
        elif name:
            pairs.append(("", name))
    return tuple(pairs)


def _has_controls(text: str) -> bool:
    return not text.isprintable() and not _CONTROLS.isdisjoint(text)


def _exceeds(limit: int, text: str) -> bool:
    # A character is at most four octets, so that most cookies need no counting.
    return 4 * len(text) > limit and _octets(text) > limit


def _attributes(text: str) -> tuple[object, ...] | None:
    """The fields of `SetCookie` from `domain` to `ignored`, or None where a control character is there."""
    if _has_controls(text):
        return None
    found: dict[str, Any] = {}
    ignored: list[str] = []
    for attribute in text.split(";"):
        key, _, value = attribute.partition("=")
        key, value = key.strip(_WSP).lower(), value.strip(_WSP)
        read = _READERS.get(key)
        meaning = None if read is None or _exceeds(MAX_ATTRIBUTE, value) else read(value)
        if meaning is not None:
            if key in found:
                ignored.append(key)
            found[key] = meaning
        elif key or value:
            ignored.append(key)
    get = found.get
    return (
        get("domain"),
        get("path"),
        get("expires"),
        get("max-age"),
        "secure" in found,
        "httponly" in found,
        get("samesite", SameSite.DEFAULT),
        "partitioned" in found,
        tuple(ignored),
    )


# A server gives most of its cookies one of a few tails, so reading a tail once is reading it for all.
_REMEMBERED = 512  # characters; longer tails are read each time, so that memory stays bounded
_remembered_attributes = lru_cache(maxsize=1024)(_attributes)


def _max_age(value: str) -> int | None:
    """Section 5.6.2: digits, perhaps after a minus; the past is zero."""
    digits = value.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        return None
    return int(digits) if digits == value else 0


def _same_site(value: str) -> SameSite | None:
    """Section 5.6.7. An unknown value means Default, as if the attribute were not there."""
    return _SAME_SITES.get(value.lower(), SameSite.DEFAULT)


def _octets(text: str) -> int:
    try:
        return len(text.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:  # a surrogate that stands for no octet: a script wrote it
        return len(text.encode("utf-8", "surrogatepass"))


_SAME_SITES = {kind.lower(): kind for kind in (SameSite.NONE, SameSite.LAX, SameSite.STRICT)}

# What each attribute's value means; None where the standard ignores the attribute. The last one counts.
_READERS: dict[str, Callable[[str], object]] = {
    "expires": parse_cookie_date,  # section 5.6.1
    "max-age": _max_age,  # section 5.6.2
    "domain": lambda value: value.removeprefix(".").lower(),  # section 5.6.3
    "path": lambda value: value if value.startswith("/") else "",  # section 5.6.4
    "secure": lambda value: True,  # section 5.6.5
    "httponly": lambda value: True,  # section 5.6.6
    "samesite": _same_site,  # section 5.6.7
    "partitioned": lambda value: True,  # CHIPS, draft-cutler-httpbis-partitioned-cookies section 2.1
}
