"""Who may knock: only pages of the governed host itself may send a choice."""

from __future__ import annotations

from charte.collector.request import Request
from charte.core.charter import Charter
from charte.core.errors import VisitorError
from charte.core.host import bare_host

_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def check_door(request: Request, charter: Charter) -> None:
    """Raises `VisitorError` (403) for a host that the charter does not govern and for another site's page."""
    host = bare_host(request.host)
    if not any(_governs(declared, host) for declared in charter.site.hosts):
        raise VisitorError(
            f"The host {host or '(none)'} is not governed by the charter of {charter.site.key}.",
            "Send choices to a host named in site.hosts; a relay keeps the Host header.",
            status=403,
        )
    if not _is_same_origin(request):
        raise VisitorError(
            "The choice comes from a page of another origin.",
            "Choices are made on the site itself.",
            status=403,
        )


def _governs(declared: str, host: str) -> bool:
    return host.endswith(declared[1:]) if declared.startswith("*.") else host == declared


def _is_same_origin(request: Request) -> bool:
    """What the browser says of the page that asks, where it says something (Fetch, Fetch Metadata).

    An Origin of `null` is what a page without referrer sends even to itself: then Sec-Fetch-Site decides. The
    scheme is not compared: a server behind TLS does not see its own.
    """
    origin, site = request.header("origin"), request.header("sec-fetch-site")
    if site and site != "same-origin":
        return False
    if not origin:
        return True
    if origin == "null":
        return site == "same-origin"
    scheme, separator, host = origin.lower().partition("://")
    default = _DEFAULT_PORTS.get(scheme, "")
    return bool(separator) and host.removesuffix(default) == request.host.lower().removesuffix(default)
