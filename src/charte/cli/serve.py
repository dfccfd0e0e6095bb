"""`charte serve`: the whole platform in one process, with its own database and no other server."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from charte.cli.parameters import Option
from charte.core.errors import OperatorError
from charte.site.folder import DATA

LOOPBACK = "127.0.0.1"
PORT = 8700


def serve(
    data: Annotated[Path, Option("--data", "The folder that holds everything.")] = Path(DATA),
    host: Annotated[
        str, Option("--host", "The name under which people reach the platform.")
    ] = "charte.localhost",
    port: Annotated[int, Option("--port", "The port to listen on.")] = PORT,
    url: Annotated[
        str, Option("--url", "The public address, behind a web server: https://charte.example.org")
    ] = "",
    bind: Annotated[str, Option("--bind", "The address of this machine to listen on.")] = LOOPBACK,
    owner: Annotated[
        str, Option("--owner", "Print a new one-time link for the owner with this e-mail address.")
    ] = "",
) -> int:
    """Start the platform: front office, back office, API, collector.

    The first start makes the data folder and the owner's account, and prints a one-time link to it.
    A link that was lost or has aged: charte serve --owner ADDRESS prints a new one.

    Examples:
      charte serve
      charte serve --data /var/lib/charte --url https://charte.example.org

    Exit codes: 0 stopped, 2 bad use, port taken or folder not writable.
    """
    base_url = address_of(url, host, port)
    check_port(bind, port)
    # Django and all that it brings is imported only now: what is wrong with the port is said at once.
    from charte.site.wiring import Platform

    platform = Platform(data, base_url)
    try:
        link = platform.prepare(owner)
        application = platform.application()
        return asyncio.run(_serve(application, bind, port, said(base_url, link)))
    finally:
        platform.close()


def address_of(url: str, host: str, port: int) -> str:
    """The address that people open. Raises `OperatorError` for what is none."""
    given = url or f"http://{host}:{port}"
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise OperatorError(
            f"{given} is no address of a site.", "Write --url https://charte.example.org, without a path."
        )
    return f"{parts.scheme}://{parts.netloc}"


def check_port(bind: str, port: int) -> None:
    """Raises `OperatorError` where the port cannot be listened on."""
    if not 0 < port < 65_536:
        raise OperatorError(f"{port} is no port.", "Choose one from 1 to 65535 with --port.")
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except PermissionError:
            raise OperatorError(
                f"Port {port} is not for this user.", "Choose one above 1023 with --port."
            ) from None
        except OSError as error:
            why = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used: {error.strerror}"
            raise OperatorError(
                f"Port {port} of {bind} {why}.", "End what uses it, or choose another with --port."
            ) from None


def said(base_url: str, link: str) -> list[str]:
    """What is printed once the server answers."""
    lines = [
        f"Charters     {base_url}/",
        f"Back office  {base_url}/back/",
        f"API          {base_url}/api/v1/docs",
    ]
    if link:
        lines += ["", "Set the owner's password with this link (once, within 24 hours):", link]
    return [*lines, "", "Stop with Ctrl-C."]


async def _serve(application: Any, bind: str, port: int, lines: Iterable[str]) -> int:
    """Runs until SIGTERM or Ctrl-C, then lets every answer that was begun come to its end."""
    from granian.constants import Interfaces
    from granian.server.embed import Server

    server = Server(
        application,
        address=bind,
        port=port,
        interface=Interfaces.ASGI,
        websockets=False,
        log_enabled=False,
    )
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, server.stop)
    running = asyncio.create_task(server.serve())
    if await _answers(bind, port, running):
        print("\n".join(lines), flush=True)
    await running
    print("charte: stopped.", file=sys.stderr)
    return 0


async def _answers(bind: str, port: int, running: asyncio.Task[Any]) -> bool:
    """Whether the server came to listen; asks at short intervals, as nothing tells."""
    while not running.done():
        try:
            _, writer = await asyncio.open_connection(bind, port)
        except OSError:
            await asyncio.sleep(0.01)
        else:
            writer.close()
            await writer.wait_closed()
            return True
    return False
