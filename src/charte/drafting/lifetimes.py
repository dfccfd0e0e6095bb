"""How long a tracker lives, from the words of a policy to the register's form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from charte.core.duration import Lifetime, parse_lifetime
from charte.drafting.lexicon import Lexicon
from charte.drafting.words import fold, stands

_NUMBER = re.compile(r"(\d{1,7})([a-z]*)")
_FRACTION = re.compile(r"\d[.,]\d")
_SECONDS = {"S": 1, "M": 60, "H": 3600, "D": 86_400, "W": 604_800, "MONTH": 2_629_746, "Y": 31_556_952}
_FORMS = {"S": "PT{}S", "M": "PT{}M", "H": "PT{}H", "D": "P{}D", "MONTH": "P{}M", "Y": "P{}Y"}
_NOTHING = re.compile(r"[\W_]*|n\.?\s?/?\s?a\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Life:
    """A lifetime, or None; `doubt` is a sentence where the words could not be taken as they stand."""

    lifetime: Lifetime | None = None
    doubt: str = ""


def life_of(words: str, header: str, lexicons: Sequence[Lexicon]) -> Life:
    """Reads `13 mois`, `1 year`, `Session`, and a bare number under a head that names the unit.

    Of several lengths the longest counts, for a shorter one would promise what the text does not.
    """
    if _NOTHING.fullmatch(words):
        return Life()
    folded = fold(words)
    session = any(stands(phrase, folded) for lexicon in lexicons for phrase in lexicon.session)
    lengths = (
        [] if _FRACTION.search(words) or _is_bound(words, folded, lexicons) else _lengths(folded, lexicons)
    )
    if not lengths and folded.isdigit() and len(folded) <= 7 and int(folded) and "<" not in words:
        unit = next((found for word in fold(header).split() if (found := _unit(word, lexicons))), "")
        lengths = [(int(folded), unit)] if unit else []
    if not lengths:
        return (
            Life(parse_lifetime("session")) if session else Life(None, f"“{words}” gives no length of time.")
        )
    longest = max(lengths, key=lambda length: length[0] * _SECONDS[length[1]])
    doubt = (
        f"“{words}” gives several lengths; the longest was taken." if session or len(set(lengths)) > 1 else ""
    )
    try:
        return Life(parse_lifetime(_iso(*longest)), doubt)
    except ValueError:  # longer than any calendar, which the register cannot hold
        return Life(None, f"“{words}” is longer than a tracker can live.")


def _lengths(folded: str, lexicons: Sequence[Lexicon]) -> list[tuple[int, str]]:
    """Each number followed by a unit: in figures, in words, or glued to it (`30j`)."""
    found: list[tuple[int, str]] = []
    tokens = folded.split()
    for token, following in zip(tokens, [*tokens[1:], ""], strict=True):
        match = _NUMBER.fullmatch(token)
        number = int(match[1]) if match else _number(token, lexicons)
        unit = _unit(match[2] if match and match[2] else following, lexicons)
        if number and unit:
            found.append((number, unit))
    return found


def _is_bound(words: str, folded: str, lexicons: Sequence[Lexicon]) -> bool:
    """Whether the words give a bound and no length: `< 1 day`, `moins d'un jour`."""
    return "<" in words or any(stands(phrase, folded) for lexicon in lexicons for phrase in lexicon.below)


def _number(word: str, lexicons: Sequence[Lexicon]) -> int:
    return next((lexicon.numbers[word] for lexicon in lexicons if word in lexicon.numbers), 0)


def _unit(word: str, lexicons: Sequence[Lexicon]) -> str:
    return next((unit for lexicon in lexicons for unit, words in lexicon.units.items() if word in words), "")


def _iso(number: int, unit: str) -> str:
    return _FORMS["D"].format(7 * number) if unit == "W" else _FORMS[unit].format(number)
