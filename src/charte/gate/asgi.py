"""The gate for ASGI: Starlette, FastAPI, Litestar, Django. Thin over `policy`.

    app = Gate(app, charter, mode="observe", report=print)

Only headers are looked at: bodies, streams, WebSocket frames and the lifespan pass as they are.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from charte.core.charter import Charter
from charte.core.errors import OperatorError
from charte.gate.asked import Asked
from charte.gate.consent import Consent
from charte.gate.policy import GatePolicy, Mode
from charte.gate.sightings import Report, Sightings, route_of

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_Given = TypeVar("_Given")
_log = logging.getLogger("charte.gate")
# The messages that carry response headers, with the status where the message has none (ASGI, HTTP and WebSocket).
_STARTS = {"http.response.start": 0, "websocket.accept": 101, "websocket.http.response.start": 0}


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Gate:
    """Around an ASGI application: lets out only the cookies that this visitor permits, expires the refused.

    `charter`: a register, or a callable that returns the current one; where that fails later, the last good one
    stays in force. `mode`: what becomes of cookies that the register does not know, `observe` (report) or
    `enforce` (drop and report). `report` hears of those, counted, within bounds. `mount` hands the paths under
    a prefix to another application, which the gate leaves alone. It sets no cookie of its own.

    Raises OperatorError at once for a configuration that cannot work.
    """

    def __init__(
        self,
        app: App,
        charter: Charter | Callable[[], Charter],
        *,
        mode: str = Mode.OBSERVE,
        now: Callable[[], datetime] = _utc_now,
        report: Report | None = None,
        mount: Mapping[str, App] | None = None,
    ) -> None:
        self._app = _callable(app, "app")
        self._mode = _mode(mode)
        self._now = _callable(now, "now")
        self._mounted = tuple(_mounted(mount or {}))
        self._current = charter if callable(charter) else None
        self._silent = False
        self._rules = self._compile(charter() if callable(charter) else charter)
        self.sightings = Sightings(_callable(report, "report") if report is not None else None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        for prefix, mounted in self._mounted:
            if scope["path"].startswith(prefix) and scope["path"][len(prefix) :][:1] in ("", "/"):
                await mounted(scope, receive, send)
                return
        rules = self._rules if self._current is None else self._reload(self._current)
        asked = Asked(scope.get("method", "GET"), scope["path"], scope["headers"])
        state = {**scope.get("state", {}), "charte": Consent(rules, asked, self._now)}
        inner: Scope = {**scope, "state": state}

        async def send_on(message: Message) -> None:
            if message["type"] in _STARTS:
                message = self._pass(rules, asked, inner, message)
            await send(message)

        await self._app(inner, receive, send_on)

    def _pass(self, rules: GatePolicy, asked: Asked, scope: Scope, message: Message) -> Message:
        """The start of a response with what may leave; the very message where nothing changes."""
        headers = message.get("headers", ())
        if not isinstance(headers, list | tuple):
            headers = tuple(headers)  # an iterator is read once
            message = {**message, "headers": headers}
        status = message.get("status", _STARTS[message["type"]])
        ruling = rules.rule(asked, status, headers, self._now)
        for seen in ruling.seen:
            self.sightings.note(seen, route_of(scope))
        return message if ruling.headers is headers else {**message, "headers": ruling.headers}

    def _reload(self, current: Callable[[], Charter]) -> GatePolicy:
        """The rules of the current charter."""
        try:
            charter = current()
            if charter is not self._rules.charter:
                self._rules = self._compile(charter)
            self._silent = False
        except Exception:
            if not self._silent:  # once, not for every request
                _log.exception("The current charter cannot be had; the last good one stays in force.")
            self._silent = True
        return self._rules

    def _compile(self, charter: Charter) -> GatePolicy:
        if not isinstance(charter, Charter):
            raise OperatorError(
                f"The gate was given {type(charter).__name__} for a charter.",
                "Give it charte.core.charter.read(text), or a callable that returns such a charter.",
            )
        if not charter.site.hosts:
            raise OperatorError(
                "The charter names no host, so every cookie would be unknown.",
                'Write hosts = ["www.example.org"] under [site].',
            )
        return GatePolicy(charter, self._mode)


def _mode(mode: str) -> Mode:
    try:
        return Mode(mode)
    except ValueError:
        raise OperatorError(f"The gate has no mode {mode!r}.", f"Write one of: {', '.join(Mode)}.") from None


def _mounted(mount: Mapping[str, App]) -> list[tuple[str, App]]:
    """The prefixes, the longest first, so that `/a/b` is found before `/a`."""
    for prefix in mount:
        if not prefix.startswith("/") or prefix.endswith("/"):
            raise OperatorError(
                f"{prefix!r} is no prefix to mount at.",
                "Write it as /_charte: a slash first, none at the end.",
            )
    found = [(prefix, _callable(app, f"mount[{prefix!r}]")) for prefix, app in mount.items()]
    return sorted(found, key=lambda pair: -len(pair[0]))


def _callable(given: _Given, name: str) -> _Given:
    if not callable(given):
        raise OperatorError(
            f"The gate's {name} is no callable.", f"Pass {name} a function or an application."
        )
    return given
