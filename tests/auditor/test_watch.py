"""Whatever a page does, looking at it ends, and what could not be seen is said."""

import asyncio
import time

import pytest

from charte.auditor.build import watch_page
from charte.auditor.collectors.base import Collector
from charte.auditor.patience import Patience
from charte.auditor.recorder import Recorder
from charte.core.observation import Failed, Jar, ScriptCookie, State, Storage, Visit
from charte.tapes.values import Values

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
# Each test shortens the limit that it waits for, and no other: the machine may be busy.
SHORT_REST = Patience(rest=0.6)
SHORT_ANSWER = Patience(answer=0.8, rest=0.6)
HANGING = Patience(rest=0.6, look=0.5)


def visits(events):
    return [event for event in events if isinstance(event, Visit)]


def failed(events):
    return {event.collector: event.why for event in events if isinstance(event, Failed)}


async def test_a_visit_is_told_when_its_loading_ended(look, site):
    """With the address that was reached in the end."""
    (visit,) = visits(await look(site.address("first", "/hops")))
    assert (visit.url, visit.final_url) == (site.address("first", "/hops"), site.address("third", "/hops/4"))
    assert (visit.status, visit.settled, visit.why) == (200, True, "")


async def test_an_error_of_the_site_is_an_answer(look, site):
    """The page that shows it may set cookies too."""
    (visit,) = visits(await look(site.address("first", "/nowhere")))
    assert (visit.status, visit.settled) == (404, True)


@pytest.mark.parametrize(
    ("path", "why"),
    [("/forever", "net::ERR_TOO_MANY_REDIRECTS"), ("/stall", "Timeout 800ms exceeded")],
)
async def test_a_page_that_never_answers_has_no_status_and_a_reason(look, site, path, why):
    """A redirect without end, a server that says nothing."""
    (visit,) = visits(await look(site.address("first", path), patience=SHORT_ANSWER))
    assert visit.status is None
    assert why in visit.why


async def test_a_place_in_the_same_page_is_an_answer(look, site):
    """No document is loaded for it."""
    first, second = visits(await look(site.address("first", "/"), site.address("first", "/#there")))
    assert (first.status, second.status) == (200, 200)


@pytest.mark.parametrize("query", ["", "?again"])
async def test_timers_that_fire_soon_are_waited_for(look, site, query):
    """And what they lead to; a page that only looks again and again is at rest all the same."""
    events = await look(site.address("first", f"/delayed{query}"))
    assert {event.name for event in events if isinstance(event, ScriptCookie)} == {"late", "later"}
    (visit,) = visits(events)
    assert visit.settled


async def test_timers_that_a_click_sets_are_waited_for(look, site):
    """Though they are set before the click has returned."""

    async def click(instruments):
        instruments.watch.before_deed()
        await instruments.watch.page.click("button")
        await instruments.watch.after_deed()

    events = await look(site.address("first", "/clicking"), then=click)
    assert [event.name for event in events if isinstance(event, ScriptCookie)] == ["clicked"]


async def test_a_page_that_never_settles_is_recorded_as_such(look, site):
    """And everything is looked at all the same."""
    events = await look(site.address("first", "/restless"), patience=SHORT_REST)
    (visit,) = visits(events)
    assert (visit.status, visit.settled) == (200, False)
    assert visit.why.startswith("after 0.6 seconds, ")
    assert any(isinstance(event, Jar) and event.cookies for event in events)
    assert failed(events) == {}


async def test_a_page_that_waits_for_an_answer_names_it(look, site):
    """The request that had no end."""
    (visit,) = visits(await look(site.address("first", "/waiting"), patience=SHORT_REST))
    assert visit.why == f"after 0.6 seconds, a request to {site.address('first', '/stall')} had no end"


async def test_a_page_whose_script_never_pauses_is_left_in_the_end(look, site):
    """What had to ask the page is recorded as failed; the jar needs no page."""
    began = time.monotonic()
    events = await look(site.address("first", "/busy"), patience=HANGING)
    assert time.monotonic() - began < 20
    (visit,) = visits(events)
    assert visit.why == "after 0.6 seconds, its script still ran without a pause"
    assert failed(events) == dict.fromkeys(
        ("banner", "storage"), "The page did not answer within 0.5 seconds."
    )
    assert [cookie.name for event in events if isinstance(event, Jar) for cookie in event.cookies] == ["busy"]


async def test_a_page_that_crashes_ends_nothing_else(look, site):
    """What asked the page says why it has no evidence; the jar is still read."""

    async def crash(instruments):
        asyncio.ensure_future(instruments.watch.send("Page.crash", {})).add_done_callback(
            lambda done: done.exception()
        )
        await instruments.watch.rest()

    began = time.monotonic()
    events = await look(site.address("first", "/hidden"), then=crash)
    assert time.monotonic() - began < 20
    assert failed(events) == dict.fromkeys(("page", "storage"), "the page's process crashed")
    assert any(isinstance(event, Jar) and event.cookies for event in events)


async def test_a_visit_to_a_crashed_page_does_not_answer(look, site):
    """And does not wait."""

    async def crash(instruments):
        await instruments.watch.visit("chrome://crash")
        await instruments.watch.visit(site.address("first", "/"))

    *_, crashed, after = visits(await look(site.address("first", "/"), then=crash))
    assert crashed.status is None
    assert after.status is None
    assert "crashed" in after.why


async def test_a_dialog_stops_nothing(look, site):
    """It is closed without an answer."""
    (visit,) = visits(await look(site.address("first", "/dialogs")))
    assert (visit.status, visit.settled) == (200, True)


async def test_a_page_that_leaves_by_itself_is_looked_at_where_it_arrives(look, site):
    """A redirect by script."""
    (visit,) = visits(await look(site.address("first", "/leaving")))
    assert visit.final_url == site.address("first", "/")


class Broken(Collector):
    """A collector that fails at a moment of the test's choice."""

    name = "broken"

    def __init__(self, recorder, moment):
        super().__init__(recorder)
        self._moment = moment

    def target(self, target):
        target.on("Page.loadEventFired", lambda _: self._fail("event"))
        self._fail("target")
        return (("No.suchCommand", {}),) if self._moment == "command" else ()

    async def settled(self, page, target):
        self._fail("settled")

    async def collect(self, page, target):
        self._fail("collect")

    def _fail(self, moment):
        if moment == self._moment:
            raise RuntimeError(f"fails at {moment}\nwith a second line")


@pytest.mark.parametrize("moment", ["target", "command", "event", "settled", "collect"])
async def test_a_collector_that_fails_is_recorded_and_harms_no_other(browser, site, moment):
    """Whatever the moment."""
    events = []
    recorder = Recorder(Values(b"a key of sixteen"), events.append)
    async with browser.context("fr-FR") as context:
        instruments = await watch_page(
            browser, context, recorder, State.NONE, None, more=(Broken(recorder, moment),)
        )
        await instruments.watch.visit(site.address("first", "/hidden"))
        await instruments.watch.collect()
    assert failed(events).keys() == {"broken"}
    assert "\n" not in failed(events)["broken"]
    assert any(isinstance(event, Jar) and event.cookies for event in events)
    assert any(isinstance(event, Storage) for event in events)
