"""A small charter, visitors with their choices, and an application whose responses a test writes down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from charte.core.charter import Charter, read
from charte.core.decision import choose, encode
from charte.gate import Gate

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
DAY = date(2026, 11, 25)
PRIVATE = ("Cache-Control", "private")

CHARTER = read(
    """
schema = 1
[site]
key = "rivebelle"
name = "Rivebelle"
hosts = ["demo.localhost", "*.rivebelle.example"]

[[purposes]]
key = "auth"
basis = "exempt"
exemption = "E2"
title = { fr = "Connexion" }
text = { fr = "Vous identifier." }
[[purposes]]
key = "visits"
basis = "exempt"
exemption = "E7"
objectable = true
title = { fr = "Visites" }
text = { fr = "Compter." }
[[purposes]]
key = "audience"
basis = "consent"
title = { fr = "Audience" }
text = { fr = "Mesurer." }
[[purposes]]
key = "ads"
basis = "consent"
title = { fr = "Publicité" }
text = { fr = "Vendre." }

[[services]]
key = "platform"
provider = "Rivebelle"
[[services.trackers]]
name = "cookies_preferences"
purposes = ["auth"]
[[services.trackers]]
name = "sessionid"
purposes = ["auth"]
http_only = true
secure = true
[[services.trackers]]
name = "visites"
purposes = ["visits"]
[[services.trackers]]
name = "old"
purposes = ["auth"]
status = "retired"

[[services]]
key = "stats"
provider = "Mesurelle"
[[services.trackers]]
name = "_mes_<ID>"
purposes = ["audience"]
http_only = true
[[services.trackers]]
name = "_mes_exact"
purposes = ["auth"]
[[services.trackers]]
name = "both"
purposes = ["auth", "ads"]
[[services.trackers]]
name = "twin"
path = "/shop"
purposes = ["ads"]
[[services.trackers]]
name = "twin"
path = "/"
purposes = ["auth"]
[[services.trackers]]
name = "there"
host = "third.localhost"
party = "third"
purposes = ["auth"]
"""
)
KNOWN = ("sessionid", "visites", "_mes_abc", "_mes_exact", "both", "old", "there", "unheard-of", "lang")


def preference(*yes: str, day: date = DAY, **services: tuple[str, ...]) -> str:
    """The Cookie header of a visitor who said yes to these purposes, and no to the others."""
    return "cookies_preferences=" + encode(choose(CHARTER, yes, day, **services))


class App:
    """Answers what a test says, and keeps the scope that it was called with."""

    def __init__(self, *headers: tuple[str, str], status: int = 200) -> None:
        self.headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        self.status = status
        self.scope = {}

    async def __call__(self, scope, receive, send):
        self.scope = scope
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": b"one", "more_body": True})
        await send({"type": "http.response.body", "body": b"two"})


def scope_of(
    cookie: str = "",
    *,
    path: str = "/",
    method: str = "GET",
    host: str = "demo.localhost:8702",
    **fields: str,
):
    """An HTTP scope as a server makes it."""
    headers = [(b"host", host.encode())]
    headers += [(b"cookie", cookie.encode("latin-1"))] if cookie else []
    headers += [(name.replace("_", "-").encode(), value.encode()) for name, value in fields.items()]
    return {"type": "http", "method": method, "path": path, "headers": headers, "state": {"own": 1}}


async def run(gate: Gate, scope) -> list[dict]:
    """The messages that reach the server."""
    sent: list[dict] = []

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    await gate(scope, receive, send)
    return sent


async def headers_of(app: App, scope, **options) -> list[tuple[str, str]]:
    """The response headers that leave a gate around `app`."""
    options = {"mode": "enforce", "now": lambda: AT, **options}
    sent = await run(Gate(app, CHARTER, **options), scope)
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in sent[0]["headers"]]


async def cookies_of(set_cookies: Sequence[str], scope, *fields: tuple[str, str], **options) -> list[str]:
    """The Set-Cookie values that leave, of those an application sends with a private page."""
    app = App(*(fields or (PRIVATE,)), *(("Set-Cookie", value) for value in set_cookies))
    left = await headers_of(app, scope, **options)
    return [value for name, value in left if name.strip().lower() == "set-cookie"]


def charter_with(*entries: str) -> Charter:
    """A charter of exempt cookies, each entry being the lines of one tracker."""
    trackers = "".join(f"[[services.trackers]]\npurposes = ['auth']\n{entry}\n" for entry in entries)
    return read(
        "schema = 1\n[site]\nkey = 'x'\nname = 'X'\nhosts = ['demo.localhost']\n"
        "[[purposes]]\nkey = 'auth'\nbasis = 'exempt'\nexemption = 'E2'\n"
        "title = { fr = 'A' }\ntext = { fr = 'B' }\n"
        f"[[services]]\nkey = 's'\nprovider = 'P'\n{trackers}"
    )
