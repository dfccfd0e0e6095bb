"""How a charter goes live, and what keeps it from it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.fakes.ledgers import AT, BUILD, KEY, publish
from tests.fakes.registers import register

from charte.core.charter import read
from charte.core.errors import InvalidCharter
from charte.core.policy import FR_CNIL_2026
from charte.ledger.keys import new_key
from charte.ledger.memory import memory_ledger
from charte.ledger.publication import publish_charter, refresh
from charte.look import words


def refused(text: str, words_of=words) -> list[tuple[str, str]]:
    """Key and sentence of each problem with which a register is refused; nothing is published then."""
    ledger = memory_ledger(KEY)
    with pytest.raises(InvalidCharter) as error:
        publish_charter(ledger, read(text), text, words_of, FR_CNIL_2026, BUILD, AT)
    assert ledger.size == 0
    return [(problem.key, problem.what) for problem in error.value.problems]


def test_what_is_mandatory_and_missing_is_named():
    """All of it at once, in the order of the file."""
    text = (
        register(vkey=KEY.verifier.vkey).replace('version = "1.0"\n', "").replace("recipients = []\n", "", 1)
    )
    found = refused(text)
    assert [key for key, _ in found] == ["version", "cookies_preferences"]


def test_a_charter_that_names_no_log_or_another_log_is_refused():
    """Its receipts could not be verified against what it says."""
    assert [key for key, _ in refused(register())] == ["log"]
    assert [key for key, _ in refused(register(vkey=new_key().verifier.vkey))] == ["log"]
    other_origin = register(vkey=KEY.verifier.vkey, origin="elsewhere.localhost/log")
    assert [key for key, _ in refused(other_origin)] == ["log"]


def test_a_language_in_which_charte_has_no_words_is_refused():
    """A notice is whole, or is not published."""

    def without_english(language):
        if language == "en":
            raise KeyError(language)
        return words(language)

    assert refused(register(vkey=KEY.verifier.vkey), without_english)[0][0] == "site.languages"


def test_the_text_is_that_of_the_charter():
    """What is kept by content is what was checked."""
    ledger = memory_ledger(KEY)
    charter = read(register(vkey=KEY.verifier.vkey))
    with pytest.raises(ValueError, match="not that of the charter"):
        publish_charter(
            ledger, charter, register(vkey=KEY.verifier.vkey, version="2"), words, FR_CNIL_2026, BUILD, AT
        )
    assert ledger.size == 0


def test_the_answer_says_what_is_new():
    """Charter, notices, client build, in that order."""
    ledger = memory_ledger(KEY)
    text = register(vkey=KEY.verifier.vkey)
    first = publish_charter(ledger, read(text), text, words, FR_CNIL_2026, BUILD, AT)
    assert [each.new for each in first] == [True] * 5
    assert [each.index for each in first] == [0, 1, 2, 3, 4]
    again = publish_charter(ledger, read(text), text, words, FR_CNIL_2026, BUILD | {"client.js": b"2"}, AT)
    assert [each.new for each in again] == [False, False, False, False, True]


def test_a_new_version_of_charte_logs_what_it_shows_before_it_shows_it():
    """The notices change with Charte's own sentences, the client with its build."""
    ledger = memory_ledger(KEY)
    publish(ledger)
    before = ledger.notice("rivebelle", "fr")[1]

    def reworded(language):
        said = words(language)
        return {**said, "banner": {**said["banner"], "accept": "Oui à tout"}}

    at = AT + timedelta(days=30)
    assert not any(each.new for each in refresh(ledger, words, BUILD, at))
    assert [each.new for each in refresh(ledger, reworded, BUILD | {"client.js": b"2"}, at)] == [
        False,
        *[True] * 3,
    ]
    notice, digest = ledger.notice("rivebelle", "fr")
    assert "Oui à tout".encode() in notice
    assert digest != before
    assert ledger.content(before) is not None
