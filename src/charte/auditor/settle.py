"""Waits until a page has come to rest: on events, never for a fixed time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from charte.auditor.activity import Activity
from charte.auditor.patience import Patience
from charte.auditor.targets import TargetGone


@dataclass(frozen=True, slots=True)
class Settled:
    """`ok` is false when time ran out or the page ended; `why` then says what was still going on."""

    ok: bool
    why: str = ""


async def settle(activity: Activity, answers: Callable[[], Awaitable[object]], patience: Patience) -> Settled:
    """Returns once nothing is open, no timer that counts is due and nothing new came for `patience.quiet`; at the latest
    after `patience.rest`.

    `answers` asks the page for a sign of life: a page whose script runs without a pause is silent, not at rest.
    It raises TargetGone when the page ended.
    """
    deadline = time.monotonic() + patience.rest
    late = f"after {patience.rest:g} seconds"
    while (now := time.monotonic()) < deadline:
        quiet = max(activity.last, activity.due) + patience.quiet - now
        if activity.busy:
            await activity.change(deadline - now)
        elif quiet > 0:
            await activity.change(min(quiet, deadline - now))
        else:
            asked = activity.last
            if silence := await _silence(answers, deadline - now, late):
                return Settled(False, silence)
            if activity.last == asked and not activity.busy:
                return Settled(True)
    busy = f"{late}, {activity.busy or 'it still wrote and asked for more'}"
    return Settled(False, await _silence(answers, patience.quiet, late) or busy)


async def _silence(answers: Callable[[], Awaitable[object]], seconds: float, late: str) -> str:
    """Why the page gave no sign of life within these seconds; empty when it did."""
    try:
        async with asyncio.timeout(seconds):
            await answers()
    except TimeoutError:
        return f"{late}, its script still ran without a pause"
    except TargetGone as gone:
        return str(gone)
    return ""
