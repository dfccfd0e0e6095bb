"""The platform's own charter: true for this installation, and never taken out of a person's hands."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from tests.fakes.ledgers import KEY

from charte.core.charter import Log, read, review
from charte.core.policy import FR_CNIL_2026
from charte.ledger.memory import memory_ledger
from charte.site.configuration import LANGUAGE_LIFE, secure_cookies, settings_of
from charte.site.own.filling import Facts, filled, to_publish

FACTS = Facts(
    "charte.localhost",
    "charte.localhost",
    "owner@charte.localhost",
    True,
    Log(KEY.name, KEY.verifier.vkey, "http://charte.localhost:8700/_charte/log"),
)
TODAY = date(2027, 2, 3)


def test_it_declares_four_cookies_and_one_thing_to_object_to():
    """Exactly these four, each first-party and exempt; page views are counted unless refused."""
    charter = read(filled(FACTS))
    assert {tracker.name for tracker in charter.trackers} == {
        "sessionid",
        "csrftoken",
        "django_language",
        "cookies_preferences",
    }
    assert not charter.asks
    assert [purpose.key for purpose in charter.offered] == ["audience"]
    assert not any("audience" in tracker.purposes for tracker in charter.trackers)


def test_nothing_mandatory_is_missing():
    """It can be published as it is filled in."""
    assert not [item for item in review(read(filled(FACTS)), FR_CNIL_2026) if item.mandatory]


def test_it_declares_what_the_settings_do(tmp_path):
    """Attributes and lives are those of the cookies that Django will set."""
    trackers = {tracker.name: tracker for tracker in read(filled(FACTS)).trackers}
    settings = settings_of(tmp_path, "http://charte.localhost:8700", memory_ledger())
    for prefix, name in (("SESSION", "sessionid"), ("CSRF", "csrftoken"), ("LANGUAGE", "django_language")):
        declared = trackers[name]
        assert declared.secure == settings[f"{prefix}_COOKIE_SECURE"]
        assert declared.same_site == settings[f"{prefix}_COOKIE_SAMESITE"]
        assert declared.http_only == settings.get(f"{prefix}_COOKIE_HTTPONLY", False)
    assert trackers["sessionid"].lifetime.session
    assert settings["SESSION_EXPIRE_AT_BROWSER_CLOSE"]
    assert trackers["csrftoken"].lifetime.session
    assert settings["CSRF_COOKIE_AGE"] is None
    assert trackers["django_language"].lifetime.duration.months == 6
    assert settings["LANGUAGE_COOKIE_AGE"] == LANGUAGE_LIFE <= 181 * 86_400


@pytest.mark.parametrize(
    ("address", "secure"),
    [
        ("https://charte.example.org", True),
        ("http://charte.localhost:8700", True),
        ("http://localhost:8700", True),
        ("http://charte.example.org", False),
        ("http://192.0.2.7:8700", False),
    ],
)
def test_cookies_are_secure_wherever_browsers_allow_it(address: str, secure: bool):
    """Over https and on this machine's own names; elsewhere Secure would keep everyone out."""
    assert secure_cookies(address) is secure


def test_it_is_published_once_and_again_only_when_its_facts_change():
    """The same facts publish nothing; another host makes a next version of today."""
    first = to_publish(FACTS, None, 0, TODAY)
    charter = read(first)
    assert charter.version == "1.0"
    assert to_publish(FACTS, charter, 1, TODAY) is None
    moved = read(to_publish(replace(FACTS, host="other.localhost"), charter, 1, TODAY))
    assert (moved.version, moved.date, moved.site.hosts) == ("1.1", TODAY, ("other.localhost",))
    assert to_publish(replace(FACTS, host="other.localhost"), moved, 2, TODAY) is None


def test_what_a_person_published_is_theirs():
    """A charter that says more than the shipped one is never replaced, whatever the facts."""
    text = re.sub(r'name = "charte.localhost"', 'name = "Commune de Rivebelle"', filled(FACTS))
    theirs = read(text)
    assert theirs.digest != read(filled(FACTS)).digest
    assert to_publish(replace(FACTS, host="other.localhost"), theirs, 1, TODAY) is None


def test_its_comments_stay():
    """Whoever takes the file to say more finds what to do in it."""
    assert "publish a charter of your own" in filled(FACTS)
