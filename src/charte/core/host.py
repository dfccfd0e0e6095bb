"""Host names in the form that browsers compare: lower case, A-labels, no brackets."""

from __future__ import annotations

import unicodedata
from ipaddress import ip_address


def canonical_host(host: str) -> str:
    """The canonicalised host name (RFC 6265bis section 5.1.2): ASCII, lower case, labels as A-labels.

    Non-ASCII labels are mapped as UTS 46 does without its transitional exceptions. A label that has no
    A-label stays as it is, so that it matches nothing but itself.
    """
    if host.isascii():
        return host.lower()
    composed = unicodedata.normalize("NFKC", host).replace("。", ".").lower()
    return ".".join(map(_a_label, unicodedata.normalize("NFC", composed).split(".")))


def bare_host(host: str) -> str:
    """`host` without port, brackets and trailing dot, in canonical form: `[::1]:80` gives `::1`."""
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    return canonical_host(host).removesuffix(".")


def is_address(host: str) -> bool:
    """Whether `host` is an IPv4 or IPv6 address and no name; brackets are not part of a host."""
    if not host or not (host[-1].isdigit() or ":" in host):
        return False
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Whether `host` is this very machine, as Chromium sees it: localhost, names under it, 127/8, ::1."""
    name = host.removesuffix(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    return is_address(name) and ip_address(name).is_loopback


def _a_label(label: str) -> str:
    if label.isascii():
        return label
    return "xn--" + label.encode("punycode").decode("ascii")
