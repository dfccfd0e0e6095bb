"""Charte's own sentences: the same keys in every language, typeset as a native types them."""

import re
from string import Formatter

import pytest

from charte.look import LANGUAGES, direction, words

BREAK, NARROW = "\u00a0", "\u202f"  # the two spaces that keep a line together


def leaves(value, path=()):
    """Every sentence of a language, by its path."""
    if isinstance(value, str):
        yield path, value
    else:
        items = enumerate(value) if isinstance(value, list) else value.items()
        for key, item in items:
            yield from leaves(item, (*path, key))


TEXTS = {language: dict(leaves(dict(words(language)))) for language in LANGUAGES}
FRENCH = [pytest.param(text, id=".".join(map(str, path))) for path, text in TEXTS["fr"].items()]


def fields(text):
    """The names that a sentence leaves to be filled in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_language_has_the_same_keys():
    """A sentence that one language lacks would be missing on somebody's page."""
    assert all(TEXTS[language].keys() == TEXTS["fr"].keys() for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty(language):
    """Nor ends or begins with a space; only the form that a sentence has for none of a thing may be silent."""
    wrong = {path for path, text in TEXTS[language].items() if not text or text != text.strip(" ")}
    assert {path for path in wrong if path[-1] != "none"} == set()


def test_sentences_leave_the_same_to_be_filled_in():
    """Whatever the language, the code fills in the same names."""
    for path, text in TEXTS["fr"].items():
        assert fields(text) == fields(TEXTS["en"][path]), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_apostrophes_and_quotes_are_typographic(language):
    """No typewriter's ' or " stands where a reader sees it, and no three dots."""
    assert {path for path, text in TEXTS[language].items() if re.search(r"['\"]|\.\.\.", text)} == set()


@pytest.mark.parametrize("text", FRENCH)
def test_french_punctuation_keeps_its_space(text):
    """A no-break space, narrow or not, before ; : ! ? » and %, and after «; addresses and headers keep their colon."""
    prose = re.sub(r"https?://\S+|Authorization: Bearer", "", text)
    assert not re.search(rf"(?<![{BREAK}{NARROW}])[;!?»%]|«(?![{BREAK}{NARROW}])", prose)
    assert not re.search(rf"(?<![{BREAK}{NARROW}]):(?![0-9])", prose)


def test_a_language_without_a_file_is_unknown():
    """Nothing is shown in another one silently."""
    with pytest.raises(KeyError):
        words("de")


def test_the_direction_is_that_of_the_script():
    """As the dir attribute wants it."""
    assert [direction(language) for language in ("fr", "en", "ar", "he-IL", "fa")] == [
        "ltr",
        "ltr",
        "rtl",
        "rtl",
        "rtl",
    ]
