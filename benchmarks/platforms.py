"""Starts what a benchmark measures against: the platform, and the demo site, on free ports in a folder of its own."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.claim import PYTHON, ROOT

PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Demo:
    """Where the demo answers, and the charter that it keeps."""

    address: str
    charter: Path


@contextmanager
def demo(folder: Path) -> Iterator[Demo]:
    """The platform and the demo site, as `make demo` starts them."""
    platform, site = free_port(), free_port()
    words = [
        PYTHON,
        "-m",
        "demo.start",
        "--folder",
        folder,
        "--port",
        str(platform),
        "--demo-port",
        str(site),
    ]
    with running(words):
        wait_for(site, "demo.localhost")
        yield Demo(f"http://demo.localhost:{site}/", folder / "charte.toml")


@contextmanager
def running(words: list[str | Path]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is asked to end on leaving."""
    process = subprocess.Popen(
        [str(word) for word in words], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def wait_for(port: int, host: str) -> None:
    """Returns as soon as a page comes. Raises `RuntimeError` when none does."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": f"{host}:{port}"})
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(request, timeout=PATIENCE).close()
            return
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{host} answered {error.code}") from None
        except OSError:
            time.sleep(0.01)
    raise RuntimeError(f"{host} did not answer")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
