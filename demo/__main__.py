"""`python -m demo`: the demo site and its third parties on one port, in front of a platform that already runs.

`make demo` starts both; this is for whoever wants only this side, or the site that does not keep its charter.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from charte.core.charter import Charter, read
from charte.core.errors import CharteError, InvalidCharter, OperatorError
from charte.gate import Sighting
from demo.app import HOST, THIRD_PARTIES, create
from demo.hosts import Hosts
from demo.site.state import Account

BIND = "127.0.0.1"
ROOT = Path(__file__).parent
USER, PASSWORD = "CHARTE_DEMO_USER", "CHARTE_DEMO_PASSWORD"


def main(argv: Sequence[str] | None = None) -> int:
    """Exit codes: 0 stopped, 1 an invalid charter, 2 bad use or a port that is taken."""
    asked = _arguments(argv)
    try:
        application = create(
            _charter(asked.charter), asked.platform, asked.lies, account=_account(), report=_tell
        )
        _check_port(asked.port)
        asyncio.run(_serve(application, asked.port))
    except InvalidCharter as error:
        for problem in error.problems:
            print(f"demo: {problem.explain()}", file=sys.stderr)
        return error.exit_code
    except CharteError as error:
        print(f"demo: {error.explain()}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        pass
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8702, help="the port to listen on")
    parser.add_argument("--platform", default="http://127.0.0.1:8700", help="where the platform answers")
    parser.add_argument("--charter", type=Path, default=ROOT / "charte.toml", help="the published charter")
    parser.add_argument("--lies", action="store_true", help="the site that does not keep its charter")
    return parser.parse_args(argv)


def _charter(file: Path) -> Charter:
    try:
        return read(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise OperatorError(
            f"The charter {file} cannot be read: {error}.", "Name it with --charter."
        ) from None


def _account() -> Account:
    """The account of the back office: from the environment, else with a password made now and shown once."""
    name, password = os.environ.get(USER, "agent"), os.environ.get(PASSWORD, "")
    if not password:
        password = secrets.token_urlsafe(9)
        print(
            f"demo: the back office admits {name} with {password} (or set {USER} and {PASSWORD}).", flush=True
        )
    return Account(name, password)


def _tell(sighting: Sighting) -> None:
    """What the gate reports: a line on stderr."""
    fate = "dropped" if sighting.dropped else "let through"
    print(
        f"demo: gate: {sighting.name} ({sighting.why}) {fate} on {sighting.route}, {sighting.count} so far",
        file=sys.stderr,
    )


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((BIND, port))
        except (OSError, OverflowError):
            raise OperatorError(
                f"Port {port} cannot be listened on.", "Choose another with --port."
            ) from None


async def _serve(application: Hosts, port: int) -> None:
    # The server is imported only to serve: what is wrong with the words above is said at once.
    from granian.constants import Interfaces
    from granian.server.embed import Server

    server = Server(application, address=BIND, port=port, interface=Interfaces.ASGI, log_enabled=False)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, server.stop)
    print(
        f"demo: http://{HOST}:{port}/ with {', '.join(THIRD_PARTIES)} on the same port. Ctrl-C ends it.",
        flush=True,
    )
    await server.serve()


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    # A thread of the server's may outlive it; one that asks for Python while that ends would abort with a panic.
    os._exit(code)
