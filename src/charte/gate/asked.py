"""What the gate needs to know of a request, read from its headers only when it is needed."""

from __future__ import annotations

from collections.abc import Iterable

_TRACKED = (b"host", b"cookie", b"sec-gpc", b"authorization")


class Asked:
    """A request: method, path without query, and header fields with names in lower case.

    After `read`: `host` is the Host field, `cookies` the (name, value) pairs of the Cookie field in order, `gpc`
    whether Global Privacy Control says no (exactly `1`, GPC section 3), `authorized` whether there is an
    Authorization field.
    """

    __slots__ = ("_headers", "authorized", "cookies", "gpc", "host", "method", "path")

    def __init__(self, method: str, path: str, headers: Iterable[tuple[bytes, bytes]]) -> None:
        self.method = method
        self.path = path
        self._headers: Iterable[tuple[bytes, bytes]] | None = headers
        self.host = b""
        self.cookies: tuple[tuple[bytes, bytes], ...] = ()
        self.gpc = False
        self.authorized = False

    def read(self) -> Asked:
        """Reads the headers, once; returns itself."""
        if self._headers is None:
            return self
        crumbs: list[bytes] = []
        for name, value in self._headers:
            if name not in _TRACKED:
                continue
            if name == b"host":
                self.host = value
            elif name == b"cookie":  # HTTP/2 may send it in pieces (RFC 9113 section 8.2.3)
                crumbs += value.split(b";")
            elif name == b"sec-gpc":
                self.gpc = value == b"1"
            else:
                self.authorized = True
        self.cookies = tuple(map(_pair, crumbs))
        self._headers = None
        return self


def _pair(crumb: bytes) -> tuple[bytes, bytes]:
    name, equals, value = crumb.partition(b"=")
    return (name.strip(), value.strip()) if equals else (b"", name.strip())
