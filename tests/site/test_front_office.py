"""What a mere reader finds: the sites, each charter in each language, its versions, and the same as files."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from tests.fakes.ledgers import publish
from tests.site.conftest import AT

READERS_PAGES = (
    "/",
    "/fr/",
    "/en/",
    "/fr/charte/",
    "/fr/rivebelle/",
    "/en/rivebelle/",
    "/fr/charte/audience/",
    "/rivebelle/",
    "/rivebelle/charte.json",
    "/rivebelle/charte.toml",
    "/static/charte.svg",
    "/api/v1/docs",
    "/api/v1/openapi.json",
    "/fr/nothing/",
    "/back/",
)


@pytest.mark.parametrize("address", READERS_PAGES)
def test_a_mere_reader_gets_no_cookie(platform, address: str):
    """No page that a reader can open sets a cookie, not even where there is nothing, or the door."""
    assert not platform.client().get(address).cookies


@pytest.mark.parametrize("address", READERS_PAGES)
def test_every_answer_is_strict_with_the_browser(platform, address: str):
    """Scripts, styles and forms are our own; nothing may frame, sniff or sense."""
    answer = platform.client().get(address)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in answer["Permissions-Policy"]


def test_pages_carry_nothing_that_the_policy_refuses(platform):
    """No inline script or style stands in a page, since the policy would drop it."""
    client = platform.client("alice")
    for address in (*READERS_PAGES, "/back/", "/back/sites/rivebelle/choices/"):
        text = client.get(address).content.decode()
        assert "<style" not in text.replace("<style>path", ""), address
        assert " style=" not in text
        assert " onclick=" not in text
        assert "<script>" not in text


def test_the_list_names_every_site_with_its_charter_in_one_line(platform):
    """The heading says how many sites there are; the platform's own comes last."""
    text = platform.client().get("/en/").content.decode()
    assert "<h1>Three sites say what they store on your device</h1>" in text
    assert text.index("/en/autre/") < text.index("/en/rivebelle/") < text.index('href="/en/charte/">charte')


def test_the_page_opens_with_the_answer(platform):
    """The headline counts the trackers; the French one is French."""
    client = platform.client()
    assert "<h1>Quatre cookies, tous nécessaires</h1>" in client.get("/fr/charte/").content.decode()
    assert "<h1>Four cookies, all necessary</h1>" in client.get("/en/charte/").content.decode()
    text = client.get("/fr/rivebelle/").content.decode()
    assert "<h1>Huit cookies, dont six seulement avec votre accord</h1>" in text


def test_the_page_says_everything_that_the_charter_says(platform):
    """Names, who, where, how long, third-party access, party, rights, versions, audit, digest."""
    text = platform.client().get("/en/rivebelle/").content.decode().replace("<wbr>", "")
    for said in (
        "cookies_preferences",
        "_aud_&lt;ID&gt;",
        "Provider of stats",
        "Public pages",
        "demo.localhost",
        "6\xa0months",
        "No third party has access.",
        "This site",
        "Without your consent, unless you refuse",
        "At the foot of every page.",
        "contact@demo.localhost",
        "CNIL",
        "A single version so far",
        "This charter has not been audited yet.",
        platform.rivebelle.digest,
    ):
        assert said in text, said


def test_the_choice_belongs_to_the_governed_site(platform):
    """On another site's page there is only the way to it; on the platform's own there is the form itself."""
    client = platform.client()
    other, own = (client.get(f"/en/{site}/").content.decode() for site in ("rivebelle", "charte"))
    assert "data-charte-centre-here" not in other
    assert "demo.localhost/charte" in other
    assert "data-charte-centre-here" in own
    assert 'action="/_charte/charte/choices"' in own


def test_the_register_is_there_for_machines(platform):
    """The JSON file's SHA-256 is the charter's digest; the TOML file is the one that was published."""
    client = platform.client()
    found = client.get("/rivebelle/charte.json")
    assert found["Content-Type"] == "application/json"
    assert f"sha256:{sha256(found.content).hexdigest()}" == platform.rivebelle.digest
    assert json.loads(found.content)["site"]["key"] == "rivebelle"
    assert client.get("/rivebelle/charte.toml").content == platform.ledger.charter("rivebelle")[0]


def test_an_earlier_version_stays_readable(platform):
    """Each version has its address; a replaced one says so and leads to the one in force."""
    old = platform.rivebelle.digest.removeprefix("sha256:")
    publish(platform.ledger, AT + timedelta(days=1), version="1.1")
    client = platform.client()
    live, replaced = (client.get(f"/en/rivebelle/{part}").content.decode() for part in ("", f"{old}/"))
    assert f"/en/rivebelle/{old}/" in live
    assert "replaced" not in live
    assert "You are reading a version that has been replaced." in replaced
    assert client.get(f"/rivebelle/{old}/charte.json").status_code == 200
    assert client.get(f"/en/autre/{old}/").status_code == 404


def test_the_reader_of_a_language_that_a_charter_lacks_is_still_answered(platform):
    """A charter in one language is shown in it, between words of the reader's."""
    publish(platform.ledger, AT + timedelta(days=1), key="seul")
    text = platform.client().get("/en/seul/").content.decode()
    assert "What is stored, purpose by purpose" in text


@pytest.mark.parametrize(
    "address",
    [
        "/fr/nothing/",
        "/nothing/",
        "/nothing/charte.json",
        "/fr/rivebelle/" + "0" * 64 + "/",
        "/de/rivebelle/",
    ],
)
def test_what_is_not_there_says_so_and_what_to_do(platform, address: str):
    """A page of ours, in a sentence, with a way on."""
    answer = platform.client(language="en").get(address)
    assert answer.status_code == 404
    assert "<h1>" in answer.content.decode()


def test_the_stylesheet_is_kept_for_ever_under_its_digest(platform):
    """The address changes whenever the text does, so browsers never ask again."""
    client = platform.client()
    text = client.get("/fr/").content.decode()
    address = text.split('rel="stylesheet" href="')[1].split('"')[0]
    found = client.get(address)
    assert "immutable" in found["Cache-Control"]
    assert "--charte-ink" in found.content.decode()
    assert client.get("/static/charte.0000000000000000.css").status_code == 404
