"""Addresses of the governed site: what its charter names by a path is on that site, never on the platform."""

from __future__ import annotations

from urllib.parse import urlsplit

from charte.core.charter import Charter

_THIS_MACHINE = (".localhost",)


def origin_of(charter: Charter) -> str:
    """Where the site is: its first host, by https unless it is on this machine. Empty where no host is named.

    A charter names no port; a site on an unusual one writes its `page` as a whole address.
    """
    page = urlsplit(charter.site.page)
    if page.scheme in ("http", "https") and page.netloc:
        return f"{page.scheme}://{page.netloc}"
    host = next((host for host in charter.site.hosts if not host.startswith("*.")), "")
    scheme = "http" if host.endswith(_THIS_MACHINE) else "https"
    return f"{scheme}://{host}" if host else ""


def on_site(address: str, origin: str) -> str:
    """The whole address of a path of the site, or of an address of the web; empty for what is neither."""
    if address.startswith(("https://", "http://")):
        return address
    return origin + address if address.startswith("/") and origin else ""


def choose_at(charter: Charter) -> str:
    """Where on the site the choice is made; a choice belongs to that host."""
    return on_site(charter.site.page or "/", origin_of(charter))
