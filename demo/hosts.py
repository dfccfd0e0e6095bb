"""One process for several hosts: each request goes to the application that its Host header names."""

from __future__ import annotations

from collections.abc import Mapping

from charte.core.host import bare_host
from demo.web import App, Receive, Response, Scope, Send


class Hosts:
    """Dispatches by Host. An unknown name is told so, with the names that there are."""

    def __init__(self, applications: Mapping[str, App]) -> None:
        self._applications = applications

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
            return
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
            return
        host = next((value for name, value in scope["headers"] if name == b"host"), b"")
        application = self._applications.get(bare_host(host.decode("latin-1")))
        if application is not None:
            await application(scope, receive, send)
            return
        text = f"This address is none of: {', '.join(self._applications)}.\n"
        await Response(text.encode(), 421, "text/plain; charset=utf-8", "no-store").send(send)


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
