"""The composition root of the demo: the site behind its gate, the third parties beside it, all by host."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from charte.collector.relay import Relay
from charte.core.charter import Charter
from charte.gate import Gate, Mode, Sighting
from demo.catalogue import read_catalogue
from demo.hosts import Hosts
from demo.site.routes import respond
from demo.site.state import Account, State
from demo.site.view import AUDIENCE, PIXEL, PLAYER, Site
from demo.site.visits import Visits
from demo.third import cinebord, mesurelle, reclamo
from demo.web import App, Receive, Request, Response, Scope, Send, TooLarge, read_request

HOST = "demo.localhost"
THIRD_PARTIES = {AUDIENCE: mesurelle.respond, PLAYER: cinebord.respond, PIXEL: reclamo.respond}


def create(
    charter: Charter,
    relay_to: str | App,
    lies: bool = False,
    *,
    account: Account | None = None,
    randomness: Callable[[int], str] = secrets.token_urlsafe,
    today: Callable[[], date] = lambda: datetime.now(UTC).date(),
    report: Callable[[Sighting], object] | None = None,
) -> Hosts:
    """The whole demo as one ASGI application.

    `relay_to` is the platform's address (`http://127.0.0.1:8700`), or an application that answers `/_charte/`.
    The true site stands behind a gate that enforces; the lying one, like many, has only begun to observe.
    `account` may sign in to the back office, nobody where it is None. `randomness` gives a text made of that
    many random bytes. `report` hears of the cookies that the charter does not know.
    """
    site = Site(
        charter=charter,
        catalogue=read_catalogue(),
        state=State(lambda: randomness(32)),
        visits=Visits(),
        account=account,
        platform=_platform(charter),
        lies=lies,
        today=today,
    )
    gate = Gate(
        _answering(lambda request: respond(site, request, randomness(16), randomness(32))),
        charter,
        mode=Mode.OBSERVE if lies else Mode.ENFORCE,
        report=report,
        mount={"/_charte": Relay(relay_to) if isinstance(relay_to, str) else relay_to},
    )
    third = {
        host: _answering(lambda request, respond=answer: respond(request, randomness(16), lies))  # type: ignore[misc]
        for host, answer in THIRD_PARTIES.items()
    }
    return Hosts({HOST: gate, **third})


def _answering(respond: Callable[[Request], Response]) -> App:
    """An application that answers each request with what `respond` says."""

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            response = respond(await read_request(scope, receive))
        except TooLarge:
            response = Response(b"Too large.\n", 413, "text/plain; charset=utf-8", "no-store")
        await response.send(send, head=scope["method"] == "HEAD")

    return application


def _platform(charter: Charter) -> str:
    """The public address of the platform whose log the charter names; empty where it names none."""
    parts = urlsplit(charter.log.address if charter.log else "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
