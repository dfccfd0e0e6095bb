"""The sentences: the same in both languages, set as each language is; numbers and days likewise."""

from __future__ import annotations

import json
from datetime import date

import pytest
from demo.words import Words, choose_language
from tests.demo.person import ROOT

NARROW, FIXED = "\u202f", "\u00a0"


def leaves(value, key=""):
    """Every sentence with its dotted key."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, f"{key}.{name}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, f"{key}[{index}]")
    else:
        yield key, value


def texts(language: str) -> dict[str, str]:
    return dict(leaves(json.loads((ROOT / "texts" / f"{language}.json").read_text(encoding="utf-8"))))


def test_both_languages_say_the_same_things():
    """Key by key, none empty."""
    french, english = texts("fr"), texts("en")
    assert french.keys() == english.keys()
    assert all(french.values())
    assert all(english.values())


@pytest.mark.parametrize("source", ["texts", "catalogue"])
def test_french_is_set_as_french_is(source):
    """Curly apostrophes; before ; : ? ! and within « » a space that does not break."""
    if source == "texts":
        sentences = list(texts("fr").values())
    else:
        text = (ROOT / "data" / "catalogue.toml").read_text(encoding="utf-8")
        sentences = [part.partition('"')[0] for part in text.split('fr = "')[1:]]
    assert len(sentences) > 10
    for sentence in sentences:
        assert "'" not in sentence
        assert not any(f" {mark}" in sentence for mark in ";:?!»%")
        assert "« " not in sentence


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("fr", 13081000, f"13{NARROW}081{NARROW}000"),
        ("en", 13081000, "13,081,000"),
        ("fr", "24.5", "24,5"),
        ("en", "24.5", "24.5"),
        ("fr", 18.0, "18"),
        ("fr", 0.04, "0"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(language, value, text):
    """Thousands apart, at most one decimal."""
    assert Words(language).number(value) == text


def test_days_months_and_shares():
    """In full in a table, short under a chart."""
    french, english = Words("fr"), Words("en")
    assert french.day(date(2026, 7, 1)) == "1er juillet 2026"
    assert english.day(date(2026, 7, 1)) == "1 July 2026"
    assert french.month("2026-10") == "octobre 2026"
    assert french.short("2026-10") == f"oct.{NARROW}26"
    assert english.short("2026-08-15") == f"15{NARROW}Aug"
    assert (french.share(87.5), english.share(87.5)) == (f"87,5{NARROW}%", "87.5%")


@pytest.mark.parametrize(
    ("kept", "accepted", "language"),
    [
        ("", "", "fr"),
        ("en", "fr", "en"),
        ("xx", "en-GB, fr;q=0.9", "en"),
        ("", "en;q=0.5, fr;q=0.7", "fr"),
        ("", "de, es", "fr"),
        ("", "en;q=0", "fr"),
        ("", "*;q=x, ;;,,en;q=0.1", "en"),
        ("", "en," * 5000, "en"),
    ],
)
def test_the_language_is_the_chosen_then_the_browsers_then_the_sites(kept, accepted, language):
    """Whatever the header holds."""
    assert choose_language(kept, accepted) == language
