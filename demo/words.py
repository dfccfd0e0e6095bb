"""The site's sentences by language, and numbers and days as each language writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("fr", "en")  # the first is the site's own
_FOLDER = Path(__file__).parent / "texts"
_MONTHS = {
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_SHORT = {
    "fr": ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
_NARROW_SPACE = "\u202f"


@cache
def _texts(language: str) -> Mapping[str, Any]:
    texts: dict[str, Any] = json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return texts


class Words:
    """The sentences of one language: `words("home.title")`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts = _texts(language)

    def __call__(self, key: str, **values: str | int) -> str:
        """A sentence by its dotted key, its {places} filled in. Raises `KeyError`."""
        text: Any = self._texts
        for part in key.split("."):
            text = text[part]
        return str(text).format(**values) if values else str(text)

    def list(self, key: str) -> list[Any]:
        """A list of sentences, or of rows of them."""
        found = self._texts
        for part in key.split("."):
            found = found[part]
        return list(found)

    def number(self, value: float | str, unit: str = "") -> str:
        """At most one decimal; thousands apart; the unit, where there is one, behind a space that does not break."""
        rounded = round(float(value), 1)
        text = f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.1f}"
        if self.language == "fr":
            text = text.replace(",", _NARROW_SPACE).replace(".", ",")
        return text + unit.replace(" ", _NARROW_SPACE)

    def share(self, value: float) -> str:
        """A percentage."""
        return self.number(value) + (f"{_NARROW_SPACE}%" if self.language == "fr" else "%")

    def day(self, day: date) -> str:
        """A day in full: 4 septembre 2026, 4 September 2026."""
        first = "1er" if self.language == "fr" and day.day == 1 else str(day.day)
        return f"{first} {_MONTHS[self.language][day.month - 1]} {day.year}"

    def cell(self, value: str, type: str) -> str:
        """A value of a table, by the type of its column."""
        if type == "number":
            return self.number(value)
        if type == "day":
            return self.day(date.fromisoformat(value))
        if type == "month":
            return self.month(value)
        return value

    def month(self, value: str) -> str:
        """`2026-10` as octobre 2026."""
        year, _, month = value.partition("-")
        return f"{_MONTHS[self.language][int(month) - 1]} {year}"

    def short(self, value: str) -> str:
        """A day or month as it stands under a chart: 15 août, août 26."""
        year, month, *day = value.split("-")
        name = _SHORT[self.language][int(month) - 1]
        return f"{int(day[0])}{_NARROW_SPACE}{name}" if day else f"{name}{_NARROW_SPACE}{year[2:]}"


def choose_language(kept: str, accepted: str) -> str:
    """The language that the visitor chose, else the first they accept that there is, else the site's own."""
    if kept in LANGUAGES:
        return kept
    wanted = []
    for place, part in enumerate(accepted.split(",")[:20]):
        tag, _, weight = part.strip().partition(";")
        quality = re.search(r"q\s*=\s*([01](?:\.\d{0,3})?)", weight)
        wanted.append((-float(quality[1]) if quality else -1.0, place, tag.partition("-")[0].lower()))
    return next((tag for weight, _, tag in sorted(wanted) if weight and tag in LANGUAGES), LANGUAGES[0])
