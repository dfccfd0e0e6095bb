"""What a browser runs pages in: a page, or a worker or frame of it that has a session of its own.

Children are attached through their page and paused until everything that must look at them is in place.
Playwright has no sessions for workers, so these speak through their parent (CDP's nested messages).
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable
from itertools import count
from typing import Any, Protocol

from playwright.async_api import CDPSession

Params = dict[str, Any]
Command = tuple[str, Params]  # a method of CDP and its parameters
Handler = Callable[[Params], None]


class TargetGone(Exception):
    """The target ended while it was spoken to."""


class Target(Protocol):
    """A session with a page or worker. `kind` is page, iframe, worker, shared_worker or service_worker."""

    id: str
    kind: str
    url: str

    async def send(self, method: str, params: Params) -> Params: ...

    def on(self, event: str, handler: Handler) -> None: ...


class PageTarget:
    """A page, through Playwright's own session with it."""

    kind = "page"

    def __init__(self, session: CDPSession, identity: str, url: str, context: str) -> None:
        self._session = session
        self.id = identity
        self.url = url
        self.context = context  # the browser's name for the context in which the page lives
        self._end: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def send(self, method: str, params: Params) -> Params:
        if self._end.done():
            raise TargetGone(self._end.result())
        sent = asyncio.ensure_future(self._session.send(method, params))
        try:
            await asyncio.wait((sent, self._end), return_when=asyncio.FIRST_COMPLETED)
        finally:
            if not sent.done():
                sent.cancel()
        if not sent.done():
            raise TargetGone(self._end.result())
        answer: Params = sent.result()
        return answer

    def gone(self, why: str) -> None:
        """The page will not answer any more, for this reason: ends everything that still waits for it."""
        if not self._end.done():
            self._end.set_result(why)

    def on(self, event: str, handler: Handler) -> None:
        self._session.on(event, handler)


class NestedTarget:
    """A child, spoken to through its parent."""

    def __init__(self, parent: Target, session: str, info: Params) -> None:
        self.id: str = info["targetId"]
        self.kind: str = info["type"]
        self.url: str = info["url"]
        self._parent = parent
        self._session = session
        self._numbers = count(1)
        self._answers: dict[int, asyncio.Future[Params]] = {}
        self._handlers: defaultdict[str, list[Handler]] = defaultdict(list)

    async def send(self, method: str, params: Params) -> Params:
        number = next(self._numbers)
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        message = json.dumps({"id": number, "method": method, "params": params})
        await self._parent.send(
            "Target.sendMessageToTarget", {"sessionId": self._session, "message": message}
        )
        result: Params = await answer
        return result

    def on(self, event: str, handler: Handler) -> None:
        self._handlers[event].append(handler)

    def receive(self, message: str) -> None:
        """Takes a message of this child: an answer or an event."""
        document = json.loads(message)
        if "id" not in document:
            for handler in self._handlers[document["method"]]:
                handler(document.get("params", {}))
            return
        answer = self._answers.pop(document["id"], None)
        if answer is None or answer.done():
            return
        if "error" in document:
            answer.set_exception(TargetGone(document["error"].get("message", "the target refused")))
        else:
            answer.set_result(document.get("result", {}))

    def gone(self) -> None:
        """Ends everything that still waits for this child."""
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(TargetGone(f"the {self.kind} {self.url} ended"))
        self._answers.clear()


def watch_children(parent: Target, attach: Callable[[NestedTarget], None]) -> tuple[Command, ...]:
    """Hands every worker and frame of `parent` that has its own session to `attach`, paused; it is to end with
    RESUME. Returns the commands that `parent` must be sent for that."""
    children: dict[str, NestedTarget] = {}

    def attached(event: Params) -> None:
        child = NestedTarget(parent, event["sessionId"], event["targetInfo"])
        children[event["sessionId"]] = child
        attach(child)

    def message(event: Params) -> None:
        if child := children.get(event["sessionId"]):
            child.receive(event["message"])

    def detached(event: Params) -> None:
        if child := children.pop(event["sessionId"], None):
            child.gone()

    parent.on("Target.attachedToTarget", attached)
    parent.on("Target.receivedMessageFromTarget", message)
    parent.on("Target.detachedFromTarget", detached)
    return (("Target.setAutoAttach", {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": False}),)


RESUME: Command = ("Runtime.runIfWaitingForDebugger", {})
