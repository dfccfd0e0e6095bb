"""Which language a page speaks, and the one cookie that remembers it when asked to."""

from __future__ import annotations

import pytest

from charte.site.language import wished


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "fr"),
        ("en", "en"),
        ("en-GB,en;q=0.9,fr;q=0.8", "en"),
        ("de,en;q=0.7,fr;q=0.9", "fr"),
        ("de-DE", "fr"),
        ("en;q=0,fr;q=0.1", "fr"),
        ("EN-us;q=0.5", "en"),
        ("en;q=nonsense", "fr"),
        (",;=," * 400, "fr"),
    ],
)
def test_the_browsers_wish_is_followed_as_far_as_we_speak_it(header: str, language: str):
    """Accept-Language decides by its weights; what we do not speak is passed over."""
    assert wished(header) == language


def test_the_first_page_leads_to_the_readers_language_and_remembers_nothing(platform):
    """`/` redirects by Accept-Language and sets no cookie."""
    for language in ("fr", "en"):
        answer = platform.client(language=language).get("/")
        assert (answer.status_code, answer["Location"]) == (302, f"/{language}/")
        assert {"Accept-Language", "Cookie"} <= set(answer["Vary"].split(", "))
        assert not answer.cookies


def test_a_language_that_was_chosen_is_remembered_for_six_months(platform):
    """The switch sets django_language, as the platform's charter declares it, and leads to the page in it."""
    client = platform.client(language="fr")
    answer = client.post(
        "/language", {"language": "en", "next": "/en/rivebelle/"}, headers={"sec-fetch-site": "same-origin"}
    )
    cookie = answer.cookies["django_language"]
    assert (answer.status_code, answer["Location"]) == (302, "/en/rivebelle/")
    assert cookie.value == "en"
    assert cookie["max-age"] == 181 * 86_400
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
    assert set(answer.cookies) == {"django_language"}
    assert client.get("/")["Location"] == "/en/"


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example"},
        {},
    ],
)
def test_another_sites_form_changes_nothing(platform, headers):
    """Only a form of this origin may change the language; the reader needs no csrftoken for that."""
    answer = platform.client().post("/language", {"language": "en"}, headers=headers)
    assert answer.status_code == 400
    assert not answer.cookies


@pytest.mark.parametrize(
    "onward", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_the_switch_leads_nowhere_else(platform, onward: str):
    """An address of another site is not followed."""
    answer = platform.client().post(
        "/language", {"language": "en", "next": onward}, headers={"origin": "http://charte.localhost:8700"}
    )
    assert answer["Location"] == "/en/"


def test_the_switch_keeps_the_page(platform):
    """On each page the switch names the same page in the other language."""
    assert 'value="/en/rivebelle/"' in platform.client().get("/fr/rivebelle/").content.decode()
    assert 'value="/fr/rivebelle/"' in platform.client().get("/en/rivebelle/").content.decode()
