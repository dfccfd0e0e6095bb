"""What the collector reads of a request: method, path, a few headers, and a body of bounded size."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from charte.core.cookie import parse_cookie_header
from charte.core.errors import VisitorError

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class Disconnected(Exception):
    """Whoever asked is gone; there is nobody to answer."""


class Request:
    """One request. Its address and its user agent are never looked at."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self._headers: list[tuple[bytes, bytes]] = list(scope["headers"])
        self._receive = receive

    def header(self, name: str) -> str:
        """The value of a header, empty where it is absent; two of one name are joined, as HTTP reads them."""
        return ", ".join(self._all(name))

    @property
    def host(self) -> str:
        """The Host header as it came, with its port. Empty where there is none, or more than one."""
        hosts = self._all("host")
        return hosts[0] if len(hosts) == 1 else ""

    @property
    def cookie_names(self) -> tuple[str, ...]:
        """The names of the cookies that the request carries."""
        headers = self._all("cookie")
        return tuple(name for header in headers for name, _ in parse_cookie_header(header) if name)

    async def body(self, most: int) -> bytes:
        """The whole body. Raises `VisitorError` (413) beyond `most` bytes, and `Disconnected`."""
        length = self.header("content-length")
        if length.isdecimal() and int(length[:20]) > most:
            raise _too_large(most)
        body = bytearray()
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise Disconnected
            body += message.get("body", b"")
            if len(body) > most:
                raise _too_large(most)
            if not message.get("more_body"):
                return bytes(body)

    def _all(self, name: str) -> list[str]:
        wanted = name.encode("ascii")
        return [value.decode("latin-1") for key, value in self._headers if key.lower() == wanted]


def _too_large(most: int) -> VisitorError:
    return VisitorError(f"The body is larger than {most} bytes.", "A choice is far smaller.", status=413)
