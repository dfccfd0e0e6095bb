"""Sentences, days and headlines as a native would write them."""

from __future__ import annotations

from datetime import date

import pytest

from charte.look import words
from charte.site.saying import grouped, headline, said_day, say

FR, EN = words("fr"), words("en")


def counts(
    trackers: int, consent: int = 0, *, cookies: int | None = None, statistics: int = 0
) -> dict[str, int]:
    return {
        "trackers": trackers,
        "cookies": trackers if cookies is None else cookies,
        "consent": consent,
        "statistics_exempt": statistics,
    }


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        (counts(0), "Aucun traceur", "No tracker at all"),
        (counts(1), "Un cookie, nécessaire", "One cookie, necessary"),
        (counts(4), "Quatre cookies, tous nécessaires", "Four cookies, all necessary"),
        (
            counts(5, statistics=1),
            "Cinq cookies, dont aucun ne demande votre accord",
            "Five cookies, none of which needs your consent",
        ),
        (
            counts(9, 3, cookies=8),
            "Neuf traceurs, dont trois seulement avec votre accord",
            "Nine trackers, three of them only with your consent",
        ),
        (
            counts(12, 1),
            "12 cookies, dont un seulement avec votre accord",
            "12 cookies, one of them only with your consent",
        ),
        (
            counts(2, 2),
            "Deux cookies, tous seulement avec votre accord",
            "Two cookies, all only with your consent",
        ),
        (counts(1, 1), "Un cookie, seulement avec votre accord", "One cookie, only with your consent"),
    ],
)
def test_a_headline_says_what_a_charter_comes_to(number, french: str, english: str):
    """Number, kind, and whether anything is asked, in one line."""
    assert headline(number, FR) == french
    assert headline(number, EN) == english


@pytest.mark.parametrize(
    ("day", "french", "english"),
    [
        (date(2026, 11, 25), "25 novembre 2026", "25 November 2026"),
        ("2026-05-01", "1er mai 2026", "1 May 2026"),
        ("2026-05-01T10:00:00Z", "1er mai 2026", "1 May 2026"),
        ("", "", ""),
    ],
)
def test_days_are_written_as_people_write_them(day, french: str, english: str):
    """The first of a month is « 1er » in French."""
    assert said_day(day, FR) == french
    assert said_day(day, EN) == english


@pytest.mark.parametrize(("n", "said"), [(0, "none"), (1, "One of it"), (2, "Two of 2"), (40, "40 of 40")])
def test_a_sentence_takes_the_form_of_its_number(n: int, said: str):
    """Zero, one and many have their own forms; ten and less are written out."""
    assert say({"zero": "none", "one": "{N} of it", "many": "{N} of {n}"}, EN, n=n) == said


def test_without_a_form_for_zero_french_and_english_use_the_singular():
    """A sentence that cannot be about nothing has two forms."""
    assert say({"one": "{n} x", "many": "{n} xs"}, EN, n=0) == "0 x"


@pytest.mark.parametrize(
    ("number", "french", "english"), [(999, "999", "999"), (1674, "1\u202f674", "1,674")]
)
def test_thousands_are_grouped_as_the_language_does(number: int, french: str, english: str):
    """A narrow no-break space in French, a comma in English; in sentences as well."""
    assert (grouped(number, FR), grouped(number, EN)) == (french, english)
    assert say("{n} réponses", FR, n=number) == f"{french} réponses"
