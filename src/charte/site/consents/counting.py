"""Counts of choices as the ledger holds them, arranged by day and by purpose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from charte.ledger.port import Count


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something was answered yes and no."""

    yes: int = 0
    no: int = 0

    @property
    def total(self) -> int:
        return self.yes + self.no

    @property
    def share(self) -> int:
        """Yes in whole per cent."""
        return round(100 * self.yes / self.total) if self.total else 0


def since(counts: Iterable[Count], today: date, days: int) -> list[Count]:
    """Those of the last `days` days, today included."""
    return [count for count in counts if count.day > today - timedelta(days=days)]


def by_purpose(counts: Iterable[Count]) -> dict[str, Tally]:
    """The answers of each purpose, the most answered first."""
    tallies = _summed((count.purpose, count) for count in counts)
    return dict(sorted(tallies.items(), key=lambda pair: (-pair[1].total, pair[0])))


def by_day(counts: Iterable[Count]) -> dict[date, Tally]:
    """The answers of each day that has any, the latest first."""
    tallies = _summed((count.day, count) for count in counts)
    return dict(sorted(tallies.items(), reverse=True))


def total(counts: Iterable[Count]) -> int:
    return sum(count.yes + count.no for count in counts)


_Key = TypeVar("_Key")


def _summed(pairs: Iterable[tuple[_Key, Count]]) -> dict[_Key, Tally]:
    summed: dict[_Key, Tally] = {}
    for key, count in pairs:
        before = summed.get(key, Tally())
        summed[key] = Tally(before.yes + count.yes, before.no + count.no)
    return summed
