"""Durations in the words of a language."""

import pytest

from charte.core.duration import parse_duration
from charte.core.span import in_words
from charte.look import words


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("P6M", "6 mois", "6 months"),
        ("P13M", "13 mois", "13 months"),
        ("P12M", "1 an", "1 year"),
        ("P1Y", "1 an", "1 year"),
        ("P25M", "25 mois", "25 months"),
        ("P24M", "2 ans", "2 years"),
        ("P1M", "1 mois", "1 month"),
        ("P1D", "1 jour", "1 day"),
        ("P2W", "14 jours", "14 days"),
        ("PT30M", "30 minutes", "30 minutes"),
        ("PT1H", "1 heure", "1 hour"),
        ("PT90S", "1 minute et 30 secondes", "1 minute and 30 seconds"),
        ("P1Y1D", "1 an et 1 jour", "1 year and 1 day"),
        ("PT86400S", "1 jour", "1 day"),
    ],
)
def test_a_duration_is_said_as_a_person_says_it(text, french, english):
    """Whole years as years, thirteen months as thirteen months; a no-break space is a space here."""
    said = [in_words(parse_duration(text), words(language)["spans"]) for language in ("fr", "en")]
    assert [each.replace("\u00a0", " ").replace("\u202f", " ") for each in said] == [french, english]


def test_no_duration_is_the_session():
    """A lifetime without a duration ends with the browser."""
    assert in_words(None, words("fr")["spans"]) == "jusqu’à la fermeture du navigateur"
    assert in_words(None, words("en")["spans"]) == "until the browser closes"


def test_no_time_at_all_is_said_too():
    """A retention of nothing is no empty sentence."""
    assert in_words(parse_duration("P0D"), words("en")["spans"]).split() == ["0", "seconds"]
