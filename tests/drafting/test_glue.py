"""Names that were glued to words, as where a PDF lost its columns."""

from __future__ import annotations

import pytest

from charte.drafting.glue import unglue

VOCABULARY = frozenset(
    [
        "choix",
        "vo",
        "preference",
        "cookie",
        "permet",
        "de",
        "se",
        "souvenir",
        "langue",
        "session",
        "reference",
        "sur",
        "le",
    ]
)


@pytest.mark.parametrize(
    ("cell", "name", "words"),
    [
        (
            "Choix concernant vos préférencescookies_preferences sur les cookies",
            "cookies_preferences",
            "Choix concernant vos préférences sur les cookies",
        ),
        ("cookies_preferencesPermet de se souvenir", "cookies_preferences", "Permet de se souvenir"),
        ("La langue django_language du site", "django_language", "La langue du site"),
        ("préférences_ga", "_ga", "préférences"),
    ],
)
def test_the_cut_is_where_a_known_word_ends(cell, name, words):
    """Not inside a name whose own parts are words as well."""
    found = unglue(cell, VOCABULARY)
    assert found
    assert (found.name, found.words) == (name, words)


@pytest.mark.parametrize("cell", ["Permet de se souvenir de la langue", "", "Une phrase, avec des virgules."])
def test_words_alone_hold_no_name(cell):
    """Nothing is invented."""
    assert unglue(cell, VOCABULARY) is None


def test_a_hostile_cell_is_cut_in_no_time():
    """A token longer than any name and word together is passed over."""
    assert unglue("a_" * 2000 + " " + "préférences" * 2000, VOCABULARY) is None
