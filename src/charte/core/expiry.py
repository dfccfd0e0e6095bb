"""ENFORCE: the Set-Cookie headers that take away what a visitor refused. Collector and gate both send them.

A Cookie header shows names alone: no domain, path or partition. So each way in which the charter says that a
cookie may be kept is expired: a browser ignores those that meet nothing. HttpOnly cookies go too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from charte.core.charter import Charter, Kind, Tracker, covers_host, match, template_matches
from charte.core.decision import COOKIE, Decision
from charte.core.host import bare_host, is_address
from charte.core.permission import permits
from charte.core.policy import Policy

MOST = 50  # headers in one answer; what is left over goes with the next answer
MOST_NAMES = 200  # browsers keep 180 cookies for a site; more are nobody's browser

_NAME = re.compile(r"[!-:<>-~]+")  # printable ASCII without ; and =
_PATH = re.compile(r"/[ -:<-~]*")


def expiries(
    charter: Charter,
    decision: Decision | None,
    cookie_names: Iterable[str],
    host: str,
    at: datetime,
    policy: Policy,
    *,
    gpc: bool = False,
    is_public_suffix: Callable[[str], bool] = lambda domain: False,
    most: int = MOST,
) -> tuple[str, ...]:
    """The values of Set-Cookie headers that expire, of the cookies that a request carries, the refused ones.

    `cookie_names` are the names in the Cookie header, `host` is the request's Host. Refused is what the
    charter declares and `permits` does not let through; what is undeclared is left alone, and so is the
    preference cookie. `is_public_suffix` spares headers that a browser would refuse. At most `most` values,
    each cookie's likeliest form first, so that no cookie is left out for the sake of another's rarer forms.
    """
    host = bare_host(host)
    verdicts: dict[int, bool] = {}

    def refuses(tracker: Tracker) -> bool:
        if id(tracker) not in verdicts:
            verdicts[id(tracker)] = not permits(charter, decision, tracker, at, policy, gpc=gpc)
        return verdicts[id(tracker)]

    ranked = []
    for name in list(dict.fromkeys(cookie_names))[:MOST_NAMES]:
        if name != COOKIE and _NAME.fullmatch(name):
            places = _places(charter, name, host, is_public_suffix)
            headers = (_header(name, *place) for place in places if refuses(place[2]))
            ranked += list(enumerate(headers))
    ranked.sort(key=lambda each: each[0])
    return tuple(dict.fromkeys(header for _, header in ranked))[:most]


def _places(
    charter: Charter, name: str, host: str, is_public_suffix: Callable[[str], bool]
) -> Iterator[tuple[str, str, Tracker]]:
    """Where the cookie may be kept: Domain ("" for the host alone), Path, and the entry that says so."""
    bound_to_host = name.lower().startswith("__host-")
    claimants = [
        tracker
        for tracker in charter.trackers
        if tracker.kind is Kind.COOKIE
        and (tracker.name == name or template_matches(tracker.name, name))
        and _PATH.fullmatch(tracker.path)
    ]
    if not claimants:
        return
    domains = [("", host)]
    if not bound_to_host:
        domains += [(domain, domain) for domain in _domains(host) if not is_public_suffix(domain)]
    for attribute, domain in domains:
        paths = dict.fromkeys(
            "/" if bound_to_host else tracker.path
            for tracker in claimants
            if covers_host(charter, tracker, domain)
        )
        for path in paths:
            if tracker := match(charter, name, Kind.COOKIE, domain, path):
                yield attribute, path, tracker


def _domains(host: str) -> Iterator[str]:
    """The Domain attributes that a browser takes from `host`: itself and its parents, the longest first."""
    if is_address(host):
        return
    while "." in host:
        yield host
        host = host.partition(".")[2]


def _header(name: str, domain: str, path: str, tracker: Tracker) -> str:
    """One cookie in one form, expired. Attributes that a browser demands of such a cookie are kept."""
    prefix = name.lower()
    http_only = bool(tracker.http_only) or prefix.startswith(("__http-", "__host-http-"))
    cross_site = tracker.same_site == "None"
    secure = tracker.secure or tracker.partitioned or cross_site
    secure = secure or prefix.startswith(("__secure-", "__host-", "__http-"))  # RFC 6265bis section 4.1.3
    attributes = (
        (True, f"{name}="),
        (True, "Max-Age=0"),
        (domain, f"Domain={domain}"),
        (True, f"Path={path}"),
        (secure, "Secure"),
        (http_only, "HttpOnly"),
        (cross_site, "SameSite=None"),
        (tracker.partitioned, "Partitioned"),  # CHIPS: another partition is another cookie
    )
    return "; ".join(text for present, text in attributes if present)
