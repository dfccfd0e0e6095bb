"""Shows in every run that the instruments work: a page with known writes of each kind, on this machine.

A real server on the loopback interface answers: what is fulfilled inside the browser has no raw headers.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from charte.auditor.browser import Browser
from charte.auditor.build import Instruments, watch_page
from charte.auditor.recorder import Recorder
from charte.core.observation import (
    CookieSent,
    Event,
    Jar,
    Request,
    ResponseCookie,
    ScriptCookie,
    Selftest,
    State,
    Storage,
    StorageWrite,
)
from charte.tapes.values import Values

FIRST = "first.selftest-of-charte.localhost"
THIRD = "third.elsewhere-of-charte.localhost"

_PAGE = """<!doctype html><title>Charte's self-test</title>
<script>
document.cookie = 'script=1';
cookieStore.set('store', '1');
localStorage.setItem('item', '1');
localStorage.property = '1';
indexedDB.open('base');
caches.open('cache');
new Worker('/worker.js');
fetch('/hop');
new Image().src = 'http://THIRD/pixel';
</script>
<iframe srcdoc="<script>document.cookie = 'frame=1'</script>"></iframe>
"""
# Path -> status, header lines, body.
_COOKIES = "Set-Cookie: hidden=1; HttpOnly\r\nSet-Cookie: refused=1; SameSite=None\r\n"
_ANSWERS = {
    "/": ("200 OK", f"Content-Type: text/html\r\n{_COOKIES}", _PAGE),
    "/worker.js": ("200 OK", "Content-Type: text/javascript\r\n", "fetch('/from-worker')"),
    "/hop": ("302 Found", "Location: /end\r\nSet-Cookie: hop=1\r\n", ""),
    "/end": ("200 OK", "Set-Cookie: end=1\r\n", ""),
    "/pixel": ("200 OK", "Set-Cookie: third=1; SameSite=None; Secure\r\n", ""),
    "/from-worker": ("200 OK", "", ""),
}


def _set_by(path: str, name: str) -> Callable[[Event], bool]:
    return lambda event: (
        isinstance(event, ResponseCookie)
        and (event.name, bool(event.refused)) == (name, name == "refused")
        and event.url.endswith(path)
    )


def _script(name: str) -> Callable[[Event], bool]:
    return lambda event: (
        isinstance(event, ScriptCookie) and event.name == name and event.author.startswith("inline:")
    )


def _stored(name: str) -> Callable[[Event], bool]:
    return lambda event: isinstance(event, StorageWrite) and event.name == name


def _asked(path: str) -> Callable[[Event], bool]:
    return lambda event: isinstance(event, Request) and event.url.endswith(path)


# What each instrument must have told, by the name under which the tape lists it.
EXPECTED: dict[str, Callable[[Event], bool]] = {
    "request": _asked("/pixel"),
    "request of a worker": _asked("/from-worker"),
    "response cookie": _set_by("/", "hidden"),
    "response cookie of a redirect": _set_by("/hop", "hop"),
    "response cookie after a redirect": _set_by("/end", "end"),
    "refused cookie": _set_by("/", "refused"),
    "cookie sent": lambda event: isinstance(event, CookieSent) and event.name == "hidden",
    "document.cookie": _script("script"),
    "document.cookie in a frame": _script("frame"),
    "cookieStore": _script("store"),
    "storage item": _stored("item"),
    "storage property": _stored("property"),
    "indexedDB": _stored("base"),
    "cache": _stored("cache"),
    "jar": lambda event: isinstance(event, Jar) and any(c.name == "hidden" for c in event.cookies),
    "storage": lambda event: isinstance(event, Storage) and any(k.name == "property" for k in event.keys),
}


@dataclass(frozen=True, slots=True)
class Tested:
    """What the self-test showed, and whether the browser keeps third-party cookies (allowed, blocked, unknown)."""

    selftest: Selftest
    third_party_cookies: str


async def _nothing(instruments: Instruments) -> None:
    """An ordinary run has nothing to prepare."""


async def run_selftest(
    browser: Browser,
    values: Values,
    *,
    prepare: Callable[[Instruments], Awaitable[object]] = _nothing,
) -> Tested:
    """Visits the built-in page with every collector on, and looks for each known write among what they told.

    `prepare` is done to the page before the visit.
    """
    events: list[Event] = []
    async with _server() as port, browser.context("en-GB") as context:
        instruments = await watch_page(browser, context, Recorder(values, events.append), State.NONE, None)
        await prepare(instruments)
        await instruments.watch.visit(f"http://{FIRST}:{port}/")
        await instruments.watch.collect()
        kept = any(cookie["name"] == "third" for cookie in await instruments.jar.read())
    seen = tuple(name for name, was_seen in EXPECTED.items() if any(map(was_seen, events)))
    return Tested(Selftest(seen, tuple(EXPECTED)), _third_party(events, kept=kept))


def _third_party(events: list[Event], *, kept: bool) -> str:
    if kept:
        return "allowed"
    tried = any(isinstance(event, ResponseCookie) and event.name == "third" for event in events)
    return "blocked" if tried else "unknown"


@asynccontextmanager
async def _server() -> AsyncIterator[int]:
    """The self-test's own site on a free port of the loopback interface."""
    server = await asyncio.start_server(_serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        status, headers, text = _ANSWERS.get(request.split(" ")[1], ("404 Not Found", "", ""))
        port = writer.get_extra_info("sockname")[1]
        body = text.replace("THIRD", f"{THIRD}:{port}").encode()
        head = f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass  # the browser opened a connection and thought better of it
    finally:
        writer.close()
