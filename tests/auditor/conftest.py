"""A small site of our own on a free port, under every *.localhost name, and a browser with every instrument on."""

from __future__ import annotations

import os
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio

from charte.auditor.browser import Browser, find_chromium, open_browser
from charte.auditor.build import Instruments, watch_page
from charte.auditor.recorder import Recorder
from charte.core.observation import Event, State
from charte.tapes.values import Values

PAGES = Path(__file__).parent / "pages"
_TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".png": "image/png"}
_CHOICE_LIFE = "Max-Age=15897600; Path=/; SameSite=Lax"


@dataclass
class Answer:
    """What the site answers to one request."""

    status: int = 200
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""


Route = Callable[["FakeSite", BaseHTTPRequestHandler], Answer]


class FakeSite:
    """Serves `pages/`, and the routes of this file, to whatever host is asked for.

    `address("third", "/x")` is that path on `third.localhost`. In a page, HOST stands for this port.
    """

    def __init__(self) -> None:
        site = self
        self.stalled = threading.Event()  # set at the end: requests that never end may end

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def do_GET(self) -> None:
                answer = site.answer(self)
                self.send_response(answer.status)
                for name, value in answer.headers:
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body)

            do_POST = do_GET

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.port = self._server.server_port

    def address(self, host: str, path: str) -> str:
        return f"http://{host}.localhost:{self.port}{path}"

    def close(self) -> None:
        self.stalled.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, request: BaseHTTPRequestHandler) -> Answer:
        path = urlsplit(request.path).path
        route = ROUTES.get(path)
        if route is not None:
            return route(self, request)
        file = PAGES / path.removeprefix("/")
        if not file.is_file():
            return Answer(404)
        body = file.read_bytes().replace(b"PORT", str(self.port).encode())
        return Answer(200, [("Content-Type", _TYPES[file.suffix])], body)


def _cookies(*headers: str, type: str = "text/plain", body: bytes = b"ok") -> Route:
    return lambda site, request: Answer(
        200, [("Content-Type", type), *(("Set-Cookie", header) for header in headers)], body
    )


def _redirect(path: str, *headers: str) -> Route:
    return lambda site, request: Answer(
        302, [("Location", path.replace("PORT", str(site.port))), *(("Set-Cookie", h) for h in headers)]
    )


def _stall(site: FakeSite, request: BaseHTTPRequestHandler) -> Answer:
    site.stalled.wait(60)
    return Answer()


def _choices(site: FakeSite, request: BaseHTTPRequestHandler) -> Answer:
    """The collector's answer: the choice, and an end to what was refused."""
    body = request.rfile.read(int(request.headers["Content-Length"])).decode()
    headers = [("Set-Cookie", f"cookies_preferences={body}; {_CHOICE_LIFE}")]
    if body == "no":
        headers.append(("Set-Cookie", "audience=; Max-Age=0; Path=/"))
    return Answer(201, headers)


def _counted(site: FakeSite, request: BaseHTTPRequestHandler) -> Answer:
    """A page that sets a cookie of its own only for those who said yes."""
    yes = "cookies_preferences=yes" in request.headers.get("Cookie", "")
    body = (PAGES / "consenting.html").read_bytes().replace(b"PORT", str(site.port).encode())
    headers = [("Content-Type", _TYPES[".html"])]
    return Answer(200, [*headers, *([("Set-Cookie", "server=1; HttpOnly")] if yes else [])], body)


ROUTES: dict[str, Route] = {
    "/hidden": _cookies("hidden=secret-value; HttpOnly; Path=/", type="text/html"),
    "/hops": _redirect("/hops/2", "one=1; Path=/"),
    "/hops/2": _redirect("http://third.localhost:PORT/hops/3", "two=2; Path=/", "two-more=2; Path=/"),
    "/hops/3": _redirect("http://third.localhost:PORT/hops/4"),
    "/hops/4": _cookies("four=4; Path=/; SameSite=None; Secure"),
    "/lax": _cookies("lax=1; SameSite=Lax", "wide=1; SameSite=None; Secure", "bare-none=1; SameSite=None"),
    "/cors": lambda site, request: Answer(
        200,
        [("Set-Cookie", "uninvited=1; SameSite=None; Secure"), ("Access-Control-Allow-Origin", "*")],
        b"ok",
    ),
    "/csp": lambda site, request: Answer(
        200,
        [("Content-Type", "text/html"), ("Content-Security-Policy", "img-src 'self'")],
        f'<img src="http://third.localhost:{site.port}/blocked.png">'.encode(),
    ),
    "/stall": _stall,
    "/_charte/fake/choices": _choices,
    "/consenting": _counted,
    "/pixel": _cookies("pixel=1; SameSite=None; Secure"),
}


@pytest.fixture(scope="module")
def site() -> Iterator[FakeSite]:
    """The site, for the length of a module."""
    fake = FakeSite()
    yield fake
    fake.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One browser for the length of a module."""
    if find_chromium(os.environ) is None:
        pytest.skip("There is no Chromium on this machine.")
    async with open_browser(os.environ) as opened:
        yield opened


Look = Callable[..., Awaitable[list[Event]]]


@pytest.fixture
def look(browser: Browser) -> Look:
    """Visits addresses as one new visitor with every collector on, and returns all events up to a snapshot."""

    async def look(*urls: str, then: Callable[[Instruments], Awaitable[None]] | None = None) -> list[Event]:
        events: list[Event] = []
        recorder = Recorder(Values(b"a key of sixteen"), events.append)
        async with browser.context("fr-FR") as context:
            instruments = await watch_page(browser, context, recorder, State.NONE, None)
            for url in urls:
                await instruments.watch.visit(url)
            if then is not None:
                await then(instruments)
            await instruments.watch.collect()
        return events

    return look
