"""A real platform for a test: `charte serve` as its own process on a free port, talked to as a browser would."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import httpx

HOST = "charte.localhost"
OWNER = f"owner@{HOST}"
PASSWORD = "a sentence that nobody guesses"
_PATIENCE = 60.0  # seconds until a server that does not end is given up


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def charte(*line: object) -> list[str]:
    """The command line of `charte` with these words, in the Python that runs the test."""
    return [sys.executable, "-c", "from charte.cli import main; main()", *map(str, line)]


@dataclass
class Serving:
    """`with Serving(folder) as platform:` has it answer; it is ended, and must end well, on leaving."""

    data: Path
    words: tuple[str, ...] = ()
    port: int = field(default_factory=free_port)
    lines: list[str] = field(default_factory=list)
    clients: list[httpx.Client] = field(default_factory=list)

    def __enter__(self) -> Serving:
        command = charte("serve", "--data", self.data, "--port", self.port, *self.words)
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            if line.startswith("Stop with"):
                return self
        raise AssertionError(f"The platform did not start: {self.process.communicate()[1]}")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for client in self.clients:
            client.close()
        if self.process.poll() is None:
            code, said = self.end()
            assert code == 0, said

    def end(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Ends it, and returns its exit code and what it said on stderr."""
        self.process.send_signal(how)
        said = self.process.communicate(timeout=_PATIENCE)[1]  # closes both pipes
        return self.process.returncode, said

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def link(self) -> str:
        """The one-time link that was printed; empty where none was."""
        return next((line for line in self.lines if "/back/link/" in line), "")

    def client(self) -> httpx.Client:
        """A browser without scripts; Python does not resolve names under .localhost, so the host is a header."""
        jar = _Jar()
        client = httpx.Client(
            base_url=f"http://127.0.0.1:{self.port}",
            headers={"Host": f"{HOST}:{self.port}", "Origin": self.address},
            event_hooks={"request": [jar.send], "response": [jar.keep]},
            timeout=_PATIENCE,
        )
        self.clients.append(client)
        return client

    def signed_in(self) -> httpx.Client:
        """The owner's browser, once the link has set the password."""
        client = self.client()
        post(client, self.link.removeprefix(self.address), password=PASSWORD, again=PASSWORD)
        return client

    def token(self, client: httpx.Client, site: str) -> str:
        """A token that the owner makes for this site."""
        page = f"/back/sites/{site}/access/"
        post(client, f"{page}tokens", see=page, name="a test")
        found = re.search(r"charte_[\w-]+", client.get(page).text)
        assert found, "the page shows the token once"
        return found[0]


class _Jar:
    """Keeps Secure cookies over http, as browsers do for names of this machine and httpx does not."""

    def __init__(self) -> None:
        self.held: dict[str, str] = {}

    def send(self, request: httpx.Request) -> None:
        request.headers["cookie"] = "; ".join(f"{name}={value}" for name, value in self.held.items())

    def keep(self, response: httpx.Response) -> None:
        for header in response.headers.get_list("set-cookie"):
            name, _, value = header.partition(";")[0].partition("=")
            self.held[name] = value
            if "max-age=0" in header.lower():
                del self.held[name]


def post(client: httpx.Client, address: str, *, see: str = "", **fields: str) -> httpx.Response:
    """Fills in and sends the form that stands on the page `see`, by default at the address itself."""
    page = client.get(see or address).text
    proof = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert proof, f"there is a form on {see or address}"
    return client.post(address, data={"csrfmiddlewaretoken": proof[1], **fields})
