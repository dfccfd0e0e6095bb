"""Every Set-Cookie header of every hop, and why the browser refused it where it did."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from playwright.async_api import Page

from charte.auditor.collectors.base import Collector
from charte.auditor.hops import Hop, Hops
from charte.auditor.jar import CookieJar
from charte.auditor.recorder import Recorder
from charte.auditor.targets import Target
from charte.core.cookie import SetCookie, asked_lifetime, parse_set_cookie
from charte.core.observation import Phase, ResponseCookie

# Our own word beside the browser's reasons: its jar does not hold the cookie afterwards.
NOT_KEPT = "NotKept"


class ResponseCookies(Collector):
    name = "response-cookies"

    def __init__(self, recorder: Recorder, hops: Hops, jar: CookieJar) -> None:
        super().__init__(recorder)
        self._jar = jar
        self._doubts: set[asyncio.Task[None]] = set()
        hops.on_received.append(self._received)

    async def settled(self, page: Page, target: Target) -> None:
        await asyncio.gather(*self._doubts)

    async def collect(self, page: Page, target: Target) -> None:
        await asyncio.gather(*self._doubts)

    def _received(self, hop: Hop, extra: dict[str, Any]) -> None:
        lines = _set_cookies(extra.get("headers", {}))
        refused = {entry["cookieLine"]: entry["blockedReasons"] for entry in extra.get("blockedCookies", [])}
        if hop.doubtful and lines and not refused:
            doubt = asyncio.ensure_future(self._ask_the_jar(hop, lines, self.recorder.phase))
            self._doubts.add(doubt)
            doubt.add_done_callback(self._doubts.discard)
        else:
            self._write(hop, lines, refused, self.recorder.phase)

    async def _ask_the_jar(self, hop: Hop, lines: list[str], phase: Phase) -> None:
        """A request across origins may leave cookies out, and the browser says neither that nor that it then
        ignored Set-Cookie. Only its jar tells."""
        kept = {(cookie["name"], cookie["value"]) for cookie in await self._jar.read()}
        refused = {line: [NOT_KEPT] for line in lines if not _kept(parse_set_cookie(line), kept)}
        self._write(hop, lines, refused, phase)

    def _write(self, hop: Hop, lines: list[str], refused: Mapping[str, list[str]], phase: Phase) -> None:
        for line in lines:
            cookie = parse_set_cookie(line)
            name, value = (cookie.name, cookie.value) if cookie else _roughly(line)
            self.recorder.write(
                ResponseCookie,
                phase=phase,
                request=hop.id,
                url=hop.url,
                host=hop.host,
                name=name,
                header=without_value(line),
                value=self.recorder.values(value),
                refused=tuple(refused.get(line, ())),
            )


def without_value(line: str) -> str:
    """A Set-Cookie line with `…` for its value; a line without a name is all value."""
    pair, semicolon, attributes = line.partition(";")
    name, equals, _ = pair.partition("=")
    return f"{name if equals else ''}=…{semicolon}{attributes}"


def _set_cookies(headers: Mapping[str, str]) -> list[str]:
    """Every Set-Cookie of a response; the browser joins them with line breaks."""
    return [
        line for name, value in headers.items() if name.lower() == "set-cookie" for line in value.split("\n")
    ]


def _kept(cookie: SetCookie | None, kept: set[tuple[str, str]]) -> bool:
    """Whether the jar agrees that this was stored; of a deletion nothing remains to be seen."""
    if cookie is None:
        return False
    asked = asked_lifetime(cookie, datetime.now(UTC))
    deletes = asked is not None and not asked
    return deletes or (cookie.name, cookie.value) in kept


def _roughly(line: str) -> tuple[str, str]:
    """Name and value of a line that no browser can read."""
    name, _, value = line.partition(";")[0].partition("=")
    return name.strip(), value.strip()
