"""How long things last: ISO 8601 durations counted on the calendar, and the word `session`.

Thirteen months are thirteen calendar months (393 to 397 days), so a duration has an end only from a
given moment on.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

_ISO = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)
_LONGEST_YEARS = 9999


@dataclass(frozen=True, slots=True)
class Duration:
    """A span of calendar months and of seconds. `text` is the form it was written in."""

    text: str
    months: int = 0
    seconds: int = 0

    def after(self, start: datetime) -> datetime:
        """The moment this long after `start`; a day that the month lacks becomes its last day."""
        years, month = divmod(start.month - 1 + self.months, 12)
        year, month = start.year + years, month + 1
        if year > _LONGEST_YEARS:
            return datetime.max.replace(tzinfo=start.tzinfo)
        day = min(start.day, calendar.monthrange(year, month)[1])
        try:
            return start.replace(year=year, month=month, day=day) + timedelta(seconds=self.seconds)
        except OverflowError:
            return datetime.max.replace(tzinfo=start.tzinfo)


def parse_duration(text: str) -> Duration:
    """Reads `P6M`, `P13M`, `P1Y`, `PT30M`, `P14D`. Raises `ValueError` with a sentence otherwise."""
    match = _ISO.fullmatch(text)
    if not match or not any(match.groups()) or text.endswith("T"):
        raise ValueError(f"{text!r} is no ISO 8601 duration such as P6M, P1Y, P14D or PT30M.")
    parts = {unit: int(number or 0) for unit, number in match.groupdict().items()}
    seconds = timedelta(
        weeks=parts["weeks"],
        days=parts["days"],
        hours=parts["hours"],
        minutes=parts["minutes"],
        seconds=parts["seconds"],
    ).total_seconds()
    months = parts["years"] * 12 + parts["months"]
    if months > _LONGEST_YEARS * 12:
        raise ValueError(f"{text!r} is longer than any calendar.")
    return Duration(text=text, months=months, seconds=int(seconds))


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a tracker lives: until the browser closes (`duration` is None) or a duration."""

    duration: Duration | None

    @property
    def session(self) -> bool:
        return self.duration is None

    @property
    def text(self) -> str:
        return self.duration.text if self.duration else "session"


def parse_lifetime(text: str) -> Lifetime:
    """Reads `session` or an ISO 8601 duration. Raises `ValueError` with a sentence otherwise."""
    if text == "session":
        return Lifetime(None)
    try:
        return Lifetime(parse_duration(text))
    except ValueError:
        raise ValueError(
            f"{text!r} is no lifetime: write session, or an ISO 8601 duration such as P6M or PT30M."
        ) from None
