"""Answers as values, and how they are sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from charte.collector.request import Send
from charte.core.errors import CharteError

JSON = "application/json"
NO_STORE = "no-store"
REVALIDATE = "no-cache"  # may be kept, and is asked about each time; an unchanged one costs no body
IMMUTABLE = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole response. Headers are in order and may repeat."""

    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()

    async def send(self, send: Send, *, head: bool = False) -> None:
        """Sends it; with `head` all but the body (RFC 9110 section 9.3.2)."""
        headers = [
            *self.headers,
            ("x-content-type-options", "nosniff"),
            ("cross-origin-resource-policy", "same-origin"),
        ]
        if self.status not in (204, 304):  # RFC 9110 section 8.6
            headers.append(("content-length", str(len(self.body))))
        await send(
            {
                "type": "http.response.start",
                "status": self.status,
                "headers": [(name.encode("ascii"), value.encode("latin-1")) for name, value in headers],
            }
        )
        await send({"type": "http.response.body", "body": b"" if head else self.body})


def content(body: bytes, content_type: str, cache: str, etag: str = "", asked: str = "") -> Answer:
    """Bytes that may be kept by `cache`. With `asked`, the If-None-Match of the request, perhaps 304."""
    headers = [("content-type", content_type), ("cache-control", cache)]
    if etag:
        headers.append(("etag", f'"{etag}"'))
        if _names(asked, f'"{etag}"'):
            return Answer(304, headers=tuple(headers[1:]))
    return Answer(200, body, tuple(headers))


def document(
    value: Mapping[str, Any], *, status: int = 200, headers: tuple[tuple[str, str], ...] = ()
) -> Answer:
    """A JSON document that nobody keeps."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(status, body, (("content-type", JSON), ("cache-control", NO_STORE), *headers))


def refusal(error: CharteError, status: int, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """An error as docs/formats.md, section 4, gives it."""
    return document({"error": {"what": error.what, "mend": error.mend}}, status=status, headers=headers)


def _names(asked: str, etag: str) -> bool:
    """Whether If-None-Match names this entity tag (RFC 9110 section 13.1.2, weak comparison)."""
    tags = (tag.strip().removeprefix("W/") for tag in asked.split(","))
    return any(tag in ("*", etag) for tag in tags)
