"""Whether a shared cache may store a response (RFC 9111, section 3), asked from the server's side.

A cache in front of the site hands one visitor's Set-Cookie to everybody: nothing in the header stops it
(section 7.3). So every doubt is answered with yes: what some conforming cache may store, may be stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

Headers = Iterable[tuple[bytes, bytes]]
Directives = dict[str, str | None]

# RFC 9110 section 15.1: stored for a time that the cache guesses, without a word from the server.
HEURISTIC = frozenset({200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501})
# RFC 9110 section 9.2.3 defines caching for these; a cache may know a later safe method (QUERY).
CACHED_METHODS = frozenset({"GET", "HEAD", "POST", "QUERY"})
# Fields that caches of a service obey before Cache-Control (RFC 9213; the older Surrogate-Control).
TARGETED = (b"cdn-cache-control", b"surrogate-control")
_ASKED_FOR = frozenset({b"cache-control", b"expires", b"content-location", *TARGETED})
_PRESENCE = frozenset({b"expires", b"content-location"})
_OVERRIDES_AUTHORIZATION = ("public", "must-revalidate", "s-maxage")  # section 3.5
_FRESHNESS = ("public", "s-maxage", "max-age")


def may_be_shared(method: str, status: int, headers: Headers, *, authorized: bool = False) -> bool:
    """Whether a shared cache may store this response, and so hand its Set-Cookie to other visitors.

    `authorized`: whether the request carried Authorization. The steps are those of section 3:

    1. The method is one that caches know; an answer to POST must name what it stands for (RFC 9110, 9.3.3).
    2. The status is final. (A 304 counts: its fields update what is stored, section 3.2.)
    3. No `no-store`, unless `must-understand` tells a cache to overlook it (section 5.2.2.3).
    4. No `private`. (`private="Set-Cookie"` forbids only the field, section 5.2.2.7, and many caches store it.)
    5. Without Authorization, unless the response allows it (section 3.5).
    6. Something lets it be stored: `public`, `max-age`, `s-maxage`, Expires, or the status itself.
    """
    return _may_be_shared(method, status, tuple(_fields(headers).items()), authorized)


@lru_cache(maxsize=1024)
def _may_be_shared(
    method: str, status: int, found: tuple[tuple[bytes, bytes], ...], authorized: bool
) -> bool:
    fields = dict(found)
    if method not in CACHED_METHODS or status < 200:
        return False
    if method == "POST" and b"content-location" not in fields:
        return False
    plain = parse_cache_control(fields.get(b"cache-control", b""))
    if _storable(plain, status, expires=b"expires" in fields, authorized=authorized):
        return True
    return any(
        _storable(parse_cache_control(fields[name]), status, expires=False, authorized=authorized)
        for name in TARGETED
        if fields.get(name, b"").strip()
    )


def is_for_one_visitor(headers: Headers) -> bool:
    """Whether the response says itself that it is for this visitor alone: `private` or `no-store`, and no
    field that tells some caches otherwise."""
    fields = _fields(headers)
    if any(fields.get(name, b"").strip() for name in TARGETED):
        return False
    directives = parse_cache_control(fields.get(b"cache-control", b""))
    return _forbids_sharing(directives)


def _storable(directives: Directives, status: int, *, expires: bool, authorized: bool) -> bool:
    if _forbids_sharing(directives):
        return False
    if authorized and not any(name in directives for name in _OVERRIDES_AUTHORIZATION):
        return False
    # A 304 has no freshness of its own to ask for: what it updates was stored before.
    known = status in HEURISTIC or status == 304
    return known or expires or any(name in directives for name in _FRESHNESS)


def _forbids_sharing(directives: Directives) -> bool:
    if "no-store" in directives and "must-understand" not in directives:
        return True
    return "private" in directives and directives["private"] is None


def parse_cache_control(value: bytes) -> Directives:
    """The directives of a Cache-Control value by name in lower case (section 5.2); arguments unquoted, None
    where there is none. Of a name given twice a bare one wins: `private, private="x"` is private."""
    directives: Directives = {}
    for part in _split(value.decode("latin-1")):
        name, equals, argument = part.partition("=")
        name = name.strip(" \t").lower()
        if name and directives.get(name, "") is not None:
            directives[name] = argument.strip(" \t").strip('"') if equals else None
    return directives


def _split(text: str) -> list[str]:
    """At the commas that are in no quoted string; a quote that never ends leaves a doubt, so `public`."""
    parts, start, quoted, place = [], 0, False, 0
    while place < len(text):
        character = text[place]
        if quoted and character == "\\":
            place += 1
        elif character == '"':
            quoted = not quoted
        elif character == "," and not quoted:
            parts.append(text[start:place])
            start = place + 1
        place += 1
    return ["public"] if quoted else [*parts, text[start:]]


def _fields(headers: Headers) -> dict[bytes, bytes]:
    """The fields that a cache asks for, by name in lower case; repeated ones joined by commas (RFC 9110, 5.3)."""
    fields: dict[bytes, bytes] = {}
    for name, value in headers:
        key = name.lower()
        if key in _ASKED_FOR:
            # Whether Expires and Content-Location are there is all that counts; their values vary.
            known = b"" if key in _PRESENCE else value
            fields[key] = fields[key] + b"," + known if key in fields else known
    return fields
