"""A governed site in memory: its pages, what third parties serve on it, and a collector that only remembers."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from tests.fakes.asgi import Asking

from charte.core.canonical import digest
from charte.core.charter import Charter
from charte.core.decision import COOKIE, choose, encode
from charte.core.notice import compose, notice_bytes
from charte.core.policy import FR_CNIL_2026
from charte.look import direction, words

STATIC = files("charte.collector") / "static"
NONCE = "a-nonce-of-this-page"
# As strict as a site can be: only its own files and what carries the nonce; no string becomes code.
CSP = (
    f"default-src 'self'; script-src 'self' 'nonce-{NONCE}'; style-src 'self'; img-src 'self' *.localhost:*; "
    "frame-src 'self' *.localhost:*; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
)
KINDS = {"js": "text/javascript", "css": "text/css"}
SIX_MONTHS = 15_897_600


@dataclass
class Collector:
    """What the collector does (`answers`, `fails`, `hangs`) and the choices that it heard."""

    does: str = "answers"
    heard: list[dict[str, Any]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)


class House:
    """Serves one governed site under `site.localhost`, and what it embeds under every other name.

    `pages` maps a path to HTML; `seen` lists the host and path of every request.
    """

    def __init__(self) -> None:
        self.charter: Charter | None = None
        self.pages: dict[str, str] = {}
        self.headers: dict[str, str] = {}
        self.collector = Collector()
        self.seen: list[str] = []
        # A collector of our own in the place of the remembering one: it answers all under /_charte/.
        self.application: Any = None
        house = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                house.get(self)

            def do_POST(self) -> None:
                house.post(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        self.port = self._server.server_port

    def address(self, path: str = "/", host: str = "site") -> str:
        return f"http://{host}.localhost:{self.port}{path}"

    def close(self) -> None:
        self.collector.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def govern(self, charter: Charter) -> None:
        """From now on the site follows this charter; pages, choices and visits are forgotten."""
        self.charter = charter
        self.collector.released.set()
        self.collector = Collector()
        self.pages, self.headers, self.seen = {}, {"Content-Security-Policy": CSP}, []
        self.application = None

    def notice(self, language: str) -> bytes | None:
        """The notice in a language of the charter; other languages than ours borrow the English words."""
        assert self.charter
        if language not in self.charter.site.languages:
            return None
        said = words(language if language in ("fr", "en") else "en")
        return notice_bytes(
            compose(self.charter, language, said, FR_CNIL_2026, direction=direction(language))
        )

    def digest_of(self, language: str) -> str:
        """The digest of a notice that the charter has."""
        body = self.notice(language)
        assert body is not None
        return digest(body)

    def get(self, request: BaseHTTPRequestHandler) -> None:
        path = urlsplit(request.path).path
        self.seen.append((request.headers["Host"] or "").split(".")[0] + path)
        if self.application and path.startswith("/_charte/"):
            self.ask(request, b"")
            return
        named = re.fullmatch(r"/_charte/rivebelle/notice\.([\w-]+)\.json", path)
        if named and (body := self.notice(named[1])):
            _answer(request, 200, body, "application/json", {"ETag": f'"{digest(body)}"'})
        elif path in ("/_charte/client.js", "/_charte/client.css"):
            name = path.rpartition("/")[2]
            _answer(request, 200, (STATIC / name).read_bytes(), KINDS[name.rpartition(".")[2]])
        elif path in self.pages:
            kind = KINDS.get(path.rpartition(".")[2], "text/html; charset=utf-8")
            body = self.pages[path].replace("PORT", str(self.port)).replace("NONCE", NONCE).encode()
            _answer(request, 200, body, kind, self.headers)
        else:
            _answer(request, 404, b"", "text/plain")

    def ask(self, request: BaseHTTPRequestHandler, body: bytes) -> None:
        """Relays a request to the application."""
        asking = Asking(self.application, host=request.headers["Host"])
        answer = asyncio.run(
            asking(request.command, request.path, content=body, headers=list(request.headers.items()))
        )
        request.send_response(answer.status_code)
        for name, value in answer.headers.multi_items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(answer.content)

    def post(self, request: BaseHTTPRequestHandler) -> None:
        raw = request.rfile.read(int(request.headers["Content-Length"]))
        if self.application:
            self.ask(request, raw)
            return
        body = json.loads(raw)
        collector = self.collector
        collector.heard.append(body)
        if collector.does == "hangs":
            collector.released.wait(60)
        if collector.does == "refuses":
            _answer(request, 409, b'{"error": {"what": "Another charter is in force."}}', "application/json")
            return
        if collector.does != "answers":
            _answer(request, 503, b"{}", "application/json")
            return
        assert self.charter
        services = body["services"]
        today = datetime.now(UTC).date()
        decision = choose(
            self.charter, body["yes"], today, services_yes=services["yes"], services_no=services["no"]
        )
        cookie = f"{COOKIE}={encode(decision)}; Path=/; Max-Age={SIX_MONTHS}; Secure; SameSite=Lax"
        receipt = {"receipt": {"receipt": 1, "entry": {"yes": body["yes"]}}}
        _answer(request, 201, json.dumps(receipt).encode(), "application/json", {"Set-Cookie": cookie})


def _answer(
    request: BaseHTTPRequestHandler,
    status: int,
    body: bytes,
    kind: str,
    headers: dict[str, str] | None = None,
) -> None:
    try:
        request.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            **(headers or {}),
        }.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)
    except ConnectionError:
        pass  # the page went away


def page(body: str = "", *, language: str = "fr", head: str = "") -> str:
    """A page of the site with the client in it and, as every page must have, the link back to the choice."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>Rivebelle</title>'
        '<meta name="viewport" content="width=device-width">'
        f'<script src="/_charte/client.js" data-site="rivebelle" defer></script>{head}</head>'
        f'<body>{body}<footer><a href="/charte" data-charte-open>Gérer mes choix</a></footer></body></html>'
    )


def gated(purpose: str, content: str, more: str = "") -> str:
    """Content that waits for a purpose."""
    return f'<template data-charte="{purpose}"{more}>{content}</template>'


def says(word: str) -> str:
    """An inline script that leaves a word in `window.ran`."""
    return f'<script nonce="NONCE">(window.ran ??= []).push("{word}")</script>'
