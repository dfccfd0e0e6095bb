"""Which entry of the register a tracker seen or set belongs to."""

from __future__ import annotations

from charte.core.charter.model import Charter, Kind, Tracker
from charte.core.charter.template import is_exact, literals, template_matches
from charte.core.host import canonical_host


def match(charter: Charter, name: str, kind: Kind, host: str, path: str | None = None) -> Tracker | None:
    """The entry for a tracker of this name and kind on this host, or None.

    `host` is a cookie's domain without its leading dot, or the host of a storage's origin; `path` a
    cookie's path where it is known. An exact name beats a template, and more literal characters beat
    fewer; among equals the entry that speaks of this very host, then the one with this very path, then
    the first of the file.
    """
    candidates = [
        tracker
        for tracker in charter.trackers
        if tracker.kind is kind
        and template_matches(tracker.name, name)
        and covers_host(charter, tracker, host)
    ]
    return max(
        candidates,
        key=lambda tracker: (
            is_exact(tracker.name),
            literals(tracker.name),
            nearness(charter, tracker, host),
            tracker.path == path,
        ),
        default=None,
    )


def hosts_of(charter: Charter, tracker: Tracker) -> tuple[str, ...]:
    """The hosts that an entry speaks of: its own, or each host of the site."""
    return (tracker.host,) if tracker.host else charter.site.hosts


def covers_host(charter: Charter, tracker: Tracker, host: str) -> bool:
    """Whether the entry speaks of this host.

    A cookie may be kept for a parent domain of the declared host (`Domain=` widens it), never for a
    sibling or a child, unless the entry says so with `*.`. Nothing else but a cookie leaves its host.
    """
    return nearness(charter, tracker, host) > 0


def nearness(charter: Charter, tracker: Tracker, host: str) -> int:
    """How nearly the entry speaks of this host: 0 not at all, 1 as the parent of its own, more by `*.` (the
    longer, the nearer), most by its name."""
    host = canonical_host(host).strip(".")
    widens = tracker.kind is Kind.COOKIE
    return max((_nearness(declared, host, widens) for declared in hosts_of(charter, tracker)), default=0)


_ITSELF = 1_000  # no host name is as long


def _nearness(declared: str, host: str, widens: bool) -> int:
    if declared == host:
        return _ITSELF
    if declared.startswith("*."):
        return len(declared) if f".{host}".endswith(declared[1:]) else 0
    return int(widens and "." in host and declared.endswith(f".{host}"))
