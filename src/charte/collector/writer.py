"""Groups choices: one thread takes all that wait, commits them at once, and answers after the commit.

While one commit waits for the disk the next choices gather, so groups grow with the load. A single choice
waits for no timer; after a group of several the writer gathers for two milliseconds more. Waiting choices are bounded: beyond that the answer is 503 at once, never unbounded memory.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable
from threading import Condition, Thread

from charte.core.errors import OperatorError, VisitorError
from charte.core.receipt import Receipt
from charte.ledger.port import Draft, Ledger, Outcome

MOST_TOGETHER = 500
MOST_WAITING = 10_000
GATHER = 0.002  # seconds

_Future = asyncio.Future[Receipt]
_Waiting = tuple[Draft, _Future, asyncio.AbstractEventLoop]
_Told = tuple[_Future, Outcome | BaseException]


class Writer:
    """May be used from several event loops; the thread starts with the first choice."""

    def __init__(self, ledger: Ledger, *, most_waiting: int = MOST_WAITING) -> None:
        self._ledger = ledger
        self._most_waiting = most_waiting
        # Waiting choices are added and taken under this lock, and the thread sleeps only when it has looked
        # under the lock and found none: no wake-up can be lost in between.
        self._changed = Condition()
        self._waiting: deque[_Waiting] = deque()
        self._thread: Thread | None = None
        self._closed = False

    async def record(self, draft: Draft) -> Receipt:
        """The receipt of a choice, once it is committed.

        Raises `VisitorError` for a key that was used for another choice, and (503) where too many wait or the
        writer was closed; `OperatorError` where the ledger cannot be written.
        """
        loop = asyncio.get_running_loop()
        future: _Future = loop.create_future()
        with self._changed:
            if self._closed or len(self._waiting) >= self._most_waiting:
                raise VisitorError("Too many choices are waiting.", "Try again in a moment.", status=503)
            self._waiting.append((draft, future, loop))
            if self._thread is None:
                self._thread = Thread(target=self._run, name="charte-ledger-writer", daemon=True)
                self._thread.start()
            if len(self._waiting) in (1, MOST_TOGETHER):  # what the thread may be asleep for
                self._changed.notify()
        return await future

    def close(self) -> None:
        """Commits what waits, answers it, and ends the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread:
            self._thread.join()

    def _run(self) -> None:
        group: list[_Waiting] = []
        while group := self._take(gather=len(group) > 1):
            outcomes: Iterable[Outcome | BaseException]
            try:
                outcomes = self._ledger.record([draft for draft, _, _ in group])
            except BaseException as error:  # every caller hears of it; the thread goes on
                outcomes = [error] * len(group)
            told: dict[asyncio.AbstractEventLoop, list[_Told]] = {}
            for (_, future, loop), outcome in zip(group, outcomes, strict=True):
                told.setdefault(loop, []).append((future, outcome))
            for loop, news in told.items():
                _tell(loop, news)

    def _take(self, *, gather: bool) -> list[_Waiting]:
        """The choices that wait, at most a group; empty once the writer is closed and nothing waits."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            if gather:
                self._changed.wait_for(lambda: len(self._waiting) >= MOST_TOGETHER or self._closed, GATHER)
            return [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_TOGETHER))]


def _tell(loop: asyncio.AbstractEventLoop, news: list[_Told]) -> None:
    try:
        loop.call_soon_threadsafe(_resolve, news)
    except RuntimeError:
        pass  # that loop was closed: nobody is left to be told, and the choices are recorded


def _resolve(news: list[_Told]) -> None:
    for future, outcome in news:
        if future.done():  # the visitor left
            continue
        if isinstance(outcome, BaseException):
            future.set_exception(_fresh(outcome))
        else:
            future.set_result(outcome)


def _fresh(error: BaseException) -> BaseException:
    """One error told to many gets a traceback for each."""
    if isinstance(error, OperatorError):
        return OperatorError(error.what, error.mend)
    return error
