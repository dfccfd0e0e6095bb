"""The second witness of requests: what Playwright saw of them.

Playwright attaches to a worker or window before it runs, and lets it run at once: a session of ours may come too
late for the first requests. They are found by comparison and told from Playwright's word.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Error, Request

from charte.auditor.hops import SCHEMES, Hops

_PATIENCE = 1.0  # seconds: the page has come to rest, so what did not answer by now has no headers to tell


class Witness:
    """Sees every request of a context, from its first page on."""

    def __init__(self, context: BrowserContext, hops: Hops) -> None:
        self._context = context
        self._hops = hops
        self._seen: list[Request] = []
        context.on("request", self._see)

    def _see(self, request: Request) -> None:
        self._seen.append(request)

    def _frame(self, request: Request) -> str:
        try:
            return request.frame.url
        except Error:  # it belongs to a worker, or its frame is still on its way
            return next((page.url for page in self._context.pages), request.url)

    async def compare(self) -> None:
        """Adds to the hops what only this witness saw since the last comparison."""
        seen, self._seen = self._seen, []
        told = Counter(self._hops.take_told())
        for request in seen:
            url = request.url.partition("#")[0]
            if urlsplit(url).scheme not in SCHEMES:
                continue
            if told[request.method, url] > 0:
                told[request.method, url] -= 1
            else:
                frame = self._frame(request)
                self._hops.adopt(url, request.method, request.resource_type, frame, await _raw(request))


async def _raw(request: Request) -> tuple[dict[str, Any], dict[str, Any]]:
    """Headers sent and received in the form of CDP's ExtraInfo; what the browser refused is not in them."""
    try:
        async with asyncio.timeout(_PATIENCE):
            sent = await request.all_headers()
            response = await request.response()
            received = await response.headers_array() if response else []
    except (Error, TimeoutError):
        return {}, {}
    lines = [header["value"] for header in received if header["name"].lower() == "set-cookie"]
    cookies = [pair.partition("=") for pair in sent.get("cookie", "").split("; ") if pair]
    return (
        {
            "headers": sent,
            "associatedCookies": [
                {"cookie": {"name": name, "value": value, "domain": "", "path": ""}}
                for name, _, value in cookies
            ],
        },
        {"headers": {"set-cookie": "\n".join(lines)} if lines else {}},
    )
