"""The cookies of one context, as the browser keeps them."""

from __future__ import annotations

from typing import Any

from playwright.async_api import CDPSession


class CookieJar:
    """Reads through a session with the browser: a page's own session would show the default context's jar."""

    def __init__(self, browser: CDPSession, context: str) -> None:
        self._browser = browser
        self._context = context

    async def read(self) -> list[dict[str, Any]]:
        """Every cookie, as CDP's Network.Cookie."""
        answer = await self._browser.send("Storage.getCookies", {"browserContextId": self._context})
        cookies: list[dict[str, Any]] = answer["cookies"]
        return cookies
