"""The rows of the matrix: each tracker, declared or seen, with what each consent state shows of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

STATES = ("none", "refused", "accepted", "withdrawn")


class Standing(StrEnum):
    """Where a tracker stands between what is declared and what was seen."""

    BROKEN = "broken"  # declared, and seen where it must not be
    STRANGER = "stranger"  # seen, not declared
    SEEN = "seen"  # declared and seen
    UNSEEN = "unseen"  # declared, never seen
    BARE = "bare"  # seen, and there is no charter to hold it against


@dataclass(frozen=True, slots=True)
class Row:
    """`seen` are the states in which it was; `permitted` those in which the charter lets it, None for a stranger.
    `judged` is false where there is no charter."""

    name: str
    kind: str
    place: str
    service: str
    seen: frozenset[str]
    permitted: frozenset[str] | None
    judged: bool = True

    @property
    def broken(self) -> tuple[str, ...]:
        """The states in which it was seen and must not be."""
        if self.permitted is None:
            return ()
        return tuple(state for state in STATES if state in self.seen and state not in self.permitted)

    @property
    def standing(self) -> Standing:
        if not self.judged:
            return Standing.BARE
        if self.permitted is None:
            return Standing.STRANGER
        if self.broken:
            return Standing.BROKEN
        return Standing.SEEN if self.seen else Standing.UNSEEN


_ORDER = {Standing.BROKEN: 0, Standing.STRANGER: 1, Standing.SEEN: 2, Standing.UNSEEN: 2, Standing.BARE: 2}


def rows(report: Mapping[str, Any]) -> list[Row]:
    """Those that are wrong first, then the rest in the order of the charter."""
    found = [*_declared(report), *_strangers(report)]
    return sorted(found, key=lambda row: _ORDER[row.standing])


def _declared(report: Mapping[str, Any]) -> Iterator[Row]:
    sightings = [sighting for sighting in report["sightings"] if sighting["declared"]]
    for entry in report["declared"]:
        mine = [
            sighting
            for sighting in sightings
            if (sighting["entry"], sighting["service"], sighting["kind"])
            == (entry["name"], entry["service"], entry["kind"])
        ]
        permitted = entry["permitted"] or {}
        yield Row(
            entry["name"],
            entry["kind"],
            ", ".join(entry["hosts"]),
            entry["service"],
            frozenset(state for sighting in mine for state in STATES if sighting["states"][state]),
            frozenset(state for state in STATES if permitted.get(state)),
        )


def _strangers(report: Mapping[str, Any]) -> Iterator[Row]:
    for sighting in report["sightings"]:
        if not sighting["declared"]:
            yield Row(
                sighting["name"],
                sighting["kind"],
                sighting["host"],
                "",
                frozenset(state for state in STATES if sighting["states"][state]),
                None,
                report["charter"] is not None,
            )
