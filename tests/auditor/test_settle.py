"""A page is at rest when nothing is open and nothing new comes; never because a fixed time has passed."""

import asyncio
import time

from charte.auditor.activity import Activity
from charte.auditor.patience import Patience
from charte.auditor.settle import settle
from charte.auditor.targets import TargetGone

QUICK = Patience(quiet=0.02)
SHORT = Patience(quiet=0.02, rest=0.2)  # for what never comes to rest


async def at_once():
    """A page that answers."""


async def test_a_page_that_does_nothing_is_at_rest_after_the_quiet():
    """Nothing else is waited for."""
    began = time.monotonic()
    assert (await settle(Activity(), at_once, QUICK)).ok
    assert time.monotonic() - began < QUICK.rest


async def test_a_page_with_an_open_request_is_not_at_rest():
    """When time runs out, the reason names the request."""
    activity = Activity()
    activity.opened("r1", "page", "http://slow.test/x", "script")
    activity.opened("r2", "page", "http://slow.test/y", "script")
    settled = await settle(activity, at_once, SHORT)
    assert not settled.ok
    assert settled.why == "after 0.2 seconds, a request to http://slow.test/x and 1 more had no end"


async def test_the_end_of_the_last_request_begins_the_quiet():
    """The wait ends on the event."""
    activity = Activity()
    activity.opened("r1", "page", "http://slow.test/x", "script")
    asyncio.get_running_loop().call_later(0.03, activity.closed, "r1")
    assert (await settle(activity, at_once, QUICK)).ok


async def test_a_page_that_loads_is_not_at_rest():
    """Even while no request is open: its load event has not come."""
    activity = Activity()
    activity.loading("page")
    settled = await settle(activity, at_once, SHORT)
    assert settled.why.endswith("the page had not finished loading")


async def test_a_timer_that_fires_soon_is_waited_for():
    """Together with what it leads to."""
    activity = Activity(timers=0.1)
    activity.expect(0.06)
    began = time.monotonic()
    assert (await settle(activity, at_once, QUICK)).ok
    assert time.monotonic() - began > 0.06


async def test_a_timer_that_fires_late_is_not_waited_for():
    """A page that looks again and again would never rest."""
    activity = Activity(timers=0.1)
    activity.expect(0.2)
    assert activity.due == 0
    activity.expect(0.05)
    activity.begin()
    assert activity.due == 0


async def test_requests_of_a_document_that_was_left_do_not_count():
    """Their end may never be told."""
    activity = Activity()
    activity.opened("r1", "page", "http://slow.test/x", "script")
    activity.loading("page")
    activity.loaded("page")
    assert (await settle(activity, at_once, QUICK)).ok


async def test_connections_that_stay_open_by_nature_do_not_count():
    """A stream of events says nothing about loading."""
    activity = Activity()
    activity.opened("r1", "page", "http://live.test/", "eventsource")
    activity.opened("r2", "page", "ws://live.test/", "websocket")
    assert (await settle(activity, at_once, QUICK)).ok


async def test_a_page_that_writes_without_end_is_not_at_rest():
    """Each write begins the quiet again."""
    activity = Activity()

    async def write():
        while True:
            activity.touch()
            await asyncio.sleep(0.005)

    writer = asyncio.ensure_future(write())
    settled = await settle(activity, at_once, SHORT)
    writer.cancel()
    assert settled.why == "after 0.2 seconds, it still wrote and asked for more"


async def test_a_page_whose_script_never_pauses_is_not_at_rest():
    """It is silent, and gives no sign of life."""
    settled = await settle(Activity(), asyncio.Event().wait, SHORT)
    assert settled.why == "after 0.2 seconds, its script still ran without a pause"


async def test_a_sign_of_life_during_which_something_happened_is_not_rest():
    """The question is asked again."""
    activity = Activity()
    asked = []

    async def answers():
        asked.append(None)
        if len(asked) == 1:
            activity.touch()

    assert (await settle(activity, answers, QUICK)).ok
    assert len(asked) == 2


async def test_a_page_that_ended_is_not_at_rest():
    """The reason is what ended it."""

    async def answers():
        raise TargetGone("the page's process crashed")

    settled = await settle(Activity(), answers, SHORT)
    assert (settled.ok, settled.why) == (False, "the page's process crashed")


async def test_nothing_that_an_ended_page_waited_for_counts():
    """A crash leaves requests without an end."""
    activity = Activity()
    activity.opened("r1", "page", "http://slow.test/x", "script")
    activity.gone("page")
    assert not activity.busy
