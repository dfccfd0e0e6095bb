"""Every Set-Cookie of every hop, with the browser's reason where it refused it."""

import pytest

from charte.auditor.collectors.response_cookies import without_value
from charte.core.observation import CookieSent, Jar, ResponseCookie

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


def cookies(events):
    return {event.name: event for event in events if isinstance(event, ResponseCookie)}


async def test_each_hop_keeps_its_own_cookies(look, site):
    """And each names the request that brought it."""
    events = await look(site.address("first", "/hops"))
    paths = {
        event.id: event.url.rpartition(".localhost:")[2].partition("/")[2]
        for event in events
        if event.kind == "request"
    }
    assert {name: paths[cookie.request] for name, cookie in cookies(events).items()} == {
        "one": "hops",
        "two": "hops/2",
        "two-more": "hops/2",
        "four": "hops/4",
    }


async def test_a_cookie_that_scripts_cannot_read_is_seen(look, site):
    """With its attributes, and without its value."""
    hidden = cookies(await look(site.address("first", "/hidden")))["hidden"]
    assert hidden.header == "hidden=…; HttpOnly; Path=/"
    assert (hidden.value.length, hidden.refused) == (12, ())


async def test_no_value_stands_among_the_events(look, site):
    """Only what remains of it: hash, length, entropy."""
    events = await look(site.address("first", "/hidden"), site.address("first", "/hidden"))
    assert any(isinstance(event, CookieSent) for event in events)
    assert "secret-value" not in repr(events)


async def test_the_hash_of_a_value_is_the_same_wherever_it_is_seen(look, site):
    """Set, sent and kept: one run tells equal values."""
    events = await look(site.address("first", "/hidden"), site.address("first", "/hidden"))
    (jar,) = (event for event in events if isinstance(event, Jar))
    hashes = {event.value.hash for event in events if isinstance(event, (ResponseCookie, CookieSent))}
    assert hashes == {cookie.value.hash for cookie in jar.cookies}
    assert len(hashes) == 1


async def test_a_refused_cookie_is_told_with_the_browsers_reason(look, site):
    """It is evidence of what the site tried."""
    refused = {
        name: cookie.refused
        for name, cookie in cookies(await look(site.address("first", "/refused"))).items()
    }
    assert refused["lax"] == refused["none"] == ()
    assert refused["bare"] == ("SameSiteNoneInsecure",)
    assert refused["elsewhere"] == ("InvalidDomain",)
    assert refused["__Host-wrong"] == ("InvalidPrefix",)


async def test_a_third_party_that_may_not_set_is_told(look, site):
    """A Lax cookie of an image is refused, and the reason says so."""

    async def ask(instruments):
        await instruments.watch.page.evaluate(
            f"new Promise(done => {{ const i = new Image(); i.onerror = done; i.src = '{site.address('third', '/refused')}' }})"
        )
        await instruments.watch.rest()

    refused = {
        name: cookie.refused
        for name, cookie in cookies(await look(site.address("first", "/"), then=ask)).items()
    }
    (reason,) = refused["lax"]
    assert reason.endswith("SameSiteLax")
    assert refused["none"] == ()


async def test_a_cookie_that_the_browser_silently_ignored_is_not_taken_for_kept(look, site):
    """A request across origins without credentials ignores Set-Cookie, and the browser says nothing of it."""

    async def ask(instruments):
        for credentials in ("omit", "include"):
            await instruments.watch.page.evaluate(
                f"fetch('{site.address('third', '/named')}?{credentials}', {{credentials: '{credentials}', mode: 'no-cors'}})"
            )
        await instruments.watch.rest()

    events = await look(site.address("first", "/"), then=ask)
    assert {name: cookie.refused for name, cookie in cookies(events).items()} == {
        "omit": ("NotKept",),
        "include": (),
    }


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("a=1; Path=/", "a=…; Path=/"),
        ("a=1=2", "a=…"),
        ("a=", "a=…"),
        ("value-alone; Secure", "=…; Secure"),
        ("=nameless", "=…"),
        ("", "=…"),
    ],
)
async def test_a_line_is_told_without_its_value(line, told):
    """A line without a name is all value."""
    assert without_value(line) == told
