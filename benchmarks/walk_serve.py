"""`charte serve` shows its first page in under 3 s on an existing database, and in under 8 s on its first start."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.claim import CHARTE, PYTHON, Claim
from benchmarks.platforms import free_port, running, wait_for

NAMES = ("walk.serve-first", "walk.serve")
TIMES = 5
HOST = "charte.localhost"
# The least that could be started: granian with an application of one line.
_BARE = """
from granian import Granian
from granian.constants import Interfaces
Granian("benchmarks.bare:application", interface=Interfaces.ASGI, address="127.0.0.1", port={port}, workers=1).serve()
"""


def measure() -> list[Claim]:
    bare = statistics.median(_start_bare() for _ in range(TIMES))
    first, later = [], []
    for _ in range(TIMES):
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            first.append(_start(data))
            later.append(_start(data))
    against = f"granian with an application of one line: {bare:.2f} s"
    conditions = f"process start to the first page, whole; median of {TIMES}"
    return [
        _claim("walk.serve-first", statistics.median(first), bare, 8, against, conditions),
        _claim("walk.serve", statistics.median(later), bare, 3, against, conditions),
    ]


def _claim(name: str, value: float, bare: float, asked: float, against: str, conditions: str) -> Claim:
    return Claim(name, value, "s", against, value / bare, asked, conditions)


def _start(data: Path) -> float:
    port = free_port()
    return _until_it_answers([CHARTE, "serve", "--data", data, "--host", HOST, "--port", str(port)], port)


def _start_bare() -> float:
    port = free_port()
    return _until_it_answers([PYTHON, "-c", _BARE.format(port=port)], port)


def _until_it_answers(words: list[str | Path], port: int) -> float:
    """Seconds from the start of the process to its first page; its end does not count."""
    start = time.perf_counter()
    with running(words):
        wait_for(port, HOST)
        return time.perf_counter() - start
