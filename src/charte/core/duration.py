"""How long things last: ISO 8601 durations counted on the calendar, and the word `session`.

Thirteen months are thirteen calendar months (393 to 397 days), so a duration has an end only from a
given moment on.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

# Digits of each number, on the calendar and on the clock; more is a slip of the pen. ISO 8601 has no others
# than 0 to 9, where a regular expression's \d knows those of every script.
MOST_DIGITS = {"Y": 4, "M": 4, "W": 4, "D": 6, "TH": 9, "TM": 9, "TS": 9}
_Y, _M, _W, _D, _TH, _TM, _TS = (
    f"(?:([0-9]{{1,{digits}}}){unit[-1]})?" for unit, digits in MOST_DIGITS.items()
)
_ISO = re.compile(rf"P(?=[0-9T]){_Y}{_M}{_W}{_D}(?:T(?=[0-9]){_TH}{_TM}{_TS})?")
_DAY = 86_400
_SECONDS = (7 * _DAY, _DAY, 3_600, 60, 1)
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
    if not match:
        raise ValueError(f"{text!r} is no ISO 8601 duration such as P6M, P1Y, P14D or PT30M.")
    years, months, *rest = (int(number or 0) for number in match.groups())
    seconds = sum(number * unit for number, unit in zip(rest, _SECONDS, strict=True))
    return Duration(text=text, months=years * 12 + months, seconds=seconds)


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
