"""Durations in plain words of a language: `P13M` is "13 months", a session is "until the browser closes"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charte.core.duration import Duration

_MONTHS_IN_A_YEAR = 12
# Years are said only when they are whole and few enough to be felt as years: 13 months stay 13 months.
_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def in_words(duration: Duration | None, words: Mapping[str, Any]) -> str:
    """The duration as a person says it; None is the session.

    `words` has `session`, `and`, and for each of year, month, day, hour, minute, second the forms for one
    and for several, with `{n}` for the number.
    """
    if duration is None:
        return str(words["session"])
    years, months = divmod(duration.months, _MONTHS_IN_A_YEAR)
    if months:
        years, months = 0, duration.months
    parts = [("year", years), ("month", months)]
    rest = duration.seconds
    for unit, seconds in _UNITS:
        number, rest = divmod(rest, seconds)
        parts.append((unit, number))
    said = [_counted(words[unit], number) for unit, number in parts if number]
    return f" {words['and']} ".join(said) if said else _counted(words["second"], 0)


def _counted(forms: Mapping[str, str], number: int) -> str:
    return forms["one" if number == 1 else "many"].format(n=number)
