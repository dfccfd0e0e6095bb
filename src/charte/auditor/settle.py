"""Waits until a page has come to rest: on events, never for a fixed time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from charte.auditor.activity import Activity

QUIET = 0.12  # seconds without anything new; a page at rest costs no more than this
LIMIT = 5.0  # seconds after which a page that is still busy is recorded as not settled


@dataclass(frozen=True, slots=True)
class Settled:
    """`ok` is false when time ran out; `why` then says what was still going on."""

    ok: bool
    why: str = ""


async def settle(
    activity: Activity,
    answers: Callable[[], Awaitable[object]],
    *,
    quiet: float = QUIET,
    limit: float = LIMIT,
) -> Settled:
    """Returns once nothing is open and nothing new came for `quiet` seconds, at the latest after `limit`.

    `answers` asks the page for a sign of life: a page whose script runs without a pause is silent, not at rest.
    """
    deadline = time.monotonic() + limit
    while (now := time.monotonic()) < deadline:
        rest = activity.last + quiet - now
        if activity.busy:
            await activity.change(deadline - now)
        elif rest > 0:
            await activity.change(min(rest, deadline - now))
        else:
            asked = activity.last
            try:
                async with asyncio.timeout(deadline - now):
                    await answers()
            except TimeoutError:
                return Settled(False, f"after {limit:g} seconds, its script still ran without a pause")
            if activity.last == asked and not activity.busy:
                return Settled(True)
    return Settled(False, f"after {limit:g} seconds, {activity.busy or 'it still wrote and asked for more'}")
