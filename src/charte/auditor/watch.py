"""Everything that looks at one browser context: its collectors, and the pages and workers they look at."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from playwright.async_api import Error, Page

from charte.auditor.activity import Activity
from charte.auditor.browser import first_line
from charte.auditor.collectors.base import Collector
from charte.auditor.hops import Hops
from charte.auditor.identity import Identity
from charte.auditor.patience import Patience
from charte.auditor.recorder import Recorder
from charte.auditor.settle import Settled, settle
from charte.auditor.targets import (
    RESUME,
    Command,
    Handler,
    NestedTarget,
    PageTarget,
    Params,
    Target,
    TargetGone,
    watch_children,
)
from charte.auditor.witness import Witness
from charte.core.observation import Viewport, Visit

LOST = "The browser told of the headers of {} requests that it had not announced."
SILENT = "The page did not answer within {:g} seconds."
CLOSED = "the page or its browser was closed"
CRASHED = "the page's process crashed"


class Watch:
    """One page under observation, with its frames, workers and windows."""

    def __init__(
        self,
        page: Page,
        target: PageTarget,
        recorder: Recorder,
        activity: Activity,
        hops: Hops,
        witness: Witness,
        identity: Identity,
        collectors: tuple[Collector, ...],
        patience: Patience,
    ) -> None:
        self.page = page
        self.recorder = recorder
        self.patience = patience
        self._target = target
        self._activity = activity
        self._hops = hops
        self._witness = witness
        self._identity = identity
        self._collectors = collectors
        self._tasks: set[asyncio.Task[None]] = set()
        self._statuses: list[int] = []  # of the documents that the page loaded since it was last asked
        self._status: int | None = None  # of the document that it shows
        self.why = ""  # why the page visited last did not answer

    async def begin(self) -> None:
        """Puts every collector in place, before the first visit."""
        context = self.page.context
        await self._each(lambda collector: collector.before(context))
        await self._attach(self._target)
        context.on("page", lambda page: self._later(self._popup(page)))

    async def visit(self, url: str) -> bool:
        """Goes to an address, waits until the page rests, lets every collector look; whether the site answered."""
        why = ""
        self._statuses.clear()
        try:
            await self.page.goto(url, wait_until="commit", timeout=self.patience.answer * 1000)
        except Error as error:
            why = first_line(error)
        return await self._arrived(url, why)

    async def look_at(self, sizes: Iterable[Viewport]) -> None:
        """Lets every collector look at the page in windows of these sizes, then gives the page its own size back."""
        own = self.page.viewport_size
        try:
            for size in sizes:
                await self.page.set_viewport_size({"width": size.width, "height": size.height})
                await self.rest()
                await self._each(lambda collector: collector.settled(self.page, self._target))
            if own:
                await self.page.set_viewport_size(own)
        except Error as error:
            self.recorder.failed("banner", first_line(error))

    def before_deed(self) -> None:
        """A click is about to be made: what it leads to counts."""
        self._activity.begin()

    async def after_deed(self) -> None:
        """Waits until what a click or a wait began is over; where that was another page, it counts as visited."""
        self._activity.touch()  # what a click begins is heard of a moment later
        settled = await self.rest()
        if self._statuses:
            await self._arrived(self.page.url, "", settled)

    async def _arrived(self, url: str, why: str, settled: Settled | None = None) -> bool:
        settled = settled or await self.rest()
        # Another place of the same document (`#there`) brings no status of its own.
        self._status = None if why else next(reversed(self._statuses), self._status)
        status = self._status
        self._statuses.clear()
        self.why = why if status is None else ""
        self.recorder.write(
            Visit, url=url, status=status, final_url=self.page.url, settled=settled.ok, why=why or settled.why
        )
        if status is not None:
            await self._each(lambda collector: collector.settled(self.page, self._target))
        return status is not None

    async def rest(self) -> Settled:
        """Waits until nothing more happens, and pairs what came."""
        settled = await settle(self._activity, self._answer, self.patience)
        if self._tasks and (await asyncio.wait(self._tasks, timeout=self.patience.look))[1]:
            self.recorder.failed("requests", "A worker or window could not be looked at.")
        await self._witness.compare()
        lost = self._hops.flush()
        if lost:
            self.recorder.failed("requests", LOST.format(lost))
        return settled

    async def send(self, method: str, params: Params) -> Params:
        """Tells the page something, beside its collectors."""
        return await self._target.send(method, params)

    async def collect(self) -> None:
        """Ends a phase: every collector tells what is there now."""
        await self._each(lambda collector: collector.collect(self.page, self._target))

    async def _answer(self) -> None:
        try:
            await self._target.send("Runtime.evaluate", {"expression": "0"})
        except Error as error:
            if self.page.is_closed():
                raise TargetGone(CLOSED) from error
            self._activity.touch()  # the page navigates; what follows tells

    async def _attach(self, target: Target, *last: Command) -> None:
        """Puts every collector in place. All commands go out at once, in order, `last` at the end: one round trip,
        and a paused target answers nothing before it runs."""
        guarded = _Guarded(target, self.recorder, "requests")
        own = self._hops.attach(guarded) + (self._own(target) if isinstance(target, PageTarget) else ())
        commands = [("requests", command) for command in own]
        for collector in self._collectors:
            commands += [(collector.name, command) for command in self._subscribe(collector, target)]
        children = watch_children(guarded, lambda child: self._later(self._child(child)))
        commands += [("requests", command) for command in (*children, *last)]
        sent = [asyncio.ensure_future(target.send(method, params)) for _, (method, params) in commands]
        answers = await asyncio.gather(*sent, return_exceptions=True)
        for (name, _), answer in zip(commands, answers, strict=True):
            if isinstance(answer, Exception) and not isinstance(answer, TargetGone):
                self.recorder.failed(name, _why(answer))

    def _subscribe(self, collector: Collector, target: Target) -> tuple[Command, ...]:
        try:
            return collector.target(_Guarded(target, self.recorder, collector.name))
        except Exception as error:
            self.recorder.failed(collector.name, _why(error))
            return ()

    def _own(self, target: PageTarget) -> tuple[Command, ...]:
        target.on("Page.loadEventFired", lambda _: self._activity.loaded(target.id))
        target.on("Network.responseReceived", lambda event: self._answered(target, event))
        target.on("Inspector.targetCrashed", lambda _: self._crashed(target))
        return (
            ("Page.enable", {}),
            ("Inspector.enable", {}),
            ("Emulation.setUserAgentOverride", self._identity.override()),
        )

    def _answered(self, target: Target, event: Params) -> None:
        if event["type"] == "Document" and event.get("frameId") == self._target.id:
            self._statuses.append(event["response"]["status"])

    def _crashed(self, target: PageTarget) -> None:
        """What a crashed page was asked for never comes: whoever waits for it is told so."""
        self.recorder.failed("page", CRASHED)
        target.gone(CRASHED)
        self._activity.gone(target.id)

    async def _child(self, child: NestedTarget) -> None:
        self._activity.closed_url(child.url)  # its script is there; only the child itself is told so
        await self._attach(child, RESUME)

    async def _popup(self, page: Page) -> None:
        try:
            await self._attach(await page_target(page))
        except Error:
            return  # it closed at once

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self._activity.touch()

    async def _each(self, moment: Callable[[Collector], Coroutine[Any, Any, None]]) -> None:
        await asyncio.gather(*(self._guard(collector, moment(collector)) for collector in self._collectors))

    async def _guard(self, collector: Collector, moment: Coroutine[Any, Any, None]) -> None:
        try:
            async with asyncio.timeout(self.patience.look):
                await moment
        except TimeoutError:
            self.recorder.failed(collector.name, SILENT.format(self.patience.look))
        except Exception as error:
            self.recorder.failed(collector.name, _why(error))


class _Guarded:
    """A target as one collector sees it: a handler that raises is that collector's failure, not the browser's."""

    def __init__(self, target: Target, recorder: Recorder, collector: str) -> None:
        self.id, self.kind, self.url = target.id, target.kind, target.url
        self.send = target.send
        self._target = target
        self._recorder = recorder
        self._collector = collector

    def on(self, event: str, handler: Handler) -> None:
        def guarded(params: Params) -> None:
            try:
                handler(params)
            except Exception as error:
                self._recorder.failed(self._collector, _why(error))

        self._target.on(event, guarded)


async def page_target(page: Page) -> PageTarget:
    """A session with a page, beside Playwright's own."""
    session = await page.context.new_cdp_session(page)
    info = (await session.send("Target.getTargetInfo"))["targetInfo"]
    return PageTarget(session, info["targetId"], info["url"], info["browserContextId"])


def _why(error: Exception) -> str:
    if isinstance(error, TargetGone):
        return str(error)
    text = str(error)
    return f"{type(error).__name__}: {text.splitlines()[0]}" if text else type(error).__name__
