"""Which entry of the register a tracker seen or set belongs to."""

from __future__ import annotations

from charte.core.charter.model import Charter, Kind, Tracker
from charte.core.charter.template import is_exact, literals, template_matches


def match(charter: Charter, name: str, kind: Kind, host: str, path: str | None = None) -> Tracker | None:
    """The entry for a tracker of this name and kind on this host, or None.

    `host` is a cookie's domain without its leading dot, or the host of a storage's origin; `path` a
    cookie's path where it is known. An exact name beats a template, more literal characters beat
    fewer, the entry's own path beats another.
    """
    candidates = [
        tracker
        for tracker in charter.trackers
        if tracker.kind is kind
        and covers_host(charter, tracker, host)
        and (tracker.name == name or template_matches(tracker.name, name))
    ]
    return max(
        candidates,
        key=lambda tracker: (is_exact(tracker.name), literals(tracker.name), tracker.path == path),
        default=None,
    )


def hosts_of(charter: Charter, tracker: Tracker) -> tuple[str, ...]:
    """The hosts that an entry speaks of: its own, or each host of the site."""
    return (tracker.host,) if tracker.host else charter.site.hosts


def covers_host(charter: Charter, tracker: Tracker, host: str) -> bool:
    """Whether the entry speaks of this host.

    A cookie may be kept for a parent domain of the declared host (`Domain=` widens it), never for a
    sibling or a child, unless the entry says so with `*.`.
    """
    host = host.lower().rstrip(".").lstrip(".")
    return any(_covers(declared, host) for declared in hosts_of(charter, tracker))


def _covers(declared: str, host: str) -> bool:
    if declared.startswith("*."):
        return host == declared[2:] or host.endswith(declared[1:])
    return host == declared or ("." in host and declared.endswith(f".{host}"))
