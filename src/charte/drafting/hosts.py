"""Hosts and addresses in the words of a policy; whose they are, by registrable domain."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from charte.core.host import canonical_host, is_address
from charte.core.party import Party, SuffixRules, party, registrable_domain

_HOST = re.compile(
    r"(?<![\w@.-])\*?\.?((?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24})(?![\w-])",
    re.IGNORECASE,
)


_RESERVED = frozenset(("example", "localhost", "test"))  # RFC 2606: no registry, and hosts all the same


def host_of(address: str) -> str:
    """The host of a web address in canonical form; empty for anything else, IP addresses included."""
    try:
        parts = urlsplit(address)
        host = canonical_host(parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""
    return host if _HOST.fullmatch(host) and not is_address(host) else ""


def hosts_in(words: str, suffixes: SuffixRules) -> tuple[str, ...]:
    """The host names that a cell lists, canonical, each once, without a leading dot.

    A word with a dot is a host only when its last part is a suffix under which names are registered.
    """
    found = (canonical_host(match[1]) for match in _HOST.finditer(words))
    known = (host for host in found if _is_suffix(host.rsplit(".", 1)[-1], suffixes))
    return tuple(dict.fromkeys(known))


def _is_suffix(label: str, suffixes: SuffixRules) -> bool:
    return label in suffixes.rules or label in _RESERVED


def party_of(host: str, site_host: str, suffixes: SuffixRules) -> Party | None:
    """First or third, where both hosts are known."""
    return party(host, site_host, suffixes) if host and site_host else None


def short_name(host: str, suffixes: SuffixRules) -> str:
    """What a host is called in short: `performance` for performance.example.org, `example` for www.example.org."""
    domain = registrable_domain(host, suffixes)
    below = host.removesuffix(domain).rstrip(".").removeprefix("www").strip(".")
    return (below or domain.partition(".")[0]).replace(".", "-")
