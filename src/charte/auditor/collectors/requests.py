"""Every request with the one who caused it, and those that brought no answer."""

from __future__ import annotations

from typing import Any

from charte.auditor.collectors.base import Collector
from charte.auditor.hops import Hop, Hops
from charte.auditor.recorder import Recorder
from charte.auditor.targets import Command, Target
from charte.core.observation import Initiator, Request, RequestFailed

_CHAIN = 20  # longest chain of causes that is told
_MOMENTS = 16  # how many asynchronous steps back a cause is looked for
_ADDRESS = 2000  # longest address that is told; a data address may be megabytes
# Chromium's words for: the browser itself kept the request back.
_KEPT_BACK = frozenset({"csp", "mixed-content", "origin", "inspector", "subresource-filter"})


class Requests(Collector):
    name = "requests"

    def __init__(self, recorder: Recorder, hops: Hops) -> None:
        super().__init__(recorder)
        self._causes: dict[str, tuple[str, ...]] = {}  # a script's address -> who brought it
        hops.on_request.append(self._request)
        hops.on_failed.append(self._failed)

    def target(self, target: Target) -> tuple[Command, ...]:
        # An image asked for by a script is fetched a moment later, when no script runs: only the debugger keeps
        # the stacks of such moments. It must never stop the page.
        return (
            ("Debugger.enable", {"maxScriptsCacheSize": 0}),
            ("Debugger.setSkipAllPauses", {"skip": True}),
            ("Debugger.setAsyncCallStackDepth", {"maxDepth": _MOMENTS}),
        )

    def _request(self, hop: Hop) -> None:
        initiator = self._initiator(hop)
        if hop.type == "script":
            self._causes.setdefault(hop.url, initiator.chain)
        self.recorder.write(
            Request,
            phase=hop.phase,
            id=hop.id,
            url=hop.url[:_ADDRESS],
            host=hop.host,
            type=hop.type,
            method=hop.method,
            frame=hop.frame[:_ADDRESS],
            initiator=initiator,
            redirected_from=hop.before.id if hop.before else None,
        )

    def _failed(self, hop: Hop, event: dict[str, Any]) -> None:
        reason = event.get("blockedReason", "")
        self.recorder.write(
            RequestFailed,
            phase=hop.phase,
            request=hop.id,
            url=hop.url[:_ADDRESS],
            host=hop.host,
            sent=hop.sent and reason not in _KEPT_BACK,
            why=reason or event.get("errorText", ""),
        )

    def _initiator(self, hop: Hop) -> Initiator:
        if hop.before is not None:
            return Initiator("redirect", hop.before.url[:_ADDRESS], (hop.before.url[:_ADDRESS],))
        chain = list(dict.fromkeys(_scripts(hop.initiator)))
        # Whoever brought the farthest script is one cause more: up to the tag manager that began it.
        for cause in self._causes.get(chain[-1], ()) if chain else ():
            if cause not in chain:
                chain.append(cause)
        told = tuple(url[:_ADDRESS] for url in chain[:_CHAIN])
        return Initiator(hop.initiator.get("type", "other"), told[0] if told else "", told)


def _scripts(initiator: dict[str, Any]) -> list[str]:
    """The addresses in a CDP initiator, nearest first: its stack through every asynchronous parent, or its line
    of the document."""
    urls: list[str] = []
    stack = initiator.get("stack")
    while stack:
        urls += [frame["url"] for frame in stack.get("callFrames", []) if frame.get("url")]
        stack = stack.get("parent")
    return urls or [url for url in (initiator.get("url"),) if url]
