"""The cookie jar at the end of each phase."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from playwright.async_api import Page

from charte.auditor.collectors.base import Collector
from charte.auditor.jar import CookieJar
from charte.auditor.recorder import Recorder
from charte.auditor.targets import Target
from charte.core.observation import Jar, JarCookie


class JarSnapshot(Collector):
    name = "jar"

    def __init__(self, recorder: Recorder, jar: CookieJar) -> None:
        super().__init__(recorder)
        self._jar = jar

    async def collect(self, page: Page, target: Target) -> None:
        cookies = [self._cookie(cookie) for cookie in await self._jar.read()]
        cookies.sort(key=lambda cookie: (cookie.domain, cookie.path, cookie.name, cookie.partition or ""))
        self.recorder.write(Jar, cookies=tuple(cookies))

    def _cookie(self, cookie: dict[str, Any]) -> JarCookie:
        return JarCookie(
            name=cookie["name"],
            domain=cookie["domain"],
            host_only=not cookie["domain"].startswith("."),
            path=cookie["path"],
            expires=None if cookie["session"] else _utc(cookie["expires"]),
            secure=cookie["secure"],
            http_only=cookie["httpOnly"],
            same_site=cookie.get("sameSite", ""),
            partition=cookie.get("partitionKey", {}).get("topLevelSite"),
            value=self.recorder.values(cookie["value"]),
        )


def _utc(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
