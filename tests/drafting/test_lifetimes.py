"""How long a tracker lives, in the words of policies."""

from __future__ import annotations

import pytest

from charte.drafting.lexicon import lexicon
from charte.drafting.lifetimes import life_of

LEXICONS = (lexicon("fr"), lexicon("en"))


@pytest.mark.parametrize(
    ("words", "lifetime"),
    [
        ("13 mois", "P13M"),
        ("1 an", "P1Y"),
        ("2 ans", "P2Y"),
        ("Six mois", "P6M"),
        ("30j", "P30D"),
        ("2 semaines", "P14D"),
        ("1 heure", "PT1H"),
        ("30 minutes", "PT30M"),
        ("Session", "session"),
        ("Durée de la session", "session"),
        ("Fin de session", "session"),
        ("1 year", "P1Y"),
        ("One year", "P1Y"),
        ("24 hours", "PT24H"),
        ("Expires automatically when you close your browser.", "session"),
        ("12 moi", "P12M"),
    ],
)
def test_lengths_in_words_and_figures_become_the_registers_form(words, lifetime):
    """As the law counts them: months as months, weeks as days."""
    life = life_of(words, "Durée", LEXICONS)
    assert life.lifetime
    assert life.lifetime.text == lifetime
    assert life.doubt == ""


def test_a_bare_number_takes_the_unit_of_its_head():
    """`Durée de vie (jours)` stands over 365."""
    life = life_of("365", "Durée de vie (jours)", LEXICONS)
    assert life.lifetime
    assert life.lifetime.text == "P365D"
    assert life_of("365", "Durée de vie", LEXICONS).lifetime is None


@pytest.mark.parametrize(
    "words", ["Persistant", "< 1 day", "<1", "Moins d'un jour", "1,5 an", "0", "2914605 jours", "n° 5"]
)
def test_what_is_no_length_stays_absent_and_is_doubted_in_its_own_words(words):
    """A guess here would be a promise to the visitor."""
    life = life_of(words, "Durée (jours)", LEXICONS)
    assert life.lifetime is None
    assert words in life.doubt


@pytest.mark.parametrize(("words", "longest"), [("7 days - 3 years", "P3Y"), ("Session ou 1 an", "P1Y")])
def test_of_several_lengths_the_longest_is_taken_and_doubted(words, longest):
    """The shorter one would promise what the text does not."""
    life = life_of(words, "", LEXICONS)
    assert life.lifetime
    assert life.lifetime.text == longest
    assert "several" in life.doubt


@pytest.mark.parametrize("words", ["", "-", "—", "N/A", "n.a."])
def test_an_empty_cell_says_nothing(words):
    """Not even a doubt: the review asks for the lifetime anyway."""
    life = life_of(words, "", LEXICONS)
    assert (life.lifetime, life.doubt) == (None, "")
