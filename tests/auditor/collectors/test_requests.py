"""Every request is told with its hops and with whoever caused it; those without an answer too."""

import pytest

from charte.core.observation import Request, RequestFailed

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


def requests(events):
    """The requests by the path that they ask for."""
    return {
        event.url.partition(".localhost")[2].partition("/")[2]: event
        for event in events
        if event.kind == "request"
    }


async def test_every_hop_of_a_redirect_is_a_request(look, site):
    """In order, each naming the one before, across hosts."""
    events = await look(site.address("first", "/hops"))
    hops = [event for event in events if isinstance(event, Request)]
    assert [(hop.url.rpartition("hops")[2], hop.host) for hop in hops] == [
        ("", "first.localhost"),
        ("/2", "first.localhost"),
        ("/3", "third.localhost"),
        ("/4", "third.localhost"),
    ]
    assert [hop.redirected_from for hop in hops] == [None, *(hop.id for hop in hops[:-1])]
    assert len({hop.id for hop in hops}) == 4
    assert hops[1].initiator.type == "redirect"


async def test_the_chain_of_causes_leads_up_to_the_page(look, site):
    """A pixel, the vendor's script that asked for it, the tag that brought the vendor, the page."""
    seen = requests(await look(site.address("first", "/scripts")))
    chain = [url.rpartition("/")[2] for url in seen["pixel"].initiator.chain]
    assert chain == ["vendor.js", "third.js", "scripts"]
    assert seen["pixel"].initiator.type == "script"
    assert seen["vendor.js"].initiator.url == site.address("third", "/third.js")
    assert seen["writer.js"].initiator.type == "parser"


async def test_requests_of_workers_and_windows_are_told(look, site):
    """They may come before any session with them."""
    seen = requests(await look(site.address("first", "/scripts")))
    assert {"worker.js", "from-worker", "popup.html", "frame.html", "imported.js"} <= seen.keys()
    # The witness that sees those that came too early knows no cause.
    assert seen["from-worker"].initiator.chain[:1] in ((), (site.address("first", "/worker.js"),))


async def test_requests_of_a_service_worker_are_told(look, site):
    """It belongs to no page."""
    seen = requests(await look(site.address("first", "/registering")))
    assert {"service.js", "from-service-worker"} <= seen.keys()


async def test_no_request_is_told_twice(look, site):
    """Though up to three sessions see it."""
    events = [event for event in await look(site.address("first", "/scripts")) if isinstance(event, Request)]
    assert sorted(event.url for event in events) == sorted({event.url for event in events})


async def test_a_request_that_a_policy_kept_back_was_not_sent(look, site):
    """It told its host nothing."""
    events = await look(site.address("first", "/csp"))
    (failed,) = (event for event in events if isinstance(event, RequestFailed))
    assert (failed.host, failed.sent, failed.why) == ("third.localhost", False, "csp")


async def test_a_request_to_a_host_that_does_not_answer_was_tried(look, site):
    """Its reason is the browser's own."""

    async def ask(instruments):
        await instruments.watch.page.evaluate("fetch('http://nobody.localhost:1/x').catch(() => 0)")
        await instruments.watch.rest()

    events = await look(site.address("first", "/"), then=ask)
    (failed,) = (event for event in events if isinstance(event, RequestFailed))
    assert (failed.host, failed.sent) == ("nobody.localhost", False)
    assert failed.why == "net::ERR_UNSAFE_PORT"


async def test_a_web_socket_is_a_request(look, site):
    """Cookies go with it."""

    async def ask(instruments):
        await instruments.watch.page.evaluate(f"void new WebSocket('ws://third.localhost:{site.port}/live')")
        await instruments.watch.rest()

    seen = requests(await look(site.address("first", "/"), then=ask))
    assert seen["live"].type == "websocket"
