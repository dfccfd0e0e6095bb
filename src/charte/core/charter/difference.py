"""What changed between two versions of a register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from charte.core.charter.model import Charter

# `line` is where a thing stands, not what it says; trackers are compared one by one.
_ASIDE = frozenset({"line", "trackers"})


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was added, removed or changed. `what` is site, purpose, service or tracker; `fields`
    names what differs, for a change."""

    change: str
    what: str
    key: str
    fields: tuple[str, ...] = ()


def difference(old: Charter, new: Charter) -> tuple[Change, ...]:
    """Every change from `old` to `new`: the site and its log first, then purposes, services and trackers by name.

    Version, date and the words on what changed name the two registers, and are no change between them.
    """
    found = list(_compared("site", {old.site.key: old.site}, {new.site.key: new.site}))
    if old.log != new.log:
        found.append(Change("changed", "site", new.site.key, ("log",)))
    found += _compared("purpose", _keyed(old.purposes), _keyed(new.purposes))
    found += _compared("service", _keyed(old.services), _keyed(new.services))
    found += _compared("tracker", *_trackers(old, new))
    return tuple(found)


def _keyed(entries: Any) -> dict[str, Any]:
    return {entry.key: entry for entry in entries}


def _trackers(*charters: Charter) -> Iterator[dict[str, Any]]:
    """The trackers of each by name; by name, kind, host and path where any has several of that name."""
    counts = [Counter(tracker.name for tracker in charter.trackers) for charter in charters]
    several = {name for count in counts for name, number in count.items() if number > 1}
    for charter in charters:
        yield {
            f"{tracker.name} ({tracker.kind}, {tracker.host or '*'}{tracker.path})"
            if tracker.name in several
            else tracker.name: tracker
            for tracker in charter.trackers
        }


def _compared(what: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for key in sorted(old.keys() | new.keys()):
        if key not in old:
            yield Change("added", what, key)
        elif key not in new:
            yield Change("removed", what, key)
        elif differing := tuple(_differing(old[key], new[key])):
            yield Change("changed", what, key, differing)


def _differing(old: Any, new: Any) -> Iterator[str]:
    for field in fields(old):
        if field.name not in _ASIDE and getattr(old, field.name) != getattr(new, field.name):
            yield field.name
