"""A small site of our own on a free port, which answers under every *.localhost name."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from charte.core.charter import Charter, read
from charte.core.decision import choose, encode

PAGES = Path(__file__).parent / "pages"
_TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".png": "image/png"}
_CHOICE_LIFE = "Max-Age=15897600; Path=/; SameSite=Lax"


def register(*purposes: str) -> str:
    """A register of the fake site with these purposes: `key consent`, `key exempt` or `key objectable`."""
    lines = ['schema = 1\n[site]\nkey = "fake"\nname = "Fake"\npage = "/charte"']
    for purpose in purposes:
        key, basis = purpose.split()
        lines.append(f'[[purposes]]\nkey = "{key}"\ntitle.fr = "{key}"\ntext.fr = "{key}"')
        if basis == "consent":
            lines.append('basis = "consent"')
        else:
            lines.append(
                f'basis = "exempt"\nexemption = "E7"\nobjectable = {str(basis == "objectable").lower()}'
            )
    return "\n".join(lines)


def charter(*purposes: str) -> Charter:
    """The charter of such a register."""
    return read(register(*purposes))


ASKING = charter("choice exempt", "audience consent")
OBJECTABLE = charter("choice exempt", "visits objectable")
SILENT = charter("choice exempt")


def decision(of: Charter, *yes: str) -> str:
    """The preference cookie's value that says yes to these purposes and no to all others."""
    return encode(choose(of, yes, date(2026, 11, 25)))


# What pages write for: all accepted, all refused, objected.
VALUES = {
    b"PREFER_YES": decision(ASKING, "audience").encode(),
    b"PREFER_NO": decision(ASKING).encode(),
    b"PREFER_OBJECT": decision(OBJECTABLE).encode(),
}


@dataclass
class Answer:
    """What the site answers to one request."""

    status: int = 200
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""


Route = Callable[["FakeSite", BaseHTTPRequestHandler], Answer]


class FakeSite:
    """Serves `pages/`, and the routes of this file, to whatever host is asked for.

    `address("third", "/x")` is that path on `third.localhost`. In a page, PORT stands for this port.
    `asked` lists the requests so far, as `METHOD /path`.
    """

    def __init__(self) -> None:
        site = self
        self.asked: list[str] = []
        self._stalled = threading.Event()  # set at the end: requests that never end may end

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def do_GET(self) -> None:
                site.asked.append(f"{self.command} {self.path}")
                answer = site.answer(self)
                try:
                    self.send_response(answer.status)
                    for name, value in answer.headers:
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(answer.body)
                except OSError:
                    pass  # the browser went away before the answer came

            do_POST = do_GET

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        self.port = self._server.server_port

    def address(self, host: str, path: str) -> str:
        return f"http://{host}.localhost:{self.port}{path}"

    def stall(self) -> None:
        """Answers nothing until the site closes."""
        self._stalled.wait(60)

    def close(self) -> None:
        self._stalled.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def page(self, name: str) -> bytes:
        text = (PAGES / name).read_bytes().replace(b"PORT", str(self.port).encode())
        for mark, value in VALUES.items():
            text = text.replace(mark, value)
        return text

    def answer(self, request: BaseHTTPRequestHandler) -> Answer:
        path = urlsplit(request.path).path
        route = ROUTES.get(path)
        if route is not None:
            return route(self, request)
        name = path.removeprefix("/")
        name = name if "." in name else f"{name}.html"
        if not (PAGES / name).is_file():
            return Answer(404)
        return Answer(200, [("Content-Type", _TYPES[Path(name).suffix])], self.page(name))


def _cookies(*headers: str, type: str = "text/plain", body: bytes = b"ok") -> Route:
    return lambda site, request: Answer(
        200, [("Content-Type", type), *(("Set-Cookie", header) for header in headers)], body
    )


def _redirect(path: str, *headers: str) -> Route:
    return lambda site, request: Answer(
        302, [("Location", path.replace("PORT", str(site.port))), *(("Set-Cookie", h) for h in headers)]
    )


def _with(*headers: tuple[str, str], body: str) -> Route:
    def route(site: FakeSite, request: BaseHTTPRequestHandler) -> Answer:
        return Answer(
            200, [("Content-Type", "text/html"), *headers], body.replace("PORT", str(site.port)).encode()
        )

    return route


def _stall(site: FakeSite, request: BaseHTTPRequestHandler) -> Answer:
    site.stall()
    return Answer()


def _choices(site: FakeSite, request: BaseHTTPRequestHandler) -> Answer:
    """The collector's answer: the choice, and an end to what was refused."""
    body = request.rfile.read(int(request.headers["Content-Length"]))
    headers = [("Set-Cookie", f"cookies_preferences={body.decode()}; {_CHOICE_LIFE}")]
    if body == VALUES[b"PREFER_NO"]:
        headers.append(("Set-Cookie", "audience=; Max-Age=0; Path=/"))
    return Answer(201, headers)


def _counted(site: FakeSite, request: BaseHTTPRequestHandler) -> Answer:
    """A page that sets a cookie of its own only for those who said yes."""
    yes = VALUES[b"PREFER_YES"].decode() in request.headers.get("Cookie", "")
    headers = [("Content-Type", _TYPES[".html"]), *([("Set-Cookie", "server=1; HttpOnly")] if yes else [])]
    return Answer(200, headers, site.page("consenting.html"))


def _sign_in(site: FakeSite, request: BaseHTTPRequestHandler) -> Answer:
    """Takes any password that is `s3cret-word`, and leads to the back office."""
    body = request.rfile.read(int(request.headers["Content-Length"])).decode()
    if "word=s3cret-word" not in body:
        return Answer(403, [("Content-Type", "text/html")], b"<p>No.</p>")
    return Answer(303, [("Location", "/back"), ("Set-Cookie", "session=1; HttpOnly; Path=/")])


ROUTES: dict[str, Route] = {
    "/": _with(body="<!doctype html><title>Nothing</title><p>Nothing is stored here."),
    "/hidden": _cookies("hidden=secret-value; HttpOnly; Path=/", type="text/html"),
    "/hops": _redirect("/hops/2", "one=1; Path=/"),
    "/hops/2": _redirect("http://third.localhost:PORT/hops/3", "two=2; Path=/", "two-more=2; Path=/"),
    "/hops/3": _redirect("http://third.localhost:PORT/hops/4"),
    "/hops/4": _cookies("four=4; Path=/; SameSite=None; Secure"),
    "/forever": _redirect("/forever"),
    "/refused": _cookies(
        "lax=1; SameSite=Lax",
        "none=1; SameSite=None; Secure",
        "bare=1; SameSite=None",
        "elsewhere=1; Domain=other.localhost",
        "__Host-wrong=1; Secure; Path=/x",
    ),
    "/named": lambda site, request: Answer(
        200,
        [("Set-Cookie", f"{urlsplit(request.path).query}=1; SameSite=None; Secure")],
        b"ok",
    ),
    "/csp": _with(
        ("Content-Security-Policy", "img-src 'self'"),
        body='<img src="http://third.localhost:PORT/blocked.png">',
    ),
    "/long": _cookies("week=1; Max-Age=604800", "wide=1; Domain=first.localhost"),
    "/storing": _cookies(
        "apart=1; SameSite=None; Secure; Partitioned",
        "together=1; SameSite=None; Secure",
        type="text/html",
        body=b"<script>localStorage.setItem('of_third', '1')</script>",
    ),
    "/stall": _stall,
    "/_charte/fake/choices": _choices,
    "/consenting": _counted,
    "/hasty": lambda site, request: Answer(
        200,
        [("Content-Type", _TYPES[".html"]), ("Set-Cookie", "visits=1; HttpOnly")],
        site.page("hasty.html"),
    ),
    "/pixel": _cookies("pixel=1; SameSite=None; Secure"),
    "/sign-in": _sign_in,
    "/mute-choices": lambda site, request: Answer(201),
}
