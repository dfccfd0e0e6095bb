"""Cookies worth a word, counted with the route that set them, within bounds: the site's drift as it happens."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from charte.gate.policy import Seen, Why

_log = logging.getLogger("charte.gate")
MOST_SIGHTINGS = 500  # distinct ones; what comes after is counted together, as `OTHERS`
LONGEST_NAME, LONGEST_ROUTE = 128, 200  # characters
OTHERS = "…"
# A path segment that holds a digit or is this long names a thing, perhaps a person: its value is not kept.
_VARYING = re.compile(r"[^/]*\d[^/]*|[^/]{25,}")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A cookie that the charter's keeper should hear of: what, why, where, and how often so far."""

    name: str
    why: Why
    dropped: bool
    route: str
    count: int


Report = Callable[[Sighting], object]


class Sightings:
    """Counts them; tells `report` of each at its first, second, fourth, eighth… time."""

    def __init__(self, report: Report | None = None) -> None:
        self._report = report
        self._counts: dict[tuple[str, Why, bool, str], int] = {}
        self._failed = False

    def note(self, seen: Seen, route: str) -> None:
        """Counts one. A report that raises is logged once and never reaches the visitor."""
        key = (seen.name[:LONGEST_NAME], seen.why, seen.dropped, route)
        if key not in self._counts and len(self._counts) >= MOST_SIGHTINGS:
            key = (OTHERS, seen.why, seen.dropped, OTHERS)
        count = self._counts[key] = self._counts.get(key, 0) + 1
        if self._report is None or count & (count - 1):
            return
        try:
            self._report(Sighting(*key, count))
        except Exception:
            if not self._failed:
                _log.exception("The report of unknown cookies failed; the site goes on without it.")
            self._failed = True

    def __iter__(self) -> Iterator[Sighting]:
        """All of them, the most frequent first."""
        ranked = sorted(self._counts.items(), key=lambda item: -item[1])
        return (Sighting(*key, count) for key, count in ranked)


def route_of(scope: Mapping[str, Any]) -> str:
    """The route that answered: the framework's pattern where it tells (`scope["route"].path`), else the path
    with what varies in it as `*`."""
    pattern = getattr(scope.get("route"), "path", None)
    if not isinstance(pattern, str):
        pattern = _VARYING.sub("*", str(scope.get("path", "")))
    return pattern[:LONGEST_ROUTE]
