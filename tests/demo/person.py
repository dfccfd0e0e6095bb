"""A demo in memory, and a person who visits it with cookies but no script."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import httpx
from demo.app import HOST, create
from demo.hosts import Hosts
from demo.site.state import Account
from tests.fakes.asgi import Asking

from charte.core.charter import read
from charte.core.cookie import asked_lifetime, parse_set_cookie
from charte.core.decision import COOKIE, choose, encode
from charte.gate import Sighting

ROOT = Path(__file__).parent.parent.parent / "demo"
CHARTER = read((ROOT / "charte.toml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 25)
AGENT = Account("agent", "la digue du nord")
PAGES = (
    "/", "/?q=v%C3%A9lo", "/?theme=littoral", "/?q=rien-de-tel", "/videos", "/a-propos", "/accessibilite",
    "/audience-auto-evaluation", "/charte", "/gestion/connexion", "/donnees/arbres", "/donnees/budget-2026",
    "/donnees/affluence-grand-sable", "/donnees/qualite-eaux-baignade", "/donnees/comptage-velo-digue",
    "/donnees/dechets-collectes",
)  # fmt: skip


async def platform(scope, receive, send):
    """Stands for the collector: says which path it was asked for."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"set-cookie", b"theirs=1")]})
    await send({"type": "http.response.body", "body": scope["path"].encode()})


def make(
    *, lies: bool = False, today: Callable[[], date] = lambda: TODAY, seen: list[Sighting] | None = None
) -> Hosts:
    """The demo, with texts that are not random but differ."""
    numbers = itertools.count(1)
    return create(
        CHARTER,
        platform,
        lies,
        account=AGENT,
        randomness=lambda size: f"{next(numbers):0{size}d}",
        today=today,
        report=None if seen is None else seen.append,
    )


class Person:
    """One browser, as far as cookies go. `received` are all Set-Cookie headers, by host."""

    def __init__(self, demo: Hosts, *, port: int = 8702, **headers: str) -> None:
        self._demo = demo
        self._port = port
        self._headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.cookies: dict[str, dict[str, str]] = {}
        self.received: list[tuple[str, str]] = []

    async def __call__(
        self, method: str, path: str, host: str = HOST, content: str = "", **headers: str
    ) -> httpx.Response:
        held = self.cookies.setdefault(host, {})
        given = {**self._headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if held:
            given["cookie"] = "; ".join(f"{name}={value}" for name, value in held.items())
        ask = Asking(self._demo, host=f"{host}:{self._port}")
        answer = await ask(method, path, content=content, headers=given)
        for header in answer.headers.get_list("set-cookie"):
            self.received.append((host, header))
            cookie = parse_set_cookie(header)
            life = asked_lifetime(cookie, datetime(2026, 11, 25, tzinfo=UTC))
            if life is not None and not life:
                held.pop(cookie.name, None)
            else:
                held[cookie.name] = cookie.value
        return answer

    async def get(self, path: str, host: str = HOST, **headers: str) -> httpx.Response:
        return await self("GET", path, host, **headers)

    async def post(self, path: str, fields: dict[str, str], **headers: str) -> httpx.Response:
        form = "application/x-www-form-urlencoded"
        return await self("POST", path, content=urlencode(fields), content_type=form, **headers)

    async def sign_in(self, name: str = AGENT.name, password: str = AGENT.password) -> httpx.Response:
        """Opens the page of the sign-in and sends its form."""
        page = Page((await self.get("/gestion/connexion")).text)
        return await self.post("/gestion/connexion", {"nom": name, "secret": password, "csrf": page.token})

    def choose(self, *yes: str) -> None:
        """Holds the choice that says yes to these purposes and no to the rest."""
        self.cookies.setdefault(HOST, {})[COOKIE] = encode(choose(CHARTER, yes, datetime.now(UTC).date()))

    def names(self, host: str = HOST) -> set[str]:
        return set(self.cookies.get(host, {}))


class Page(HTMLParser):
    """What a test asks of a page: its elements in order, and which of them are live (in no template)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.live: list[tuple[str, dict[str, str | None]]] = []
        self._inert = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        element = (tag, dict(attrs))
        self.elements.append(element)
        self._inert += tag == "template"
        if not self._inert:
            self.live.append(element)

    def handle_endtag(self, tag):
        self._inert -= tag == "template"

    def all(self, tag: str, *, live: bool = False) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in (self.live if live else self.elements) if name == tag]

    @property
    def token(self) -> str:
        return next(each["value"] for each in self.all("input") if each.get("name") == "csrf") or ""
