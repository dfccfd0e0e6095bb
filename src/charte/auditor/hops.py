"""Every hop of every request, with the raw headers that belong to it.

The browser tells of a request on two channels that are not ordered against each other: the renderer's
(requestWillBeSent, responseReceived), in which all hops of a redirected request share one id, and the
network's (the ExtraInfo events: raw headers, cookies sent, cookies refused). The renderer's says for each hop
whether the network's will speak of it, so the n-th ExtraInfo belongs to the n-th hop that was promised one. What it
says is not always so (a keepalive request whose answer is empty is denied headers that come all the same): those of
a single hop are its own, and what is left over in the end belongs to the hops that were denied.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from charte.auditor.activity import Activity
from charte.auditor.targets import Command, Target
from charte.core.observation import Phase

Params = dict[str, Any]
SCHEMES = frozenset({"http", "https", "ws", "wss"})
_BY_SCRIPT = frozenset({"fetch", "xhr"})  # a script may leave credentials out, and with them every Set-Cookie


@dataclass(slots=True)
class Hop:
    """One request on the wire. `promised`: whether ExtraInfo will come; None while that is not known."""

    id: str
    url: str
    host: str
    type: str
    method: str
    frame: str
    initiator: Params
    before: Hop | None
    phase: Phase
    promised: bool | None = None
    answered: bool = False
    sent: bool = False  # its headers left the browser
    doubtful: bool = False  # whether the browser kept its cookies is not said: only the jar tells


@dataclass(slots=True)
class _Exchange:
    """The hops that share one id of the browser, and the ExtraInfo that waits for its hop."""

    target: str
    hops: list[Hop] = field(default_factory=list)
    waiting: dict[str, list[Params]] = field(default_factory=lambda: {"sent": [], "received": []})
    paired: dict[str, int] = field(default_factory=lambda: {"sent": 0, "received": 0})
    failure: Params | None = None

    @property
    def host(self) -> str:
        """Host and port that the raw headers name; empty before they came."""
        headers: Params = next((extra.get("headers", {}) for extra in self.waiting["sent"]), {})
        return next((value for name, value in headers.items() if name.lower() in ("host", ":authority")), "")


class Hops:
    """Listens to the network of every target and tells its listeners of whole hops.

    `on_request(hop)`, `on_sent(hop, extra)`, `on_received(hop, extra)` and `on_failed(hop, params)` are lists
    of listeners. `phase` gives the phase of a request as it starts.
    """

    def __init__(self, activity: Activity, phase: Callable[[str, str], Phase]) -> None:
        self.on_request: list[Callable[[Hop], None]] = []
        self.on_sent: list[Callable[[Hop, Params], None]] = []
        self.on_received: list[Callable[[Hop, Params], None]] = []
        self.on_failed: list[Callable[[Hop, Params], None]] = []
        self._activity = activity
        self._phase = phase
        self._exchanges: dict[str, _Exchange] = {}
        self._told: list[tuple[str, str]] = []
        self._count = 0

    def attach(self, target: Target) -> tuple[Command, ...]:
        """Listens to a target from now on; returns what the target must be told for that."""
        target.on("Network.requestWillBeSent", lambda event: self._will_be_sent(target, event))
        target.on("Network.webSocketCreated", lambda event: self._web_socket(target, event))
        target.on("Network.responseReceived", self._response)
        target.on("Network.requestWillBeSentExtraInfo", lambda event: self._extra(target, "sent", event))
        target.on("Network.responseReceivedExtraInfo", lambda event: self._extra(target, "received", event))
        target.on("Network.loadingFinished", lambda event: self._over(event["requestId"]))
        target.on("Network.webSocketClosed", lambda event: self._over(event["requestId"]))
        target.on("Network.loadingFailed", self._loading_failed)
        target.on("Network.dataReceived", self._data)
        return (("Network.enable", {"maxTotalBufferSize": 0, "maxResourceBufferSize": 0}),)

    def flush(self) -> int:
        """Pairs what is left: all that will come has come, so a hop without a promise gets what waits.

        Returns how many raw headers came for requests that were never seen, since the last flush.
        """
        lost = 0
        for identity, exchange in list(self._exchanges.items()):
            self._pair(exchange, final=True)
            self._pair_denied(exchange)
            if exchange.failure is not None:
                failure, exchange.failure = exchange.failure, None
                self._tell_failed(exchange.hops[-1], failure)
            if not self._activity.is_open(identity):
                lost += sum(len(waiting) for waiting in exchange.waiting.values())
                del self._exchanges[identity]
        return lost

    def take_told(self) -> list[tuple[str, str]]:
        """Method and address of each hop since this was last asked."""
        told, self._told = self._told, []
        return told

    def adopt(self, url: str, method: str, kind: str, frame: str, raw: tuple[Params, Params]) -> None:
        """Adds a request that another witness saw. `raw` is what that witness knows of the headers sent and
        received; the browser's own word on them is taken where it came without its request."""
        host = urlsplit(url).netloc
        orphan = next((e for e in self._exchanges.values() if not e.hops and e.host == host), None)
        exchange = orphan or _Exchange("")
        hop = self._hop(exchange, url, kind, method, frame, {}, None)
        if orphan is not None:
            self._pair(orphan, final=True)
            return
        hop.sent = hop.doubtful = True
        for listener, info in ((self.on_sent, raw[0]), (self.on_received, raw[1])):
            for tell in listener:
                tell(hop, info)

    def _will_be_sent(self, target: Target, event: Params) -> None:
        request, identity = event["request"], event["requestId"]
        if urlsplit(request["url"]).scheme not in SCHEMES:
            return
        known = self._exchanges.get(identity)
        if known is not None and known.hops and "redirectResponse" not in event:
            return  # told by two targets
        exchange = self._exchanges.setdefault(identity, _Exchange(target.id))
        before = exchange.hops[-1] if exchange.hops else None
        if before is not None:
            before.promised = bool(event.get("redirectHasExtraInfo"))
        kind = event.get("type", "other").lower()
        if kind == "document" and event.get("frameId") == target.id:
            self._activity.loading(target.id)
        self._add(exchange, target, identity, request["url"], kind, request["method"], event, before)

    def _web_socket(self, target: Target, event: Params) -> None:
        exchange = self._exchanges.setdefault(event["requestId"], _Exchange(target.id))
        if not exchange.hops:
            self._add(exchange, target, event["requestId"], event["url"], "websocket", "GET", event, None)

    def _add(
        self,
        exchange: _Exchange,
        target: Target,
        identity: str,
        url: str,
        kind: str,
        method: str,
        event: Params,
        before: Hop | None,
    ) -> None:
        frame = event.get("documentURL") or target.url
        self._activity.opened(identity, target.id, url, kind)
        self._told.append((method, url))
        self._hop(exchange, url, kind, method, frame, event.get("initiator", {}), before)
        self._pair(exchange)

    def _hop(
        self,
        exchange: _Exchange,
        url: str,
        kind: str,
        method: str,
        frame: str,
        initiator: Params,
        before: Hop | None,
    ) -> Hop:
        self._count += 1
        hop = Hop(
            id=f"r{self._count}",
            url=url,
            host=urlsplit(url).hostname or "",
            type=kind,
            method=method,
            frame=frame,
            initiator=initiator,
            before=before,
            phase=self._phase(method, url),
        )
        exchange.hops.append(hop)
        for listener in self.on_request:
            listener(hop)
        return hop

    def _response(self, event: Params) -> None:
        exchange = self._exchanges.get(event["requestId"])
        if exchange is not None and exchange.hops:
            exchange.hops[-1].promised = bool(event.get("hasExtraInfo")) or len(exchange.hops) == 1
            exchange.hops[-1].answered = True
            self._pair(exchange)
        if event["type"] in ("Fetch", "XHR"):
            self._activity.closed(event["requestId"])  # a page need not read the answer to its end
        self._activity.touch()

    def _data(self, event: Params) -> None:
        if self._activity.is_open(event["requestId"]):
            self._activity.touch()

    def _extra(self, target: Target, channel: str, event: Params) -> None:
        exchange = self._exchanges.setdefault(event["requestId"], _Exchange(target.id))
        exchange.waiting[channel].append(event)
        self._pair(exchange)

    def _pair(self, exchange: _Exchange, *, final: bool = False) -> None:
        for channel in ("sent", "received"):
            waiting = exchange.waiting[channel]
            while waiting and exchange.paired[channel] < len(exchange.hops):
                hop = exchange.hops[exchange.paired[channel]]
                if hop.promised is None and not final:
                    break
                exchange.paired[channel] += 1
                if hop.promised is not False:
                    self._tell(hop, channel, waiting.pop(0))

    def _pair_denied(self, exchange: _Exchange) -> None:
        denied = [hop for hop in exchange.hops if hop.promised is False]
        for channel, waiting in exchange.waiting.items():
            for hop in denied[: len(waiting)]:
                self._tell(hop, channel, waiting.pop(0))

    def _tell(self, hop: Hop, channel: str, extra: Params) -> None:
        if channel == "sent":
            hop.sent = True
            hop.doubtful = hop.type in _BY_SCRIPT or _is_cors(extra.get("headers", {}))
        for listener in self.on_sent if channel == "sent" else self.on_received:
            listener(hop, extra)
        self._activity.touch()

    def _over(self, identity: str) -> None:
        self._activity.closed(identity)

    def _loading_failed(self, event: Params) -> None:
        exchange = self._exchanges.get(event["requestId"])
        self._activity.closed(event["requestId"])
        if exchange is None or not exchange.hops:
            return
        if exchange.hops[-1].type == "document":
            self._activity.loaded(exchange.target)  # an error page, a download or nothing: it loads no more
        if exchange.hops[-1].answered:
            return  # the page left before it had read the whole answer
        if "blockedReason" in event and not exchange.waiting["sent"] and not exchange.hops[-1].sent:
            self._tell_failed(exchange.hops[-1], event)
        else:
            exchange.failure = event

    def _tell_failed(self, hop: Hop, event: Params) -> None:
        for listener in self.on_failed:
            listener(hop, event)


def _is_cors(headers: Params) -> bool:
    found = {name.lower(): value for name, value in headers.items()}
    return found.get("sec-fetch-mode") == "cors" and found.get("sec-fetch-site") != "same-origin"
