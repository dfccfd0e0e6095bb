"""The lexicons: data that any language can be added to."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files

import pytest

from charte.core.party import registrable_domain
from charte.drafting.lexicon import (
    LANGUAGES,
    Category,
    Column,
    common_words,
    elsewhere,
    language_name,
    lexicon,
)
from charte.drafting.purposes import CASES

FILES = [*LANGUAGES, "languages", "elsewhere"]


@pytest.mark.parametrize("name", FILES)
def test_each_file_bears_its_day(name):
    """Words of the trade change; a reader must see how old a list is."""
    written = json.loads(files("charte.drafting.lexicon").joinpath(f"{name}.json").read_text("utf-8"))
    assert date.fromisoformat(written["reviewed"]) >= date(2026, 1, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things(language):
    """All columns, categories, cases and claims have words in each language."""
    words = lexicon(language)
    assert set(words.columns) == set(Column)
    assert set(words.categories) == set(Category)
    assert set(words.signals) == set(CASES)
    assert set(words.claims) == set(lexicon("fr").claims)
    assert len(words.months) == 12
    assert words.name == language_name(language)
    assert all(phrase for phrases in words.columns.values() for phrase in phrases)


def test_a_language_without_a_lexicon_is_an_error_of_the_caller():
    """Nothing is read with the wrong words."""
    with pytest.raises(KeyError):
        lexicon("de")
    assert "de" in common_words()


def test_the_domains_that_are_never_the_site_are_registrable(suffixes):
    """A list with www. in it would match nothing."""
    assert all(registrable_domain(domain, suffixes) == domain for domain in elsewhere())
