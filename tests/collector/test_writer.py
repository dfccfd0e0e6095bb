"""The group commit: nobody waits for ever, nobody waits for a timer, and nothing grows without bound."""

from __future__ import annotations

import asyncio
import itertools
from threading import Event, Lock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fakes.ledgers import KEY, drafts, publish

from charte.collector.writer import MOST_TOGETHER, Writer
from charte.core.errors import OperatorError, VisitorError
from charte.core.receipt import verify_receipt
from charte.ledger.keys import verify_ed25519
from charte.ledger.memory import memory_ledger


class Gated:
    """A ledger whose commits wait until they are let through, and which remembers their sizes."""

    def __init__(self, ledger) -> None:
        self.ledger, self.groups = ledger, []
        self.let = Event()
        self.let.set()
        self.begun = Event()

    def record(self, drafts):
        self.groups.append(len(drafts))
        self.begun.set()
        self.let.wait(30)
        return self.ledger.record(drafts)


@pytest.fixture
def gated():
    """A ledger with the small site's charter, its commits under control."""
    ledger = memory_ledger(KEY)
    publish(ledger)
    return Gated(ledger)


def many(gated, count, seed=""):
    """So many different choices."""
    ledger = gated.ledger
    charter = publish(ledger)
    return list(itertools.islice(drafts(charter, ledger.notice("rivebelle", "fr")[1], seed=seed), count))


async def test_choices_that_come_during_a_commit_go_together_in_the_next(gated):
    """The first goes alone and at once; while it waits for the disk the others gather."""
    writer = Writer(gated)
    first, *others = many(gated, 41)
    gated.let.clear()
    alone = asyncio.ensure_future(writer.record(first))
    await asyncio.to_thread(gated.begun.wait, 30)
    together = [asyncio.ensure_future(writer.record(other)) for other in others]
    await asyncio.sleep(0)
    gated.let.set()
    receipts = await asyncio.wait_for(asyncio.gather(alone, *together), 30)
    assert gated.groups == [1, 40]
    for receipt in receipts:
        verify_receipt(receipt, KEY.verifier, None, verify_ed25519)
    writer.close()


async def test_a_group_has_a_bound(gated):
    """So that no commit keeps anyone waiting for long."""
    writer = Writer(gated)
    first, *others = many(gated, MOST_TOGETHER + 11)
    gated.let.clear()
    alone = asyncio.ensure_future(writer.record(first))
    await asyncio.to_thread(gated.begun.wait, 30)
    together = [asyncio.ensure_future(writer.record(other)) for other in others]
    await asyncio.sleep(0)
    gated.let.set()
    await asyncio.wait_for(asyncio.gather(alone, *together), 60)
    assert gated.groups == [1, MOST_TOGETHER, 10]
    writer.close()


async def test_beyond_its_bound_the_queue_says_so_at_once(gated):
    """503, and those who wait already are served."""
    writer = Writer(gated, most_waiting=3)
    first, *others = many(gated, 6)
    gated.let.clear()
    waiting = [asyncio.ensure_future(writer.record(first))]
    await asyncio.to_thread(gated.begun.wait, 30)
    waiting += [asyncio.ensure_future(writer.record(other)) for other in others[:3]]
    await asyncio.sleep(0)
    with pytest.raises(VisitorError) as refused:
        await writer.record(others[3])
    assert refused.value.status == 503
    gated.let.set()
    assert len(await asyncio.wait_for(asyncio.gather(*waiting), 30)) == 4
    await writer.record(others[4])
    writer.close()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=60))
def test_no_wake_up_is_lost(pauses):
    """However the choices fall between the commits, each is answered: a lost one would wait here for ever."""
    ledger = memory_ledger(KEY)
    charter = publish(ledger)
    made = drafts(charter, ledger.notice("rivebelle", "fr")[1])
    writer = Writer(ledger)

    async def choose(pause, draft):
        for _ in range(pause):
            await asyncio.sleep(0)
        return await writer.record(draft)

    async def all_of_them():
        waiting = [choose(pause, draft) for pause, draft in zip(pauses, made, strict=False)]
        return await asyncio.wait_for(asyncio.gather(*waiting), 30)

    receipts = asyncio.run(all_of_them())
    assert sorted(receipt.index for receipt in receipts) == list(range(5, 5 + len(pauses)))
    writer.close()


def test_one_choice_after_the_other_is_answered_each_time(gated):
    """The thread falls asleep and is woken again, two hundred times, from two event loops in turn."""
    writer = Writer(gated)
    made = many(gated, 200)
    loops = [asyncio.new_event_loop() for _ in range(2)]
    for number, draft in enumerate(made):
        receipt = loops[number % 2].run_until_complete(asyncio.wait_for(writer.record(draft), 30))
        assert receipt.index == 5 + number
    for loop in loops:
        loop.close()
    writer.close()


async def test_a_failed_commit_is_told_to_each_and_the_next_one_goes_on(gated):
    """The disk is full for one group; the thread does not die of it."""

    class Failing:
        def __init__(self) -> None:
            self.failing, self.lock = True, Lock()

        def record(self, drafts):
            if self.failing:
                raise OperatorError("The disk is full.", "Make room.")
            return gated.ledger.record(drafts)

    ledger = Failing()
    writer = Writer(ledger)
    made = many(gated, 8)
    outcomes = await asyncio.gather(*(writer.record(draft) for draft in made), return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {OperatorError}
    assert len({id(outcome) for outcome in outcomes}) == len(made)
    ledger.failing = False
    assert (await asyncio.wait_for(writer.record(made[0]), 30)).index == 5
    writer.close()


async def test_a_visitor_who_leaves_does_not_disturb_the_others(gated):
    """Her choice is recorded; nobody is told."""
    writer = Writer(gated)
    first, second, third = many(gated, 3)
    gated.let.clear()
    waiting = [asyncio.ensure_future(writer.record(first))]
    await asyncio.to_thread(gated.begun.wait, 30)
    waiting += [asyncio.ensure_future(writer.record(draft)) for draft in (second, third)]
    await asyncio.sleep(0)
    waiting[1].cancel()
    gated.let.set()
    assert (await asyncio.wait_for(waiting[2], 30)).index == 7
    assert waiting[1].cancelled()
    assert gated.ledger.size == 8
    writer.close()


def test_a_loop_that_ended_does_not_stop_the_writer(gated):
    """The server of one loop is gone before its commit; the next loop is served."""
    writer = Writer(gated)
    first, second = many(gated, 2)
    gated.let.clear()
    gone = asyncio.new_event_loop()

    async def begin():
        task = asyncio.ensure_future(writer.record(first))
        await asyncio.to_thread(gated.begun.wait, 30)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    gone.run_until_complete(begin())
    gone.run_until_complete(gone.shutdown_default_executor())
    gone.close()
    gated.let.set()
    assert asyncio.run(writer.record(second)).index == 6
    writer.close()


async def test_closing_commits_what_waits(gated):
    """And refuses what comes afterwards."""
    writer = Writer(gated)
    made = many(gated, 30)
    waiting = [asyncio.ensure_future(writer.record(draft)) for draft in made]
    await asyncio.sleep(0)
    await asyncio.to_thread(writer.close)
    assert len(await asyncio.wait_for(asyncio.gather(*waiting), 30)) == 30
    with pytest.raises(VisitorError):
        await writer.record(made[0])
    Writer(gated).close()
