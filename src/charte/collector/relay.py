"""The relay: hands a site's own `/_charte/` to a collector elsewhere, so that every call stays first-party.

It passes on what the collector reads and nothing more: no address, no user agent, and of cookies that are
not the collector's only the names.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable
from urllib.parse import quote, urlsplit

import httpx

from charte.collector.answers import Answer, refusal
from charte.collector.request import Disconnected, Receive, Request, Scope, Send
from charte.core.cookie import parse_cookie_header
from charte.core.decision import COOKIE
from charte.core.errors import OperatorError, VisitorError

MOST_BYTES = 64 * 1024
PATIENCE = 10.0  # seconds

_PASSED = frozenset(
    {
        b"accept",
        b"accept-encoding",
        b"accept-language",
        b"content-type",
        b"host",
        b"if-none-match",
        b"origin",
        b"sec-fetch-site",
    }
)
# Of one connection and not of the message (RFC 9110 section 7.6.1); `date` and `server` the next server says.
_OF_THE_CONNECTION = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-connection",
        b"te",
        b"transfer-encoding",
        b"upgrade",
        b"date",
        b"server",
    }
)
_logger = logging.getLogger("charte.collector.relay")


class Relay:
    """An ASGI application in front of the collector at `target` (`http://127.0.0.1:8700`).

    Raises `OperatorError` for a target that is no such address.
    """

    def __init__(
        self, target: str, *, transport: httpx.AsyncBaseTransport | None = None, patience: float = PATIENCE
    ) -> None:
        parts = urlsplit(target)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
            raise OperatorError(
                f"{target!r} is no address of a collector.",
                "Write scheme, host and port: http://127.0.0.1:8700.",
            )
        self._target = f"{parts.scheme}://{parts.netloc}"
        self._patience = patience
        # A transport, not a client: a client would keep one visitor's cookies and send them for the next.
        self._transport = transport or httpx.AsyncHTTPTransport()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._relay(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1000})

    async def aclose(self) -> None:
        """Lets go of the connections to the collector."""
        await self._transport.aclose()

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.shutdown":
                await self.aclose()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return

    async def _relay(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        head = request.method == "HEAD"
        try:
            asked = self._request(scope, await request.body(MOST_BYTES))
            response = await self._transport.handle_async_request(asked)
        except Disconnected:
            return
        except VisitorError as error:
            await refusal(error, error.status).send(send, head=head)
            return
        except httpx.HTTPError as error:
            _logger.error("The collector at %s does not answer: %s.", self._target, type(error).__name__)
            await _unanswered().send(send, head=head)
            return
        try:
            await _pass_on(response, send)
        finally:
            await response.aclose()

    def _request(self, scope: Scope, body: bytes) -> httpx.Request:
        path: bytes = scope.get("raw_path") or quote(scope["path"]).encode()
        query: bytes = scope.get("query_string", b"")
        raw = path.partition(b"?")[0] + (b"?" + query if query else b"")
        headers = [(name, value) for name, value in scope["headers"] if name.lower() in _PASSED]
        if cookies := _named_only(value for name, value in scope["headers"] if name.lower() == b"cookie"):
            headers.append((b"cookie", cookies))
        try:
            url = httpx.URL(self._target).copy_with(raw_path=raw)
        except (httpx.InvalidURL, ValueError):
            raise VisitorError("There is nothing at this address.", status=404) from None
        timeout = httpx.Timeout(self._patience).as_dict()
        return httpx.Request(
            scope["method"], url, headers=headers, content=body, extensions={"timeout": timeout}
        )


async def _pass_on(response: httpx.Response, send: Send) -> None:
    """Sends the collector's answer as it comes: every header apart, the body in its encoding."""
    headers = [
        (name.lower(), value)
        for name, value in response.headers.raw
        if name.lower() not in _OF_THE_CONNECTION
    ]
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
    async for part in _parts(response):
        await send({"type": "http.response.body", "body": part, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _parts(response: httpx.Response) -> AsyncIterator[bytes]:
    assert isinstance(response.stream, httpx.AsyncByteStream)
    async for part in response.stream:
        yield part


def _named_only(headers: Iterable[bytes]) -> bytes:
    """The Cookie header with the preference cookie whole, and of all others the names: they suffice to expire."""
    pairs = [pair for header in headers for pair in parse_cookie_header(header) if pair[0]]
    told = (f"{name}={value if name == COOKIE else ''}" for name, value in pairs)
    return "; ".join(told).encode("utf-8", "surrogateescape")


def _unanswered() -> Answer:
    return refusal(
        OperatorError("The collector does not answer.", "Try again later; the site's operator must look."),
        502,
    )
