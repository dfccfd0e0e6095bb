"""The register's cookies, compiled: which entry a Set-Cookie belongs to, in a time that does not grow with the
register. Answers as `core.charter.match` does (held so by a law); that one walks every entry."""

from __future__ import annotations

from collections import defaultdict

from charte.core.charter import Charter, Kind, Tracker, nearness, template_matches
from charte.core.charter.template import is_exact, literals

_Entry = tuple[int, Tracker]  # its place in the file, and itself
_MOST_REMEMBERED = 4096  # names on hosts; a site that invents names must not make the memory grow


class Matcher:
    """The cookies of one charter, by name."""

    def __init__(self, charter: Charter) -> None:
        self._charter = charter
        self._exact: dict[str, list[_Entry]] = defaultdict(list)
        # Templates by the literal text before their first wildcard: a name asks only those that it begins with.
        self._templates: dict[str, list[_Entry]] = defaultdict(list)
        for place, tracker in enumerate(charter.trackers):
            if tracker.kind is Kind.COOKIE and is_exact(tracker.name):
                self._exact[tracker.name].append((place, tracker))
            elif tracker.kind is Kind.COOKIE:
                self._templates[_prefix(tracker.name)].append((place, tracker))
        self._lengths = sorted({len(prefix) for prefix in self._templates})
        self._known: dict[tuple[bytes, str], tuple[Tracker, ...]] = {}

    def closest(self, name: bytes, host: str) -> tuple[Tracker, ...]:
        """The entries that fit a cookie of this name on this host (its domain without dot, or the host that sets
        it) more closely than all others: none, one, or several that differ in nothing but their path."""
        found = self._known.get((name, host))
        if found is None:
            found = self._find(name.decode("utf-8", "surrogateescape"), host)
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            self._known[name, host] = found
        return found

    def _find(self, name: str, host: str) -> tuple[Tracker, ...]:
        fitting = list(self._exact.get(name, ()))
        for length in self._lengths:
            fitting += [
                entry
                for entry in self._templates.get(name[:length], ())
                if template_matches(entry[1].name, name)
            ]
        here = [(self._closeness(tracker, host), place, tracker) for place, tracker in fitting]
        here = [each for each in here if each[0][2]]
        most = max((closeness for closeness, _, _ in here), default=None)
        return tuple(tracker for closeness, _, tracker in sorted(here, key=_place) if closeness == most)

    def _closeness(self, tracker: Tracker, host: str) -> tuple[bool, int, int]:
        return is_exact(tracker.name), literals(tracker.name), nearness(self._charter, tracker, host)


def by_path(closest: tuple[Tracker, ...], path: str) -> Tracker:
    """Of entries equally close, the one of the cookie's own path; else the first in the file."""
    return next((tracker for tracker in closest if tracker.path == path), closest[0])


def _place(entry: tuple[tuple[bool, int, int], int, Tracker]) -> int:
    return entry[1]


def _prefix(template: str) -> str:
    return template[: min(place for place in map(template.find, "<*") if place >= 0)]
