"""Cookie dates: the forgiving algorithm that every browser applies to Expires (RFC 6265bis section 5.1.1)."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

# Delimiters: %x09 / %x20-2F / %x3B-40 / %x5B-60 / %x7B-7E. All become one, so that the text splits at them.
_DELIMITERS = dict.fromkeys(
    [0x09, *range(0x20, 0x30), *range(0x3B, 0x41), *range(0x5B, 0x61), *range(0x7B, 0x7F)], " "
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_DIGITS = frozenset("0123456789")
_FIRST_YEAR = 1601


@lru_cache(maxsize=2048)
def parse_cookie_date(text: str) -> datetime | None:
    """The moment that `text` names, aware and in UTC, or None where it is no date.

    Time zones and week days are not looked at: every cookie date is in UTC (RFC 6265bis section 5.1.1).
    Answers are remembered: a server repeats the same few dates in header after header.
    """
    time: tuple[int, int, int] | None = None
    day = month = year = None
    # The order of the attempts is the standard's: the first token that fits a field takes it.
    for token in text.translate(_DELIMITERS).split(" "):
        if not token:
            continue
        if time is None and (found := _time(token)):
            time = found
        elif day is None and (number := _number(token, 1, 2)) is not None:
            day = number
        elif month is None and (number := _MONTHS.get(token[:3].lower())) is not None:
            month = number
        elif year is None and (number := _number(token, 2, 4)) is not None:
            year = _full_year(number)
    if time is None or day is None or month is None or year is None or year < _FIRST_YEAR:
        return None
    try:
        return datetime(year, month, day, *time, tzinfo=UTC)
    except ValueError:  # no such day, or a field beyond its range: the date fails as a whole
        return None


def _number(token: str, least: int, most: int) -> int | None:
    """The `least` to `most` digits that `token` begins with; what follows must not be a digit."""
    length = 0
    while length < len(token) and token[length] in _DIGITS:
        length += 1
    return int(token[:length]) if least <= length <= most else None


def _time(token: str) -> tuple[int, int, int] | None:
    """Hours, minutes and seconds of `1:2:3`; anything but a digit may follow."""
    fields = token.split(":", 2)
    if len(fields) != 3 or not all(_DIGITS.issuperset(field) for field in fields[:2]):
        return None
    hours, minutes, seconds = (_number(field, 1, 2) for field in fields)
    if hours is None or minutes is None or seconds is None:
        return None
    return hours, minutes, seconds


def _full_year(year: int) -> int:
    if year <= 69:
        return year + 2000
    return year + 1900 if year <= 99 else year
