"""Says things in a language: sentences with their number, days, and the headline of a charter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

Words = Mapping[str, Any]


def say(sentence: str | Mapping[str, str], words: Words, **known: Any) -> str:
    """The sentence with what is known filled in. Where it has forms, `n` chooses: zero, one, many.

    `{N}` is the number as a word with a capital (ten at most), `{n}` in figures.
    """
    number = known.get("n")
    if not isinstance(sentence, str):
        form = "zero" if number == 0 and "zero" in sentence else "one" if number in (0, 1) else "many"
        sentence = sentence[form]
    if isinstance(number, int):
        known["N"] = capital(spelled(number, words))
        known["n"] = grouped(number, words)
    return sentence.format_map(known)


def spelled(number: int, words: Words) -> str:
    """Ten and less as words, more in figures."""
    numbers = words["charter"]["numbers"]
    return str(numbers[number]) if number < len(numbers) else grouped(number, words)


def grouped(number: int, words: Words) -> str:
    """In figures, by thousands: 1 674 in French, 1,674 in English."""
    return f"{number:,}".replace(",", words["charter"]["thousands"])


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def said_day(day: date | str, words: Words) -> str:
    """The day as a person writes it: 25 novembre 2026. Text may be a day or a moment of ISO 8601."""
    if not day:
        return ""
    if isinstance(day, str):
        day = date.fromisoformat(day[:10])
    rooms = words["charter"]
    form = rooms["first_day"] if day.day == 1 else rooms["day"]
    return str(form).format(day=day.day, month=rooms["months"][day.month - 1], year=day.year)


def headline(counts: Mapping[str, int], words: Words) -> str:
    """What a charter comes to, in one line: "Four cookies, all necessary"."""
    sentences, things = words["charter"]["headline"], words["charter"]["thing"]
    number, asks = counts["trackers"], counts["consent"]
    if not number:
        return str(sentences["none"])
    thing = "cookie" if counts["cookies"] == number else "tracker"
    thing = things[thing if number == 1 else f"{thing}s"]
    if asks and asks < number:
        form = sentences["some_ask"]["one" if asks == 1 else "many"]
        return str(form).format(N=capital(spelled(number, words)), thing=thing, m=spelled(asks, words))
    kind = "all_ask" if asks else "exempt" if counts["statistics_exempt"] else "necessary"
    return say(sentences[kind], words, n=number, thing=thing)
