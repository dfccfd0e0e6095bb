"""Requests and responses over plain ASGI: as little as this site needs."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, quote

from charte.core.cookie import parse_cookie_header
from charte.core.host import bare_host
from charte.gate import Consent

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BODY = 64 * 1024  # bytes of a form or a JSON body
# Pages depend on language, session and choice: no cache but the visitor's own may keep them.
PRIVATE = "private, no-cache"
PUBLIC = "public, max-age=300"


class TooLarge(Exception):
    """A body of more than `MOST_BODY` bytes."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request, its body read. `port` is `:8702`, or empty where the Host header has none."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    cookies: Mapping[str, str]
    body: bytes = b""
    consent: Consent | None = None

    @property
    def host(self) -> str:
        return bare_host(self.headers.get("host", ""))

    @property
    def port(self) -> str:
        name, colon, port = self.headers.get("host", "").rpartition(":")
        return f":{port}" if colon and name and port.isdigit() else ""

    def form(self) -> dict[str, str]:
        """The last value of each field; empty for a body that is no form."""
        return _pairs(self.body.decode("utf-8", "replace"))

    def json(self) -> Any:
        """The JSON body, or None for one that is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


@dataclass(slots=True)
class Response:
    """What is answered. Cookies are whole Set-Cookie values, in order."""

    body: bytes = b""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    cache: str = PRIVATE
    headers: dict[str, str] = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)

    async def send(self, send: Send, *, head: bool = False) -> None:
        fields = {
            "content-type": self.type,
            "cache-control": self.cache,
            "x-content-type-options": "nosniff",
            "content-length": str(len(self.body)),
            **self.headers,
        }
        pairs = [*fields.items(), *(("set-cookie", cookie) for cookie in self.cookies)]
        headers = [(name.encode("ascii"), value.encode("latin-1")) for name, value in pairs]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if head else self.body})


def redirect(path: str) -> Response:
    """See other: after a form."""
    return Response(status=303, headers={"location": quote(path, safe="/?=&#%")})


def answer_json(value: object, status: int = 200) -> Response:
    """A JSON answer for this visitor alone."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return Response(body, status, "application/json", "no-store")


async def read_request(scope: Scope, receive: Receive) -> Request:
    """The request with its body. Raises `TooLarge`."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MOST_BODY:
            raise TooLarge
    return Request(
        method=scope["method"],
        path=scope["path"],
        query=_pairs(scope.get("query_string", b"").decode("ascii", "replace")),
        headers=headers,
        cookies=dict(reversed(parse_cookie_header(headers.get("cookie", "")))),  # the first of a name counts
        body=body,
        consent=scope.get("state", {}).get("charte"),
    )


def _pairs(text: str) -> dict[str, str]:
    try:
        return {name: values[-1] for name, values in parse_qs(text, max_num_fields=50).items()}
    except ValueError:  # more fields than any page of this site has
        return {}
