"""Which cookies went out, with which request; those that the browser held back did not."""

import pytest

from charte.core.observation import CookieSent

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def test_a_cookie_goes_with_the_next_request(look, site):
    """With its domain and path as the browser keeps them."""
    events = await look(site.address("first", "/hidden"), site.address("first", "/"))
    (sent,) = (event for event in events if isinstance(event, CookieSent))
    (request,) = (event for event in events if event.kind == "request" and event.id == sent.request)
    assert request.url == site.address("first", "/")
    assert (sent.name, sent.host, sent.domain, sent.path) == (
        "hidden",
        "first.localhost",
        "first.localhost",
        "/",
    )


async def test_a_third_partys_cookie_goes_back_to_it(look, site):
    """This is what shows after a withdrawal."""
    page = site.address("first", "/scripts")
    events = await look(page, page)
    sent = [event for event in events if isinstance(event, CookieSent) and event.name == "pixel"]
    assert [event.host for event in sent] == ["pixel.localhost"]


async def test_a_cookie_held_back_was_not_sent(look, site):
    """A Lax cookie does not go with another site's image."""

    async def ask(instruments):
        await instruments.watch.page.evaluate(
            f"new Promise(done => {{ const i = new Image(); i.onerror = done; i.src = '{site.address('third', '/x')}' }})"
        )
        await instruments.watch.rest()

    events = await look(site.address("third", "/refused"), site.address("first", "/"), then=ask)
    assert {event.name for event in events if isinstance(event, CookieSent)} == {"none"}
