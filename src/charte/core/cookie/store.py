"""The cookie store of a browser as a value (RFC 6265bis draft 22, sections 5.7 and 5.8.3; CHIPS).

Two optional powers of a browser are left out, for no observation shows them in advance: evicting cookies
when there are too many, and blocking third parties altogether. So there is no last-access-time either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from charte.core.cookie.header import SameSite
from charte.core.cookie.matching import domain_match, path_match
from charte.core.host import canonical_host, is_loopback

IsSecure = Callable[[str, str], bool]  # (scheme, host) -> whether Secure cookies may travel


@dataclass(frozen=True, slots=True)
class StoredCookie:
    """A cookie in the store (section 5.7).

    `expires` (aware, UTC) is what the browser keeps, None until the session ends; `asked` is the lifetime
    that was asked for, uncapped. `partition` is the top-level site of a Partitioned cookie, else None.
    """

    name: str
    value: str
    domain: str
    host_only: bool
    path: str
    created: datetime
    expires: datetime | None = None
    asked: timedelta | None = None
    secure: bool = False
    http_only: bool = False
    same_site: SameSite = SameSite.DEFAULT
    partition: str | None = None

    @property
    def key(self) -> tuple[str, str, bool, str, str | None]:
        """What makes it one cookie and no other (section 5.7, step 23, and the partition of CHIPS)."""
        return (self.name, self.domain, self.host_only, self.path, self.partition)

    def expired(self, at: datetime) -> bool:
        return self.expires is not None and self.expires <= at


@dataclass(frozen=True, slots=True)
class Context:
    """Where a request or a call comes from (section 5.2). The default is a page's own request.

    `same_site`: target and "site for cookies" are one site. `top_level`: it navigates a top-level browsing
    context. `safe`: its method is safe. `http`: a request; False for `document.cookie` and `cookieStore`.
    `top_site`: the site in the address bar, which keeps Partitioned cookies apart; any text, compared as is.
    """

    same_site: bool = True
    top_level: bool = False
    safe: bool = True
    http: bool = True
    top_site: str = ""


OWN_PAGE = Context()


@dataclass(frozen=True, slots=True)
class CookieStore:
    """Cookies in the order of their creation; a replaced cookie keeps its place. Never changed."""

    cookies: tuple[StoredCookie, ...] = ()

    def live(self, at: datetime) -> CookieStore:
        """The store without what has expired (section 5.7)."""
        return CookieStore(tuple(cookie for cookie in self.cookies if not cookie.expired(at)))

    def after_session(self) -> CookieStore:
        """The store once the browser was closed (section 5.7)."""
        return CookieStore(tuple(cookie for cookie in self.cookies if cookie.expires is not None))

    def find(self, key: tuple[str, str, bool, str, str | None]) -> StoredCookie | None:
        """The cookie with that `StoredCookie.key`."""
        return next((cookie for cookie in self.cookies if cookie.key == key), None)

    def put(self, cookie: StoredCookie) -> CookieStore:
        """The store with `cookie` in it, in the place and with the creation time of the one it replaces."""
        old = self.find(cookie.key)
        if old is None:
            return CookieStore((*self.cookies, cookie))
        new = replace(cookie, created=old.created)
        return CookieStore(tuple(new if other is old else other for other in self.cookies))


class Target(NamedTuple):
    """The parts of a URL that cookies look at: `path` without query, "/" where it is empty."""

    scheme: str
    host: str
    path: str


def target_of(url: str) -> Target:
    """Takes an absolute URL apart. Raises `ValueError` for one without a host."""
    parts = urlsplit(url)
    if not parts.hostname:
        raise ValueError(f"{url!r} names no host.")
    return Target(parts.scheme, canonical_host(parts.hostname), parts.path or "/")


def is_secure_origin(scheme: str, host: str) -> bool:
    """Whether Chromium lets Secure cookies travel there: https, wss, and this machine whatever the scheme."""
    return scheme in ("https", "wss") or is_loopback(host)


def cookies_for(
    store: CookieStore,
    url: str,
    at: datetime,
    *,
    context: Context = OWN_PAGE,
    is_secure: IsSecure = is_secure_origin,
    lax_allowing_unsafe: timedelta = timedelta(minutes=2),
) -> tuple[StoredCookie, ...]:
    """The cookies that a browser sends to `url`, in its order (section 5.8.3).

    For this long after its creation a cookie without SameSite also goes with unsafe top-level requests
    (section 5.6.7.2, optional; Chromium's two minutes by default, zero switches it off).
    Raises `ValueError` for a URL without a host.
    """
    target = target_of(url)
    secure = is_secure(target.scheme, target.host)

    def sent(cookie: StoredCookie) -> bool:
        return (
            (cookie.domain == target.host if cookie.host_only else domain_match(target.host, cookie.domain))
            and path_match(target.path, cookie.path)
            and not cookie.expired(at)
            and (secure or not cookie.secure)
            and (context.http or not cookie.http_only)
            and cookie.partition in (None, context.top_site)
            and _crosses(cookie, context, at - cookie.created <= lax_allowing_unsafe)
        )

    # `sorted` is stable and the store is in order of creation: section 5.8.3, step 2.
    return tuple(sorted(filter(sent, store.cookies), key=lambda cookie: (-len(cookie.path), cookie.created)))


def cookie_string(cookies: Iterable[StoredCookie]) -> str:
    """The value of the Cookie header that carries `cookies` (section 5.8.3, step 5)."""
    return "; ".join(f"{cookie.name}={cookie.value}" if cookie.name else cookie.value for cookie in cookies)


def _crosses(cookie: StoredCookie, context: Context, fresh: bool) -> bool:
    """Whether SameSite lets `cookie` go with the request (section 5.8.3, step 1)."""
    if context.same_site or cookie.same_site is SameSite.NONE:
        return True
    if cookie.same_site is SameSite.STRICT or not context.top_level:
        return False
    return context.safe or (cookie.same_site is SameSite.DEFAULT and fresh)
