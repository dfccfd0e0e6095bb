"""Asks an ASGI application in memory: one request, one response, no cookie jar, no socket."""

from __future__ import annotations

from typing import Any

import httpx


class Asking:
    """Requests of one page. `origin` is where the browser says it stands; "" says nothing of it."""

    def __init__(self, app: Any, *, host: str = "demo.localhost", scheme: str = "http") -> None:
        self._transport = httpx.ASGITransport(app, client=("192.0.2.77", 4711))
        self._base = f"{scheme}://{host}"

    async def __call__(
        self,
        method: str,
        path: str,
        *,
        content: bytes | str = b"",
        headers: dict[str, str] | list[tuple[str, str]] | None = None,
    ) -> httpx.Response:
        request = httpx.Request(method, self._base + path, content=content, headers=headers)
        response = await self._transport.handle_async_request(request)
        await response.aread()
        return response

    async def get(self, path: str, **headers: str) -> httpx.Response:
        """A GET with these headers (`if_none_match` is If-None-Match)."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self("GET", path, headers=named)

    async def post_json(self, path: str, content: bytes | str, **headers: str) -> httpx.Response:
        """A POST as the client sends it."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self(
            "POST", path, content=content, headers={"content-type": "application/json", **named}
        )
