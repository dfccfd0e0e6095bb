"""The report's own sentences in one language, and how that language writes numbers, dates and lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from charte.core.duration import Duration, parse_duration
from charte.core.span import in_words
from charte.look import words as look_words

_DAY = 86_400


class Words:
    """`words("key", name=value)` is the sentence of that key. Raises `KeyError` for a language that has no file."""

    def __init__(self, language: str) -> None:
        self.language = language
        everything = look_words(language)
        self._own: Mapping[str, Any] = everything["report"]
        self._spans = everything["spans"]

    def __call__(self, key: str, /, **values: str | int) -> str:
        return str(self._own[key]).format_map(values)

    def counted(self, key: str, number: int, /, **values: str | int) -> str:
        """The form for none (where there is one), for one, or for several."""
        forms = self._own[key]
        form = forms.get("none") if number == 0 else None
        if form is None:
            one = number == 1 or (self.language == "fr" and number == 0)
            form = forms["one" if one else "many"]
        return str(form).format_map({"n": self.number(number), **values})

    def said(self, texts: Mapping[str, str]) -> str:
        """A sentence of the report in this language; English where the report has no other."""
        return texts.get(self.language) or texts.get("en", "")

    def number(self, number: int) -> str:
        grouped = f"{number:,}"
        return grouped.replace(",", self("thousands"))

    def seconds(self, milliseconds: int, places: int = 1) -> str:
        return f"{milliseconds / 1000:.{places}f}".replace(".", self("decimal"))

    def moment(self, text: str) -> str:
        """A moment of the report (UTC) as the language writes it; as it stands where it is none."""
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            return text
        month = self._own["months"][at.month - 1]
        return self(
            "moment", day=at.day, month=month, year=at.year, hour=f"{at.hour:02}", minute=f"{at.minute:02}"
        )

    def lifetime(self, text: str) -> str:
        """A declared lifetime in words; empty where the charter says nothing."""
        if not text:
            return ""
        try:
            return in_words(None if text == "session" else parse_duration(text), self._spans)
        except ValueError:
            return text

    def asked(self, seconds: int | None) -> str:
        """A life that was asked for, in days where it is that long."""
        if seconds is None:
            return in_words(None, self._spans)
        rounded = seconds - seconds % _DAY if seconds >= _DAY else seconds
        return in_words(Duration("", 0, rounded), self._spans)

    def listed(self, items: Iterable[str]) -> str:
        names = [item for item in items if item]
        if len(names) < 2:
            return "".join(names)
        return self("and", head=", ".join(names[:-1]), last=names[-1])
