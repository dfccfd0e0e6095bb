"""What a browser does with a Set-Cookie header: the steps of RFC 6265bis draft 22, section 5.7, in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from charte.core.cookie.header import SameSite, SetCookie, parse_set_cookie
from charte.core.cookie.lifetime import asked_lifetime, kept_lifetime
from charte.core.cookie.matching import default_path, domain_match, path_match
from charte.core.cookie.store import (
    OWN_PAGE,
    Context,
    CookieStore,
    IsSecure,
    StoredCookie,
    Target,
    is_secure_origin,
    target_of,
)


class Outcome(StrEnum):
    """What became of a Set-Cookie header. `EXPIRED`: it came expired and there was nothing to delete."""

    STORED = "stored"
    REPLACED = "replaced"
    DELETED = "deleted"
    EXPIRED = "expired"
    REFUSED = "refused"


class Refusal(StrEnum):
    """Why a browser refuses a cookie, by the step of section 5.7 (or the document) that says so."""

    UNREADABLE = "unreadable"  # section 5.6: control character, too large, or empty
    DOMAIN_NOT_ASCII = "domain-not-ascii"  # step 8
    PUBLIC_SUFFIX = "public-suffix"  # step 9
    OTHER_HOST = "other-host"  # step 10
    SECURE_FROM_INSECURE = "secure-from-insecure"  # step 13
    HTTP_ONLY_FROM_SCRIPT = "http-only-from-script"  # step 15
    OVERLAYS_SECURE = "overlays-secure"  # step 16
    CROSS_SITE = "cross-site"  # step 18
    NONE_WITHOUT_SECURE = "none-without-secure"  # step 19
    SECURE_PREFIX = "secure-prefix"  # step 20
    HOST_PREFIX = "host-prefix"  # step 21
    NAMELESS_PREFIX = "nameless-prefix"  # step 22
    REPLACES_HTTP_ONLY = "replaces-http-only"  # step 23.2
    PARTITIONED_WITHOUT_SECURE = "partitioned-without-secure"  # CHIPS section 2.1


@dataclass(frozen=True, slots=True)
class Received:
    """The store after a header came in, and what became of it.

    `cookie` is what the header would store or did store; None where it was refused before that was known.
    """

    store: CookieStore
    outcome: Outcome
    refusal: Refusal | None = None
    cookie: StoredCookie | None = None


def receive(
    store: CookieStore,
    header: SetCookie | bytes | str,
    url: str,
    at: datetime,
    *,
    is_public_suffix: Callable[[str], bool],
    context: Context = OWN_PAGE,
    is_secure: IsSecure = is_secure_origin,
) -> Received:
    """What a browser's `store` becomes when the answer of `url` carries `header` (section 5.7).

    `at` is aware. With `context.http` false the header is what a script wrote. Cookies that have expired
    leave the store on the way. Raises `ValueError` for a URL without a host.
    """
    store = store.live(at)
    target = target_of(url)
    asked = header if isinstance(header, SetCookie) else parse_set_cookie(header)
    if asked is None:
        return Received(store, Outcome.REFUSED, Refusal.UNREADABLE)
    domain = _domain(asked, target, is_public_suffix)
    if isinstance(domain, Refusal):
        return Received(store, Outcome.REFUSED, domain)
    cookie = _cookie(asked, target, domain, at, context)
    arrival = _Arrival(asked, cookie, context, is_secure(target.scheme, target.host), store)
    for refusal, broken in _RULES:
        if broken(arrival):
            return Received(store, Outcome.REFUSED, refusal, cookie)
    old = store.find(cookie.key)
    if cookie.expired(at):
        left = CookieStore(tuple(other for other in store.cookies if other is not old))
        return Received(left, Outcome.DELETED if old else Outcome.EXPIRED, cookie=cookie)
    return Received(store.put(cookie), Outcome.REPLACED if old else Outcome.STORED, cookie=cookie)


class _Arrival(NamedTuple):
    asked: SetCookie
    cookie: StoredCookie
    context: Context
    secure_origin: bool
    store: CookieStore


def _domain(asked: SetCookie, target: Target, is_public_suffix: Callable[[str], bool]) -> str | Refusal:
    """The domain attribute that counts, empty for the host alone (steps 7 to 10)."""
    domain = asked.domain or ""
    if not domain.isascii():
        return Refusal.DOMAIN_NOT_ASCII
    if domain and is_public_suffix(domain):
        return "" if domain == target.host else Refusal.PUBLIC_SUFFIX
    if domain and not domain_match(target.host, domain):
        return Refusal.OTHER_HOST
    return domain


def _cookie(asked: SetCookie, target: Target, domain: str, at: datetime, context: Context) -> StoredCookie:
    """The cookie as it would be stored (steps 5 to 17)."""
    kept = kept_lifetime(asked, at)
    return StoredCookie(
        name=asked.name,
        value=asked.value,
        domain=domain or target.host,
        host_only=not domain,
        path=asked.path or default_path(target.path),
        created=at,
        expires=None if kept is None else at + kept,
        asked=asked_lifetime(asked, at),
        secure=asked.secure,
        http_only=asked.http_only,
        same_site=asked.same_site,
        partition=context.top_site if asked.partitioned else None,
    )


def _overlays_secure(arrival: _Arrival) -> bool:
    """Step 16: an insecure answer may not put a cookie over a Secure one of the same name."""
    new = arrival.cookie
    if new.secure or arrival.secure_origin:
        return False
    return any(
        old.secure
        and old.name == new.name
        and old.partition == new.partition
        and (domain_match(old.domain, new.domain) or domain_match(new.domain, old.domain))
        and path_match(new.path, old.path)
        for old in arrival.store.cookies
    )


def _cross_site(arrival: _Arrival) -> bool:
    """Step 18: from another site's context only SameSite=None, or a top-level navigation, may set."""
    context = arrival.context
    if arrival.cookie.same_site is SameSite.NONE or context.same_site:
        return False
    return not (context.http and context.top_level)


def _breaks_host_prefix(arrival: _Arrival) -> bool:
    """Step 21: Secure, no Domain, and a Path attribute that gives `/`."""
    cookie = arrival.cookie
    kept = cookie.secure and cookie.host_only and arrival.asked.path is not None and cookie.path == "/"
    return _claims(cookie.name, "__host-") and not kept


def _replaces_http_only(arrival: _Arrival) -> bool:
    old = arrival.store.find(arrival.cookie.key)
    return old is not None and old.http_only and not arrival.context.http


def _claims(text: str, *prefixes: str) -> bool:
    return text[:9].lower().startswith(prefixes)


# In the order of section 5.7, since the first refusal is the reason given.
_RULES: tuple[tuple[Refusal, Callable[[_Arrival], bool]], ...] = (
    (Refusal.SECURE_FROM_INSECURE, lambda new: new.cookie.secure and not new.secure_origin),
    (Refusal.HTTP_ONLY_FROM_SCRIPT, lambda new: new.cookie.http_only and not new.context.http),
    (Refusal.OVERLAYS_SECURE, _overlays_secure),
    (Refusal.CROSS_SITE, _cross_site),
    (
        Refusal.NONE_WITHOUT_SECURE,
        lambda new: new.cookie.same_site is SameSite.NONE and not new.cookie.secure,
    ),
    (
        Refusal.SECURE_PREFIX,
        lambda new: _claims(new.cookie.name, "__secure-") and not new.cookie.secure,
    ),
    (Refusal.HOST_PREFIX, _breaks_host_prefix),
    (
        Refusal.NAMELESS_PREFIX,
        lambda new: not new.cookie.name and _claims(new.cookie.value, "__secure-", "__host-"),
    ),
    (
        Refusal.PARTITIONED_WITHOUT_SECURE,
        lambda new: new.cookie.partition is not None and not new.cookie.secure,
    ),
    (Refusal.REPLACES_HTTP_ONLY, _replaces_http_only),
)
